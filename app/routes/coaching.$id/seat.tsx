import { Link } from "@remix-run/react";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { SeatForm } from "#app/coaching/seat-form.tsx";
import { canTakeSeat } from "#app/coaching/session-rules.ts";
import { Moment } from "#app/ui/moment.tsx";

/** The seats of a group session: how many are left, and how one takes one or waits for it. */
export function Seat({ session }: { session: SessionView }) {
	const { id, kind, phase, seats, seatsTaken, booking } = session;
	if (kind !== "group" || phase !== "coming") return null;
	const left = Math.max(0, seats - seatsTaken);
	return (
		<section className="quietcard" id="seat" aria-labelledby="seat-title">
			<h2 id="seat-title">Seats</h2>
			<p>{left === 0 ? `All ${seats} seats are taken.` : `${left} of ${seats} seats ${left === 1 ? "is" : "are"} left.`}</p>
			{booking?.state === "booked" ? <p>One of them is yours.</p> : null}
			{booking?.state === "waiting" ? (
				<>
					<p>You are on the waitlist. When a seat becomes free it is offered to whoever has waited longest, and you hear of it.</p>
					<p>
						<Link to={`${sessionPath(id)}/cancellation`}>Leave the waitlist</Link>
					</p>
				</>
			) : null}
			{booking?.state === "offered" && booking.until ? (
				<p>
					A seat is offered to you until <Moment at={booking.until} />.{" "}
					<Link to={`/coaching/offers/${booking.id}`}>Take it, or let it go</Link>
				</p>
			) : null}
			{canTakeSeat(session) ? <SeatForm id={id} full={left === 0} state={undefined} /> : null}
		</section>
	);
}

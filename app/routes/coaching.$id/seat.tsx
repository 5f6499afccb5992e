import { Form, Link } from "@remix-run/react";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { coachingLimits, sessionPath } from "#app/coaching/rules.ts";
import { canTakeSeat } from "#app/coaching/session-rules.ts";
import { TextArea } from "#app/ui/field.tsx";
import { Moment } from "#app/ui/moment.tsx";

type Props = { session: SessionView; submission: string };

/** The seats of a group session: how many are left, and how one takes one or waits for it. */
export function Seat({ session, submission }: Props) {
	const { id, kind, phase, seats, seatsTaken, booking } = session;
	if (kind !== "group" || phase !== "coming") return null;
	const left = Math.max(0, seats - seatsTaken);
	return (
		<section className="quietcard" id="seat" aria-labelledby="seat-title">
			<h2 id="seat-title">Seats</h2>
			<p>{left === 0 ? `All ${seats} seats are taken.` : `${left} of ${seats} seats ${left === 1 ? "is" : "are"} left.`}</p>
			{booking?.state === "booked" ? <p>One of them is yours.</p> : null}
			{booking?.state === "waiting" ? (
				<p>You are on the waitlist. When a seat becomes free it is offered to whoever has waited longest, and you hear of it.</p>
			) : null}
			{booking?.state === "offered" && booking.until ? (
				<p>
					A seat is offered to you until <Moment at={booking.until} />. <Link to="/notifications">Answer in your notifications</Link>
				</p>
			) : null}
			{canTakeSeat(session) ? (
				<Form method="post" action={`${sessionPath(id)}/seat`} className="form close">
					<input type="hidden" name="submission" value={submission} />
					<TextArea
						name="want"
						label="What you want to try"
						hint="Optional. Only the host reads it."
						state={undefined}
						maxLength={coachingLimits.words}
					/>
					<TextArea
						name="tried"
						label="What you have tried"
						hint="Optional. “Nothing yet” is an answer too."
						state={undefined}
						maxLength={coachingLimits.words}
					/>
					{left === 0 ? (
						<p className="hint">When a seat becomes free it is offered to whoever has waited longest. You have a day to take it.</p>
					) : null}
					<div className="actions">
						<button className="btn" type="submit">
							{left === 0 ? "Join the waitlist" : "Take a seat"}
						</button>
					</div>
				</Form>
			) : null}
		</section>
	);
}

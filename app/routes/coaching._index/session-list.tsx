import { Link } from "@remix-run/react";
import type { OwnSession } from "#app/coaching/lists.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { Moment } from "#app/ui/moment.tsx";

function withWhom({ kind, side, hostName, guestName, seats, taken }: OwnSession): string {
	if (side === "guest") return `With ${hostName}`;
	if (kind === "one") return guestName ? `You as host, with ${guestName}` : "You as host";
	return `You as host, ${taken} of ${seats} seats taken`;
}

function stateWords({ calledOff, place }: OwnSession): string | null {
	if (calledOff) return "Cancelled";
	if (place === "cancelled") return "You gave up your seat";
	if (place === "waiting") return "On the waitlist";
	return null;
}

/** The viewer's own sessions, with what there is to do about each. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
	return (
		<ul className="sessions">
			{sessions.map((session) => {
				const { id, title, startsAt, place, bookingId, until, calledOff, lookBack } = session;
				const state = stateWords(session);
				return (
					<li key={id}>
						<div>
							<h3>
								<Link to={sessionPath(id)}>{title}</Link>
							</h3>
							<p>
								<Moment at={startsAt} />
							</p>
							<small>
								{withWhom(session)}
								{state ? `. ${state}.` : ""}
								{place === "offered" && until ? (
									<>
										. A seat is kept for you until <Moment at={until} />.
									</>
								) : null}
							</small>
						</div>
						{place === "offered" && !calledOff ? (
							<Link className="mini" to={`/coaching/offers/${bookingId}`}>
								Answer
							</Link>
						) : null}
						{lookBack ? (
							<Link className="mini" to={`${sessionPath(id)}#look-back`}>
								Look back
							</Link>
						) : null}
					</li>
				);
			})}
		</ul>
	);
}

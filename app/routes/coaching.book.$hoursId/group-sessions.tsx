import { Link } from "@remix-run/react";
import type { Coming } from "#app/coaching/offers.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { Moment } from "#app/ui/moment.tsx";

/** The coming sessions of a group, each with a page of its own, where one takes a seat. */
export function GroupSessions({ sessions }: { sessions: Coming[] }) {
	if (sessions.length === 0)
		return <p className="slot-none">No session is planned for now. They are laid out some weeks ahead: look in again.</p>;
	return (
		<ul className="sessions">
			{sessions.map(({ id, startsAt, left }) => (
				<li key={id}>
					<div>
						<h3>
							<Link to={sessionPath(id)}>
								<Moment at={startsAt} />
							</Link>
						</h3>
						<small>{left === 0 ? "All seats are taken" : left === 1 ? "1 seat left" : `${left} seats left`}</small>
					</div>
					<Link className="mini" to={`${sessionPath(id)}#seat`}>
						{left === 0 ? "Wait for a seat" : "Take a seat"}
					</Link>
				</li>
			))}
		</ul>
	);
}

import { Link } from "@remix-run/react";
import { sessionPath } from "#app/coaching/rules.ts";
import { Moment } from "#app/ui/moment.tsx";

type Session = { id: string; title: string; startsAt: Date; seats: number; taken: number; host: { handle: string; name: string } };

/** Sessions that everybody can join. */
export function Groups({ sessions }: { sessions: Session[] }) {
	if (sessions.length === 0) return null;
	return (
		<section className="apart" aria-labelledby="groups-title">
			<h2 id="groups-title">Open to everybody</h2>
			<ul className="sessions">
				{sessions.map(({ id, title, startsAt, seats, taken, host }) => {
					const left = Math.max(0, seats - taken);
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
									With {host.name}. {left === 0 ? "All seats are taken." : left === 1 ? "1 seat left." : `${left} seats left.`}
								</small>
							</div>
							<Link
								className="mini"
								to={`${sessionPath(id)}#seat`}
								aria-label={`${left === 0 ? "Wait for a seat" : "Take a seat"}: ${title}`}
							>
								{left === 0 ? "Wait for a seat" : "Take a seat"}
							</Link>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

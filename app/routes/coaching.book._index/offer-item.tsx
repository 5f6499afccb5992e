import { Link } from "@remix-run/react";
import { languageNames } from "#app/champions/rules.ts";
import { withWords } from "#app/coaching/address.ts";
import type { OfferCard } from "#app/coaching/offers.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Moment } from "#app/ui/moment.tsx";

export const seatWords = (left: number) => (left === 0 ? "full, with a waitlist" : left === 1 ? "1 seat left" : `${left} seats left`);

/** Office hours that can be booked: what they are about, with whom, and what is free next. */
export function OfferItem({ offer, thread }: { offer: OfferCard; thread: string }) {
	const { id, title, about, kind, minutes, host, languages, topics, said, sessions, next } = offer;
	const path = withWords(`/coaching/book/${id}`, { thread });
	return (
		<article className="offer" aria-labelledby={`offer-${id}`}>
			<Avatar name={host.name} photo={host.photo} />
			<div>
				<p className="meta">
					<Link to={`/people/${host.handle}`}>{host.name}</Link>
					<span>{kind === "one" ? "One to one" : "A group"}</span>
					<span>{minutes} minutes</span>
				</p>
				<h3 id={`offer-${id}`}>
					<Link to={path}>{title}</Link>
				</h3>
				{about ? <p>{about}</p> : null}
				<p className="meta">
					{topics.length > 0 ? <span>{topics.join(", ")}</span> : null}
					{languages.length > 0 ? <span>Speaks {languages.map((tag) => languageNames[tag] ?? tag).join(", ")}</span> : null}
				</p>
				{kind === "one" ? (
					<div className="actions">
						{next ? (
							<>
								<Link className="mini" to={path} aria-label={`Choose a time: ${title} with ${host.name}`}>
									Choose a time
								</Link>
								<span>
									Next: <Moment at={next} />
								</span>
							</>
						) : (
							<span className="hint">Nothing is free for now.</span>
						)}
					</div>
				) : (
					<ul className="offer-times">
						{sessions.length === 0 ? <li className="hint">No session is planned yet.</li> : null}
						{sessions.map((session) => (
							<li key={session.id}>
								<Link to={sessionPath(session.id)}>
									<Moment at={session.startsAt} />
								</Link>
								, {seatWords(session.left)}
							</li>
						))}
					</ul>
				)}
				{said.length > 0 ? (
					<details>
						<summary>What came out of sessions</summary>
						{said.map((text) => (
							<blockquote className="said" key={text}>
								{text}
							</blockquote>
						))}
					</details>
				) : null}
			</div>
		</article>
	);
}

import { Link } from "@remix-run/react";

type Props = { thanked: { id: string; name: string }[]; takenAway: { id: string; to: string }[]; toRead: boolean };

/** Of thank-you notes: who wrote the viewer one, which of theirs was taken away, and that they are asked to read a proposal. */
export function ThanksNews({ thanked, takenAway, toRead }: Props) {
	if (thanked.length + takenAway.length === 0 && !toRead) return null;
	return (
		<section className="apart" aria-labelledby="thanked-title">
			<h2 id="thanked-title">{thanked.length > 0 ? "Written to you" : "About thank-you notes"}</h2>
			<ul className="acts-done">
				{thanked.map(({ id, name }) => (
					<li key={id}>
						<Link to={`/thanks#note-${id}`}>{name} wrote what you helped with</Link>
					</li>
				))}
				{toRead ? (
					<li>
						<Link to="/badges/proposals">A colleague proposed somebody for a badge. Would you read why?</Link>
					</li>
				) : null}
				{takenAway.map(({ id, to }) => (
					<li key={id}>
						<Link to="/thanks">A moderator took away your note to {to}, and says why</Link>
					</li>
				))}
			</ul>
		</section>
	);
}

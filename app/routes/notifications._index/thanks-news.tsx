import { Link } from "@remix-run/react";

/** Who wrote the viewer a thank-you note that they have not read yet. */
export function ThanksNews({ thanked }: { thanked: { id: string; name: string }[] }) {
	if (thanked.length === 0) return null;
	return (
		<section className="apart" aria-labelledby="thanked-title">
			<h2 id="thanked-title">Written to you</h2>
			<ul className="acts-done">
				{thanked.map(({ id, name }) => (
					<li key={id}>
						<Link to={`/thanks#note-${id}`}>{name} wrote what you helped with</Link>
					</li>
				))}
			</ul>
		</section>
	);
}

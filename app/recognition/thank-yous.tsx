import { Link } from "@remix-run/react";
import { When } from "#app/ui/when.tsx";
import type { ShownThanks } from "./thanks.server.ts";

/** What somebody was thanked for, as far as both show it. */
export function ThankYous({ notes }: { notes: ShownThanks[] }) {
	if (notes.length === 0) return null;
	return (
		<section className="apart">
			<h2>What it helped with</h2>
			{notes.map(({ id, text, from, about, at }) => (
				<blockquote className="thanks" key={id}>
					<p>{text}</p>
					<footer className="meta">
						<Link to={`/people/${from.handle}`}>{from.name}</Link>
						{about ? <Link to={about.path}>{about.title}</Link> : null}
						<When at={at} />
					</footer>
				</blockquote>
			))}
		</section>
	);
}

import type { ShownThanks } from "./thanks.server.ts";
import { ThanksNote } from "./thanks-note.tsx";

/** What somebody was thanked for, as far as both show it. */
export function ThankYous({ notes }: { notes: ShownThanks[] }) {
	if (notes.length === 0) return null;
	return (
		<section className="apart">
			<h2>What it helped with</h2>
			{notes.map(({ id, text, from, about, at }) => (
				<ThanksNote key={id} text={text} by={from} about={about} at={at} />
			))}
		</section>
	);
}

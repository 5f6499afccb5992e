import type { Item, Letter } from "./letter.ts";

// RFC 3676, 4.2: the long-used mark of a signature, which programs fold away.
const signature = "-- ";

const itemText = ({ title, url, meta, text }: Item) =>
	[title, meta ? `(${meta})` : "", text?.replace(/^/gm, "> "), url].filter(Boolean).join("\n");

/** The letter as plain text. */
export function letterText({ parts, action, foot }: Letter): string {
	const body = parts.map(({ heading, items }) =>
		[...(heading ? [heading, "=".repeat(Math.min(heading.length, 60)), ""] : []), items.map(itemText).join("\n\n")].join("\n"),
	);
	return [
		...body,
		...(action ? [`${action.label}: ${action.url}`] : []),
		[signature, foot.text, ...foot.links.map(({ label, url }) => `${label}: ${url}`)].join("\n"),
	]
		.join("\n\n")
		.concat("\n");
}

import { sanitize } from "./allow-list.server.ts";
import { MarkdownTooComplex, refuseTooComplex } from "./limits.ts";
import { handlesIn } from "./mentions.server.ts";
import { render } from "./render.server.ts";
import { type MarkedToken, tokensOf } from "./tokens.server.ts";

/** Raised whenever the same source would give other HTML: what is stored with a lower number is cooked again. */
export const cookerVersion = 1;

export { MarkdownTooComplex };

/** `html` for the page, `text` without markup for excerpts and search, `mentions` the handles that became links. */
export type Cooked = { html: string; text: string; mentions: string[] };
export type CookOptions = { mentions: ReadonlyMap<string, string> };

/**
 * Cooks markdown (CommonMark with GFM tables). `mentions` maps handles to display names; a handle without a name stays text.
 * Throws MarkdownTooComplex. Runs as long as it runs: requests go through cooker.server.ts, which has a deadline.
 */
export function cook(source: string, { mentions }: CookOptions): Cooked {
	return orTooComplex(() => {
		const tokens = parse(source);
		const people = new Map<string, string>();
		for (const handle of handlesIn(tokens)) {
			const name = mentions.get(handle);
			if (name !== undefined) people.set(handle, name);
		}
		const linked = new Set<string>();
		const html = sanitize(render(tokens, { people, linked, inLink: false }));
		return { html, text: plain(html), mentions: [...linked] };
	});
}

/** The first ten different handles mentioned outside code and links, in lower case, to look up before cooking. Throws MarkdownTooComplex. */
export const mentionedHandles = (source: string): string[] => orTooComplex(() => [...handlesIn(parse(source))]);

function parse(source: string): MarkedToken[] {
	refuseTooComplex(source);
	return tokensOf(source.toWellFormed().replaceAll("\0", "\ufffd"));
}

/** marked and the renderer recurse; what exhausts the stack is too complex. */
function orTooComplex<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError) throw new MarkdownTooComplex("it nests too deep");
		throw error;
	}
}

const named: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** The words of sanitised HTML, in which every `<` opens a tag and four references are all there are; one line a block. */
function plain(html: string): string {
	return html
		.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "$1")
		.replace(/<\/t[hd]>\s*/g, " ")
		.replace(/<(?:\/(?:p|li|h\d|pre|tr)|br)\b[^>]*>/g, "\n")
		.replace(/<[^>]*>/g, "")
		.replace(/&(?:lt|gt|quot|amp);/g, (reference) => named[reference] ?? "")
		.split("\n")
		.map((line) => line.replace(/\s+/g, " ").trim())
		.filter(Boolean)
		.join("\n");
}

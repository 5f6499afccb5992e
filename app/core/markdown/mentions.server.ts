import { mentionLimit } from "./limits.ts";
import { childrenOf, type MarkedToken } from "./tokens.server.ts";

// Not inside an address, a package name (`lib/@scope`) or a longer word.
const mention = /(?<![\p{L}\p{N}_@/.-])@([a-zA-Z0-9-]{2,30})(?![\p{L}\p{N}_@-])/gu;

/** The pieces of a text between and at its mentions, in order; `handle` is set, in lower case, at a mention. */
export function splitAtMentions(text: string): { text: string; handle?: string }[] {
	const pieces: { text: string; handle?: string }[] = [];
	let from = 0;
	for (const match of text.matchAll(mention)) {
		pieces.push({ text: text.slice(from, match.index) }, { text: match[0], handle: match[1]?.toLowerCase() });
		from = match.index + match[0].length;
	}
	pieces.push({ text: text.slice(from) });
	return pieces;
}

/** The first ten different handles mentioned outside code, links and pictures, whether or not anybody has them. */
export function handlesIn(tokens: MarkedToken[]): Set<string> {
	const found = new Set<string>();
	const visit = (token: MarkedToken): void => {
		if (token.type === "link" || token.type === "image") return;
		const children = childrenOf(token);
		if (token.type === "text" && children.length === 0) {
			for (const { handle } of splitAtMentions(token.text)) if (handle && found.size < mentionLimit) found.add(handle);
		}
		for (const child of children) visit(child);
	};
	for (const token of tokens) visit(token);
	return found;
}

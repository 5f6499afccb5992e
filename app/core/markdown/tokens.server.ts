import { Marked, type MarkedToken, type Token } from "marked";
import { depthLimit, MarkdownTooComplex } from "./limits.ts";

export type { MarkedToken };

// The only importer of `marked`. Its lexer alone is used: its own renderer lets raw HTML through, ours does not.
const marked = new Marked({ gfm: true, breaks: false, pedantic: false });

/** The token tree of markdown. Throws MarkdownTooComplex when it nests deeper than `depthLimit`. */
export function tokensOf(source: string): MarkedToken[] {
	const tokens = known(marked.lexer(source));
	refuseDeep(tokens, 0);
	return tokens;
}

/** marked types its tokens openly for the sake of extensions, of which there are none here. */
export const known = (tokens: Token[] | undefined): MarkedToken[] => (tokens ?? []) as MarkedToken[];

/** What lies directly inside a token. */
export function childrenOf(token: MarkedToken): MarkedToken[] {
	if (token.type === "list") return token.items;
	if (token.type === "table") return known([...token.header, ...token.rows.flat()].flatMap((cell) => cell.tokens));
	return "tokens" in token ? known(token.tokens) : [];
}

const nests = new Set(["blockquote", "list", "em", "strong", "del", "link"]);

function refuseDeep(tokens: MarkedToken[], depth: number): void {
	if (depth > depthLimit) throw new MarkdownTooComplex(`it nests deeper than ${depthLimit} levels`);
	for (const token of tokens) refuseDeep(childrenOf(token), nests.has(token.type) ? depth + 1 : depth);
}

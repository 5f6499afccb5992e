import { Lexer, type MarkedToken, type Token, Tokenizer } from "marked";
import { depthLimit, elementLimit, MarkdownTooComplex } from "./limits.ts";

export type { MarkedToken };

// The only importer of `marked`. Its lexer alone is used: its own renderer lets raw HTML through, ours does not.

const budgetMs = 25;
const stepsBetweenLooks = 8;
const longAddress = /^[^\s<]{2001}/;

/**
 * marked's own tokenizer with a clock: hostile emphasis makes it quadratic (`*1.` repeated to 20,000 characters takes 4 s).
 * The clock is this thread's CPU time, so that a busy machine refuses nobody's text.
 */
class ClockedTokenizer extends Tokenizer<string, string> {
	#steps = 0;
	#start = process.threadCpuUsage();

	#tick() {
		this.#steps += 1;
		if (this.#steps % stepsBetweenLooks > 0) return;
		const { user, system } = process.threadCpuUsage(this.#start);
		if (user + system > budgetMs * 1000)
			throw new MarkdownTooComplex("it has too many formatting marks left open (code reads best between two lines of ```)");
	}

	// marked asks for these two first, at every block and at every inline piece.
	override space(src: string) {
		this.#tick();
		return super.space(src);
	}

	override escape(src: string) {
		this.#tick();
		return super.escape(src);
	}

	// One expression searches the end of a bare address, between two looks at the clock: 350 ms for `http://` 2,857 times.
	override url(src: string) {
		return longAddress.test(src) ? undefined : super.url(src);
	}
}

/** The token tree of markdown. Throws MarkdownTooComplex past `depthLimit`, `elementLimit` or 25 ms of CPU. */
export function tokensOf(source: string): MarkedToken[] {
	const lexer = new Lexer({ gfm: true, breaks: false, pedantic: false, silent: false, tokenizer: new ClockedTokenizer() });
	const tokens = known(lexer.lex(source));
	if (elementsIn(tokens, 0) > elementLimit) throw new MarkdownTooComplex("it has too many pieces of formatting");
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

const nests = new Set(["blockquote", "list", "em", "strong", "del", "link", "image"]);
const bare = new Set(["text", "escape", "space", "def"]);

function elementsIn(tokens: MarkedToken[], depth: number): number {
	if (depth > depthLimit) throw new MarkdownTooComplex(`it nests deeper than ${depthLimit} levels`);
	let elements = 0;
	for (const token of tokens) {
		if (!bare.has(token.type)) elements += 1;
		if (token.type === "table") elements += (token.rows.length + 1) * token.header.length;
		elements += elementsIn(childrenOf(token), nests.has(token.type) ? depth + 1 : depth);
	}
	return elements;
}

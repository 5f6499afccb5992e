import { Lexer, type MarkedToken, type Token, Tokenizer } from "marked";
import { depthLimit, MarkdownTooComplex } from "./limits.ts";

export type { MarkedToken };

// The only importer of `marked`. Its lexer alone is used: its own renderer lets raw HTML through, ours does not.

const budgetMs = 30;
const between = 16;

/**
 * marked's own tokenizer with a clock: hostile emphasis makes it quadratic (`*1.` repeated to 20,000 characters takes 4 s).
 * The clock is this thread's CPU time, so that a busy machine refuses nobody's text.
 */
class ClockedTokenizer extends Tokenizer<string, string> {
	#steps = 0;
	#start = process.threadCpuUsage();

	#tick() {
		this.#steps += 1;
		if (this.#steps % between > 0) return;
		const { user, system } = process.threadCpuUsage(this.#start);
		if (user + system > budgetMs * 1000) throw new MarkdownTooComplex("it has too much unfinished formatting");
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
}

/** The token tree of markdown. Throws MarkdownTooComplex when it nests deeper than `depthLimit`, or takes more than 30 ms of CPU. */
export function tokensOf(source: string): MarkedToken[] {
	const lexer = new Lexer({ gfm: true, breaks: false, pedantic: false, silent: false, tokenizer: new ClockedTokenizer() });
	const tokens = known(lexer.lex(source));
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

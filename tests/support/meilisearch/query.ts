// Takes apart what was searched for: words, "phrases in quotes", and -what must not be there.
import { isWord, type Token } from "./tokenizer.ts";

/** A word of a phrase; null where any stop word may stand. */
export type PhraseWord = string | null;

export type QueryTerm = { start: number; end: number } & (
	| { kind: "word"; word: string; unfinished: boolean }
	| { kind: "phrase"; words: PhraseWord[] }
);

export type Query = { terms: QueryTerm[]; withoutWords: string[]; withoutPhrases: PhraseWord[][] };

const mostTerms = 10;
const hardStep = 7;

class Phrase {
	readonly words: PhraseWord[] = [];
	#start = 0;
	#end = 0;

	push(token: Token, position: number): void {
		if (this.#empty()) this.#start = position;
		this.#end = position;
		this.words.push(token.kind === "stop" ? null : token.lemma);
	}

	#empty(): boolean {
		return this.words.every((word) => word === null);
	}

	term(): (QueryTerm & { kind: "phrase" }) | undefined {
		return this.#empty() ? undefined : { kind: "phrase", words: this.words, start: this.#start, end: this.#end };
	}
}

export function parseQuery(tokens: Token[]): Query {
	const query: Query = { terms: [], withoutWords: [], withoutPhrases: [] };
	let phrase: Phrase | undefined;
	let phraseIsNegative = false;
	let negative = false;
	let afterSpace = true;
	let position = -1;
	const close = () => {
		const term = phrase?.term();
		if (term !== undefined && phraseIsNegative) query.withoutPhrases.push(term.words);
		else if (term !== undefined) query.terms.push(term);
		phrase = undefined;
	};
	for (const [index, token] of tokens.entries()) {
		if (query.terms.length >= mostTerms) return query;
		if (isWord(token)) {
			position++;
			if (phrase !== undefined) phrase.push(token, position);
			else if (negative) query.withoutWords.push(token.lemma);
			else {
				const last = index === tokens.length - 1;
				// A stop word says something only while it may be the beginning of another word.
				if (last || token.kind === "word")
					query.terms.push({ kind: "word", word: token.lemma, unfinished: last, start: position, end: position });
			}
			negative = false;
		} else {
			if (token.kind === "hard") position += hardStep;
			if (token.kind === "hard" && phrase !== undefined) {
				close();
				phrase = new Phrase();
			}
			if (token.lemma === '"') {
				if (phrase !== undefined) {
					close();
					phraseIsNegative = false;
				} else {
					phrase = new Phrase();
					phraseIsNegative = negative;
				}
			}
			negative = phrase === undefined && token.lemma === "-" && afterSpace;
		}
		afterSpace = /\s$/u.test(token.lemma);
	}
	close();
	return query;
}

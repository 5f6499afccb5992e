// Finds in a text what matched the query.
import type { Node } from "./derivations.ts";
import type { PhraseWord } from "./query.ts";
import { isWord, lemmaOf, type Token } from "./tokenizer.ts";

/** A match: its tokens, the words of the text and the places in the query it covers, and how much of its text is meant. */
export type TextMatch = { first: number; last: number; firstWord: number; lastWord: number; asked: number[]; start: number; end: number };

type Pattern = { asked: number[]; unfinished: boolean; length: number; words: Set<string> };

/** What the nodes of a query look like in a text. */
export class Highlighter {
	readonly #phrases: { words: PhraseWord[]; asked: number[] }[] = [];
	readonly #words: Pattern[] = [];

	constructor(nodes: Node[]) {
		for (const node of nodes) {
			const asked = Array.from({ length: node.end - node.start + 1 }, (_, index) => node.start + index);
			for (const { phrases } of node.levels) for (const words of phrases) this.#phrases.push({ words, asked });
			const words = new Set(node.levels.flatMap((level) => level.words));
			this.#words.push({ asked, unfinished: node.unfinished, length: [...node.word].length, words });
		}
		// Whole words before beginnings, and what covers more before what covers less.
		this.#words.sort((a, b) => Number(a.unfinished) - Number(b.unfinished) || b.asked.length - a.asked.length);
	}

	matches(text: string, tokens: Token[]): TextMatch[] {
		const words = tokens.flatMap((token, index) => (isWord(token) ? { token, index } : []));
		const found: TextMatch[] = [];
		for (let at = 0; at < words.length; at++) {
			const phrase = this.#phrases.find((candidate) => isPhraseAt(words, at, candidate.words));
			const [from, to] = [words[at], words[at + (phrase?.words.length ?? 1) - 1]];
			if (from === undefined || to === undefined) continue;
			const place = { first: from.index, last: to.index, firstWord: at, lastWord: at, start: from.token.start };
			if (phrase !== undefined) {
				at += phrase.words.length - 1;
				found.push({ ...place, lastWord: at, asked: phrase.asked, end: to.token.end });
				continue;
			}
			const match = from.token.kind === "word" ? this.#word(text, from.token) : undefined;
			if (match !== undefined) found.push({ ...place, ...match });
		}
		return found;
	}

	#word(text: string, token: Token): { asked: number[]; end: number } | undefined {
		for (const { asked, unfinished, length, words } of this.#words) {
			if (!unfinished) {
				if (words.has(token.lemma)) return { asked, end: token.end };
				continue;
			}
			// Of a begun word only its beginning is meant, as long as what was typed.
			const begun = [...words].filter((word) => token.lemma.startsWith(word));
			const shortest = begun.sort((a, b) => a.length - b.length)[0];
			if (shortest === undefined) continue;
			return { asked, end: originalEnd(text, token, [...shortest].slice(0, length).join("").length) };
		}
		return undefined;
	}
}

const isPhraseAt = (words: { token: Token }[], at: number, phrase: PhraseWord[]): boolean =>
	phrase.every((word, offset) => {
		const token = words[at + offset]?.token;
		return token !== undefined && (word === null ? token.kind === "stop" : token.lemma === word);
	});

/** Where in the text the first letters of a lemma end: one letter of the text may be several of the lemma, or none. */
function originalEnd(text: string, token: Token, length: number): number {
	let [end, passed] = [token.start, 0];
	for (const letter of text.slice(token.start, token.end)) {
		if (passed >= length && lemmaOf(letter) !== "") break;
		passed += lemmaOf(letter).length;
		end += letter.length;
	}
	return end;
}

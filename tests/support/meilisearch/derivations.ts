// The words of an index that a word of a query may stand for.
import type { Lexicon } from "./lexicon.ts";
import type { PhraseWord, QueryTerm } from "./query.ts";
import type { Settings } from "./settings.ts";
import { lemmaOf, type Tokenizer, wordsOf } from "./tokenizer.ts";
import { typosOf } from "./typos.ts";

/** What stands for a term with so many typing errors: words, and words that must stand side by side. */
export type Level = { words: string[]; phrases: PhraseWord[][] };

/** One node of the graph of a query: a word, a phrase, or two or three words written as one. */
export type Node = {
	/** The terms it stands for. */
	first: number;
	last: number;
	/** Its place in the query. */
	start: number;
	end: number;
	word: string;
	unfinished: boolean;
	isPhrase: boolean;
	/** By number of typing errors. */
	levels: [Level, Level, Level];
	/** What a path through it costs at most for typing errors, without what the joining of words costs. */
	mostTypos: number;
};

const isNumber = (word: string) => word.trim() !== "" && Number.isFinite(Number(word));
const none = (): Level => ({ words: [], phrases: [] });
const mostPrefixes = 1000;
const mostSynonyms = 50;

/** Knows an index, and answers with nodes. */
export class Derivations {
	readonly #lexicon: Lexicon;
	readonly #typo: Settings["typoTolerance"];
	readonly #prefixes: boolean;
	readonly #exact: Set<string>;
	readonly #synonyms = new Map<string, string[][]>();
	#tolerant: string[] | null = null;

	constructor(lexicon: Lexicon, settings: Settings, tokenize: Tokenizer) {
		this.#lexicon = lexicon;
		this.#typo = settings.typoTolerance;
		this.#prefixes = settings.prefixSearch === "indexingTime";
		this.#exact = new Set(settings.typoTolerance.disableOnWords.map(lemmaOf));
		for (const [from, to] of Object.entries(settings.synonyms))
			this.#synonyms.set(
				wordsOf(from, tokenize).join(" "),
				to.map((text) => wordsOf(text, tokenize)).filter((words) => words.length > 0),
			);
	}

	/** Words that an error may lead to. */
	#vocabulary(): readonly string[] {
		if (!this.#typo.disableOnNumbers) return this.#lexicon.vocabulary();
		this.#tolerant ??= this.#lexicon.vocabulary().filter((word) => !isNumber(word));
		return this.#tolerant;
	}

	#mostTypos(word: string): number {
		const { enabled, disableOnNumbers, minWordSizeForTypos } = this.#typo;
		const length = [...word].length;
		if (!enabled || length < minWordSizeForTypos.oneTypo || this.#exact.has(word)) return 0;
		if (disableOnNumbers && isNumber(word)) return 0;
		return length < minWordSizeForTypos.twoTypos ? 1 : 2;
	}

	/** The two words that stand side by side in most documents, and together are this one. */
	#split(word: string): [string, string] | undefined {
		let best: [string, string] | undefined;
		let most = 0;
		for (let cut = 1; cut < word.length; cut++) {
			const [left, right] = [word.slice(0, cut), word.slice(cut)];
			if (!this.#lexicon.has(left) || !this.#lexicon.has(right)) continue;
			const rights = this.#lexicon.places(right);
			let documents = 0;
			for (const [id, places] of this.#lexicon.places(left)) {
				const next = new Set(rights.get(id));
				if (places.some((place) => next.has(place + 1))) documents++;
			}
			if (documents > most) [most, best] = [documents, [left, right]];
		}
		return best;
	}

	/** The node of one term. */
	node(term: QueryTerm, index: number): Node {
		const place = { first: index, last: index, start: term.start, end: term.end };
		if (term.kind === "word") return this.#word(term.word, term.unfinished, this.#mostTypos(term.word), [term.word], place);
		const levels: Node["levels"] = [{ words: [], phrases: [term.words] }, none(), none()];
		return { ...place, word: term.words.join(" "), unfinished: false, isPhrase: true, levels, mostTypos: 0 };
	}

	/** The node of terms that stand side by side, written as one word; null when they cannot be. */
	joined(terms: QueryTerm[], first: number): Node | null {
		const words = terms.flatMap((term) => (term.kind === "word" ? term.word : []));
		const [head, tail] = [terms[0], terms[terms.length - 1]];
		if (words.length < terms.length || head === undefined || tail === undefined || tail.kind === "phrase") return null;
		if (terms.some((term, index) => index > 0 && term.start !== (terms[index - 1]?.end ?? 0) + 1)) return null;
		const word = words.join("");
		const most = Math.max(0, this.#mostTypos(word) - (words.length - 1));
		const place = { first, last: first + terms.length - 1, start: head.start, end: tail.end };
		return this.#word(word, tail.unfinished, most, words, place);
	}

	#word(word: string, last: boolean, most: number, parts: string[], place: Pick<Node, "first" | "last" | "start" | "end">): Node {
		const unfinished = last && this.#prefixes;
		const begun = unfinished ? this.#lexicon.beginning(word).slice(0, mostPrefixes) : this.#lexicon.has(word) ? [word] : [];
		const [one, two] = typosOf(word, unfinished, most, this.#vocabulary());
		const synonyms = this.#synonyms.get(parts.join(" ")) ?? (parts.length === 1 ? [] : (this.#synonyms.get(word) ?? []));
		const split = this.#split(word);
		const isItself = split !== undefined && parts.length > 1 && split.join(" ") === parts.join(" ");
		const levels: Node["levels"] = [
			{ words: begun, phrases: synonyms.slice(0, mostSynonyms) },
			{ words: one, phrases: split === undefined || isItself ? [] : [split] },
			{ words: two, phrases: [] },
		];
		return { ...place, word, unfinished, isPhrase: false, levels, mostTypos: Math.max(1, most) };
	}
}

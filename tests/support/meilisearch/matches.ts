// Where the nodes of a query stand in each document.
import type { Level, Node } from "./derivations.ts";
import { attributeOf, type Lexicon, type Place } from "./lexicon.ts";
import type { PhraseWord } from "./query.ts";

/** The first and the last word of a phrase in a document. */
export type Span = { start: Place; end: Place };
export type Found = { words: Place[][]; phrases: Span[] };
/** What stands for a node in one document, by number of typing errors; and whether it is there as it was written. */
export type Match = { levels: [Found | null, Found | null, Found | null]; exact: Place[] | null };

/** Which attributes count, and which of them forgive no typing errors. */
export type Scope = { allowed: ((attribute: number) => boolean) | null; exact: (attribute: number) => boolean };

const without = (places: Place[], keep: (attribute: number) => boolean) => places.filter((place) => keep(attributeOf(place)));

export class Matcher {
	readonly #lexicon: Lexicon;
	readonly #scope: Scope;
	readonly #universe: ReadonlySet<number> | null;

	constructor(lexicon: Lexicon, scope: Scope, universe: ReadonlySet<number> | null) {
		this.#lexicon = lexicon;
		this.#scope = scope;
		this.#universe = universe;
	}

	*#places(word: string, derived: boolean): Iterable<[number, Place[]]> {
		for (const [id, all] of this.#lexicon.places(word)) {
			if (this.#universe !== null && !this.#universe.has(id)) continue;
			const allowed = this.#scope.allowed === null ? all : without(all, this.#scope.allowed);
			const places = derived ? without(allowed, (attribute) => !this.#scope.exact(attribute)) : allowed;
			if (places.length > 0) yield [id, places];
		}
	}

	/** Where words stand side by side; any word may stand where the phrase has a stop word. */
	*phrase(words: PhraseWord[]): Iterable<[number, Span[]]> {
		const parts = words.flatMap((word, offset) => (word === null ? [] : { word, offset }));
		const [first, ...others] = parts;
		if (first === undefined) return;
		const last = others[others.length - 1] ?? first;
		for (const [id, places] of this.#places(first.word, false)) {
			const sets = others.map(({ word, offset }) => ({ at: new Set(this.#lexicon.places(word).get(id)), step: offset - first.offset }));
			const starts = places.filter((place) => sets.every(({ at, step }) => at.has(place + step)));
			if (starts.length > 0) yield [id, starts.map((start) => ({ start, end: start + last.offset - first.offset }))];
		}
	}

	/** The documents that a node is in. */
	node(node: Node): Map<number, Match> {
		const matches = new Map<number, Match>();
		const joined = node.first !== node.last;
		for (const [errors, level] of node.levels.entries()) this.#level(matches, errors, level, joined || errors > 0);
		if (joined || node.isPhrase) {
			if (node.isPhrase) for (const match of matches.values()) match.exact = match.levels[0]?.phrases.map(({ start }) => start) ?? null;
			return matches;
		}
		for (const [id, places] of this.#places(node.word, false)) {
			const match = matches.get(id);
			if (match !== undefined) match.exact = places;
		}
		return matches;
	}

	#level(matches: Map<number, Match>, errors: number, level: Level, derived: boolean): void {
		const found = (id: number): Found => {
			const match: Match = matches.get(id) ?? { levels: [null, null, null], exact: null };
			matches.set(id, match);
			const at: Found = match.levels[errors] ?? { words: [], phrases: [] };
			match.levels[errors] = at;
			return at;
		};
		for (const word of level.words) for (const [id, places] of this.#places(word, derived)) found(id).words.push(places);
		for (const phrase of level.phrases) for (const [id, spans] of this.phrase(phrase)) found(id).phrases.push(...spans);
	}
}

// The inverted index: which word stands where in which document.

import type { Scalar } from "./json.ts";
import { positionsOf, type Tokenizer } from "./tokenizer.ts";

/** Attribute and position in one number, so that sorted numbers are in reading order and near ones near. */
export type Place = number;
const span = 65_536;
export const attributeOf = (place: Place): number => Math.floor(place / span);
export const positionOf = (place: Place): number => place % span;
export const placeOf = (attribute: number, position: number): Place => attribute * span + position;

export class Lexicon {
	readonly #tokenize: Tokenizer;
	readonly #attributes: string[] = [];
	readonly #words = new Map<string, Map<number, Place[]>>();
	readonly #documents = new Map<number, { words: Set<string>; counts: Map<number, number> }>();
	#sorted: string[] | null = null;

	constructor(tokenize: Tokenizer) {
		this.#tokenize = tokenize;
	}

	#attribute(path: string): number {
		const known = this.#attributes.indexOf(path);
		return known >= 0 ? known : this.#attributes.push(path) - 1;
	}

	/** The paths that documents have words at; the place in the list is the number in a place. */
	attributes(): readonly string[] {
		return this.#attributes;
	}

	add(id: number, fields: Iterable<[string, Scalar[]]>): void {
		const [words, counts] = [new Set<string>(), new Map<number, number>()];
		for (const [path, scalars] of fields) {
			const attribute = this.#attribute(path);
			const placed = positionsOf(scalars.map((scalar) => this.#tokenize(String(scalar))));
			counts.set(attribute, placed.length);
			for (const { word, position } of placed) {
				words.add(word);
				const documents = this.#words.get(word) ?? this.#add(word);
				const places = documents.get(id);
				if (places === undefined) documents.set(id, [placeOf(attribute, position)]);
				else places.push(placeOf(attribute, position));
			}
		}
		for (const word of words)
			this.#words
				.get(word)
				?.get(id)
				?.sort((a, b) => a - b);
		this.#documents.set(id, { words, counts });
	}

	#add(word: string): Map<number, Place[]> {
		const documents = new Map<number, Place[]>();
		this.#words.set(word, documents);
		this.#sorted = null;
		return documents;
	}

	remove(id: number): void {
		for (const word of this.#documents.get(id)?.words ?? []) {
			const documents = this.#words.get(word);
			documents?.delete(id);
			if (documents?.size !== 0) continue;
			this.#words.delete(word);
			this.#sorted = null;
		}
		this.#documents.delete(id);
	}

	has(word: string): boolean {
		return this.#words.has(word);
	}

	/** The documents with a word, and its places in each. */
	places(word: string): ReadonlyMap<number, Place[]> {
		return this.#words.get(word) ?? new Map();
	}

	/** How many words a field of a document has. */
	length(id: number, attribute: number): number {
		return this.#documents.get(id)?.counts.get(attribute) ?? 0;
	}

	/** Every word, in order. */
	vocabulary(): readonly string[] {
		this.#sorted ??= [...this.#words.keys()].sort();
		return this.#sorted;
	}

	/** The words that begin with a prefix, itself included. */
	beginning(prefix: string): string[] {
		const words = this.vocabulary();
		let [low, high] = [0, words.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((words[middle] ?? "") < prefix) low = middle + 1;
			else high = middle;
		}
		let end = low;
		while (words[end]?.startsWith(prefix)) end++;
		return words.slice(low, end);
	}
}

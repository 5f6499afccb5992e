// One index: its documents, its settings, and what searches need to know of both.
import { documentId, inferPrimaryKey } from "./documents.ts";
import { ApiError } from "./errors.ts";
import { testOf } from "./filter.ts";
import type { Filter } from "./filter-parser.ts";
import { fieldsOf, isWithin, type JsonObject } from "./json.ts";
import { Lexicon } from "./lexicon.ts";
import { defaults, type Settings } from "./settings.ts";
import { type Tokenizer, tokenizerFor } from "./tokenizer.ts";

export class Store {
	readonly createdAt = new Date().toISOString();
	updatedAt = this.createdAt;
	primaryKey: string | null;
	#settings = defaults();
	readonly #documents = new Map<number, JsonObject>();
	readonly #numbers = new Map<string, number>();
	/** Every attribute that a document has ever had. */
	readonly #known = new Set<string>();
	#tokenize: Tokenizer = tokenizerFor(this.#settings);
	#lexicon = new Lexicon(this.#tokenize);

	constructor(primaryKey: string | null) {
		this.primaryKey = primaryKey;
	}

	get settings(): Settings {
		return this.#settings;
	}

	get lexicon(): Lexicon {
		return this.#lexicon;
	}

	get tokenize(): Tokenizer {
		return this.#tokenize;
	}

	get known(): ReadonlySet<string> {
		return this.#known;
	}

	get size(): number {
		return this.#documents.size;
	}

	/** The numbers of all documents, in the order that ties are sorted in. */
	ids(): number[] {
		return [...this.#documents.keys()].sort((a, b) => a - b);
	}

	document(id: number): JsonObject {
		return this.#documents.get(id) ?? {};
	}

	find(id: string): JsonObject | undefined {
		const number = this.#numbers.get(id);
		return number === undefined ? undefined : this.#documents.get(number);
	}

	/** The fields of the first level, in the order they came. */
	fields(): string[] {
		return [...new Set([...this.#known].map((path) => path.split(".")[0] ?? path))];
	}

	setSettings(settings: Settings): void {
		const before = this.#settings;
		this.#settings = settings;
		this.touch();
		const words = ({ searchableAttributes, stopWords, separatorTokens, nonSeparatorTokens }: Settings) =>
			JSON.stringify([searchableAttributes, stopWords, separatorTokens, nonSeparatorTokens]);
		if (words(before) === words(settings)) return;
		this.#tokenize = tokenizerFor(settings);
		this.#lexicon = new Lexicon(this.#tokenize);
		for (const [id, document] of this.#documents) this.#index(id, document);
	}

	touch(): void {
		this.updatedAt = new Date().toISOString();
	}

	/** How important an attribute is, by its place in the list; null when it is not searched at all. */
	weight(path: string): number | null {
		const attributes = this.#settings.searchableAttributes;
		if (attributes.includes("*")) return 0;
		const place = attributes.findIndex((outer) => isWithin(path, outer));
		return place < 0 ? null : place;
	}

	#index(id: number, document: JsonObject): void {
		const fields = [...fieldsOf(document)];
		for (const [path] of fields) {
			const parts = path.split(".");
			for (let length = 1; length <= parts.length; length++) this.#known.add(parts.slice(0, length).join("."));
		}
		this.#lexicon.add(
			id,
			fields.filter(([path]) => this.weight(path) !== null),
		);
	}

	/** Puts documents in: instead of those with the same identifiers, or over their fields. All of them or none. */
	put(documents: JsonObject[], primaryKey: string | null, merge: boolean): void {
		if (primaryKey !== null && this.primaryKey !== null && primaryKey !== this.primaryKey)
			throw new ApiError("index_primary_key_already_exists", `Index already has a primary key: \`${this.primaryKey}\`.`);
		const [first] = documents;
		const key = this.primaryKey ?? primaryKey ?? (first === undefined ? null : inferPrimaryKey(first));
		if (key === null) return;
		const named = documents.map((document): [string, JsonObject] => [documentId(document, key), document]);
		this.primaryKey = key;
		for (const [id, document] of named) {
			const number = this.#numbers.get(id) ?? this.#free();
			const old = this.#documents.get(number);
			if (old !== undefined) this.#lexicon.remove(number);
			const stored = merge && old !== undefined ? { ...old, ...document } : document;
			this.#numbers.set(id, number);
			this.#documents.set(number, stored);
			this.#index(number, stored);
		}
		this.touch();
	}

	/** The lowest number that no document has. */
	#free(): number {
		let number = this.#documents.size;
		if (!this.#documents.has(number)) return number;
		for (number = 0; this.#documents.has(number); number++);
		return number;
	}

	/** Takes out the documents with these identifiers; how many there were. */
	remove(ids: Iterable<string>): number {
		let removed = 0;
		for (const id of ids) {
			const number = this.#numbers.get(id);
			if (number === undefined) continue;
			this.#numbers.delete(id);
			this.#documents.delete(number);
			this.#lexicon.remove(number);
			removed++;
		}
		this.touch();
		return removed;
	}

	removeAll(): number {
		return this.remove([...this.#numbers.keys()]);
	}

	/** The documents that a filter lets through, by their numbers. */
	filtered(filter: Filter, code: string): Set<number> {
		const test = testOf(filter, this.#settings.filterableAttributes, this.#known, code);
		return new Set(this.ids().filter((id) => test(this.document(id))));
	}

	removeFiltered(filter: Filter): number {
		const numbers = this.filtered(filter, "invalid_document_filter");
		return this.remove([...this.#numbers].flatMap(([id, number]) => (numbers.has(number) ? id : [])));
	}

	stats(isIndexing: boolean): JsonObject {
		const fieldDistribution: Record<string, number> = {};
		let rawDocumentDbSize = 0;
		for (const document of this.#documents.values()) {
			for (const name of Object.keys(document)) fieldDistribution[name] = (fieldDistribution[name] ?? 0) + 1;
			rawDocumentDbSize += JSON.stringify(document).length;
		}
		const avgDocumentSize = this.size === 0 ? 0 : Math.round(rawDocumentDbSize / this.size);
		const embedded = { numberOfEmbeddings: 0, numberOfEmbeddedDocuments: 0 };
		return { numberOfDocuments: this.size, rawDocumentDbSize, avgDocumentSize, isIndexing, ...embedded, fieldDistribution };
	}
}

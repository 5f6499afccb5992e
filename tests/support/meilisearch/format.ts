// What a hit shows of its document: the chosen fields, and these again with matches marked and long texts cut.
import { cropped } from "./crop.ts";
import type { Highlighter } from "./highlights.ts";
import { isWithin, type Json, type JsonObject, mapScalars, select } from "./json.ts";
import type { SearchParams } from "./search-params.ts";
import type { Tokenizer } from "./tokenizer.ts";

type Format = { highlight: boolean; crop: number | null };
type Bounds = { start: number; length: number; indices?: number[] };

const bytes = (text: string) => Buffer.byteLength(text);

export class Formatter {
	readonly #params: SearchParams;
	readonly #highlighter: Highlighter;
	readonly #tokenize: Tokenizer;
	readonly #shown: string[];
	readonly #retrieved: string[];
	readonly #formats: Map<string, Format>;

	/** `displayed`: what the index shows at all; null is everything. `fields`: the first-level fields that it knows. */
	constructor(params: SearchParams, highlighter: Highlighter, tokenize: Tokenizer, displayed: string[], fields: string[]) {
		[this.#params, this.#highlighter, this.#tokenize] = [params, highlighter, tokenize];
		const all = displayed.includes("*");
		this.#shown = all ? fields : displayed;
		const visible = (name: string) => all || displayed.some((outer) => isWithin(name, outer) || isWithin(outer, name));
		const asked = params.attributesToRetrieve;
		this.#retrieved = asked.includes("*") ? this.#shown : asked.filter(visible);
		this.#formats = this.#formatsFor(visible);
	}

	#formatsFor(visible: (name: string) => boolean): Map<string, Format> {
		const { attributesToHighlight, attributesToCrop, cropLength } = this.#params;
		const formats = new Map<string, Format>();
		const named = (name: string) => (name === "*" ? this.#shown : visible(name) ? [name] : []);
		for (const name of attributesToHighlight.flatMap(named)) formats.set(name, { highlight: true, crop: null });
		for (const attribute of attributesToCrop) {
			const [, name = attribute, length] = /^(.*):(.*)$/s.exec(attribute) ?? [];
			const crop = length !== undefined && /^\d+$/.test(length) ? Number(length) : cropLength;
			for (const field of named(name)) formats.set(field, { highlight: formats.get(field)?.highlight ?? false, crop });
		}
		if (formats.size > 0) for (const name of this.#retrieved) if (!formats.has(name)) formats.set(name, { highlight: false, crop: null });
		return formats;
	}

	hit(document: JsonObject): JsonObject {
		const hit = select(document, this.#retrieved);
		if (this.#formats.size > 0) {
			const names = [...this.#formats.keys()];
			const formatted = mapScalars(select(document, names), (value, path) =>
				typeof value === "boolean" ? value : this.#formatted(String(value), path),
			);
			if (Object.keys(formatted).length > 0) hit._formatted = formatted;
		}
		if (this.#params.showMatchesPosition) hit._matchesPosition = this.#positions(document);
		return hit;
	}

	#formatted(text: string, path: string): Json {
		const formats = [...this.#formats].filter(([name]) => isWithin(name, path) || isWithin(path, name)).map(([, format]) => format);
		const highlight = formats.some((format) => format.highlight);
		const crop = formats.find((format) => format.crop !== null)?.crop ?? 0;
		if (!highlight && crop === 0) return text;
		const { highlightPreTag, highlightPostTag, cropMarker } = this.#params;
		const tokens = this.#tokenize(text);
		const matches = this.#highlighter.matches(text, tokens);
		const [from, to] = crop > 0 ? cropped(text, tokens, matches, crop) : [0, text.length];
		let shown = from > 0 ? cropMarker : "";
		let at = from;
		for (const match of highlight ? matches : []) {
			if (match.start >= to || match.end <= from) continue;
			const [start, end] = [Math.max(match.start, from), Math.min(match.end, to)];
			shown += text.slice(at, start) + highlightPreTag + text.slice(start, end) + highlightPostTag;
			at = end;
		}
		return shown + text.slice(at, to) + (to < text.length ? cropMarker : "");
	}

	/** The matches of all that is shown, counted in bytes. */
	#positions(document: JsonObject): JsonObject {
		const positions: Record<string, Bounds[]> = {};
		mapScalars(select(document, this.#shown), (value, path, indices) => {
			if (typeof value === "boolean") return value;
			const text = String(value);
			const bounds = this.#highlighter.matches(text, this.#tokenize(text)).map(({ start, end }) => ({
				start: bytes(text.slice(0, start)),
				length: bytes(text.slice(start, end)),
				...(indices.length > 0 ? { indices } : {}),
			}));
			if (bounds.length > 0) positions[path] = [...(positions[path] ?? []), ...bounds];
			return value;
		});
		return positions;
	}
}

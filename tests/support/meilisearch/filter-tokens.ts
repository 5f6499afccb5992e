// The words, quoted values and signs that a filter is made of.
export class FilterError extends Error {}

/** A value or the name of an attribute, with its place for messages. */
export type Token = { text: string; from: number; to: number; source: string };

const keywords = new Set([
	"AND",
	"OR",
	"IN",
	"NOT",
	"TO",
	"EXISTS",
	"IS",
	"NULL",
	"EMPTY",
	"CONTAINS",
	"STARTS",
	"WITH",
	"_geoRadius",
	"_geoBoundingBox",
]);
const wordForm = /[\p{L}\p{N}\p{M}_.-]+/uy;

/** Where the diagnostic points: columns count characters, from one. */
const located = (message: string, source: string, from: number, to: number) => {
	const column = [...source.slice(0, from)].length + 1;
	return new FilterError(`${message}\n${column}:${column + [...source.slice(from, to)].length} ${source}`);
};

export const errorAt = (token: Token, message: string): FilterError => located(message, token.source, token.from, token.to);

/** Reads a filter from left to right. */
export class Tokens {
	readonly source: string;
	#at = 0;

	constructor(source: string) {
		this.source = source;
		this.#skip();
	}

	#skip(): void {
		while (/\s/u.test(this.source[this.#at] ?? "")) this.#at++;
	}

	here(): number {
		return this.#at;
	}

	back(place: number): this {
		this.#at = place;
		return this;
	}

	atEnd(): boolean {
		return this.#at >= this.source.length;
	}

	rest(): string {
		return this.source.slice(this.#at);
	}

	error(message: string): FilterError {
		return located(message, this.source, this.#at, this.source.length);
	}

	unclosed(delimiter: string): FilterError {
		return this.error(`Expression \`${this.rest()}\` is missing the following closing delimiter: \`${delimiter}\`.`);
	}

	containsDisabled(): FilterError {
		return this.error("Using `CONTAINS` in a filter requires enabling the `contains filter` experimental feature.");
	}

	#word(): string {
		wordForm.lastIndex = this.#at;
		return wordForm.exec(this.source)?.[0] ?? "";
	}

	/** Takes a sign when it is next. */
	symbol(sign: string): boolean {
		if (!this.source.startsWith(sign, this.#at)) return false;
		this.#at += sign.length;
		this.#skip();
		return true;
	}

	/** Takes a keyword when it is the next whole word. */
	keyword(word: string): boolean {
		return this.#word() === word && this.symbol(word);
	}

	/** A value when one is next. */
	optionalValue(): Token | undefined {
		const next = this.source[this.#at];
		return next === "'" || next === '"' || (this.#word() !== "" && !keywords.has(this.#word())) ? this.value() : undefined;
	}

	/** A bare word or a quoted text. */
	value(): Token {
		const quote = this.source[this.#at];
		if (quote === "'" || quote === '"') return this.#quoted(quote);
		const [text, from] = [this.#word(), this.#at];
		if (text === "" || keywords.has(text)) throw this.#noValue(text);
		this.#at += text.length;
		const token = { text, from, to: this.#at, source: this.source };
		this.#skip();
		return token;
	}

	/** The error of a keyword where a value belongs. */
	refuseKeyword(): FilterError | undefined {
		return keywords.has(this.#word()) ? this.#noValue(this.#word()) : undefined;
	}

	#noValue(word: string): FilterError {
		if (this.atEnd()) return this.error("Was expecting a value but instead got nothing.");
		const found = word || (/^[^\s()=<>!]*/u.exec(this.rest())?.[0] ?? "");
		const reserved = word ? `, which is a reserved keyword. To use \`${word}\` as a field name or a value, surround it by quotes` : "";
		return located(`Was expecting a value but instead got \`${found}\`${reserved}.`, this.source, this.#at, this.#at + found.length);
	}

	#quoted(quote: string): Token {
		const from = this.#at + 1;
		let to = from;
		while (to < this.source.length && this.source[to] !== quote) to += this.source[to] === "\\" ? 2 : 1;
		if (to >= this.source.length) throw this.unclosed(quote);
		const text = unescaped(this.source.slice(from, to));
		if (text === null) throw located(`Malformed value: \`${this.source.slice(from, to)}\`.`, this.source, from, to);
		this.#at = to + 1;
		this.#skip();
		return { text, from, to, source: this.source };
	}

	/** Places are no part of what Lamplight keeps; the names are reserved all the same. */
	refuseGeo(): void {
		const name = /^_geo(?:Radius|BoundingBox|Point|Distance)?(?![\p{L}\p{N}_.-])/u.exec(this.rest())?.[0];
		if (name !== undefined) throw this.error(`\`${name}\` is a reserved keyword and thus can't be used as a filter expression.`);
	}
}

const simple: Record<string, string> = {
	b: "\b",
	t: "\t",
	n: "\n",
	f: "\f",
	r: "\r",
	"'": "'",
	'"': '"',
	"\\": "\\",
	"/": "/",
};
const escaped = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S])|$)/gu;

/** A quoted text without its backslashes; null when one of them means nothing. */
function unescaped(text: string): string | null {
	let valid = true;
	const plain = text.replace(escaped, (_, braced?: string, short?: string, hex?: string, octal?: string, letter?: string) => {
		const digits = braced ?? short ?? hex;
		const point = digits !== undefined ? Number.parseInt(digits, 16) : octal !== undefined ? Number.parseInt(octal, 8) : null;
		if (point !== null && point <= 0x10ffff) return String.fromCodePoint(point);
		const character = simple[letter ?? ""];
		valid &&= character !== undefined;
		return character ?? "";
	});
	return valid ? plain : null;
}

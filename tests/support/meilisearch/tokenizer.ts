// Cuts texts into words and separators, and words to what is compared.
import type { Settings } from "./settings.ts";

export type Token = {
	/** What is compared: lower case, without accents. */
	lemma: string;
	kind: "word" | "stop" | "soft" | "hard";
	/** Where it stands in the text. */
	start: number;
	end: number;
};

export type Tokenizer = (text: string) => Token[];

const longestWord = 250;
const farther = 8;
const hard = new Set([". ", ", ", ..."!:;?¡§¶¿…‥․‼‽⁇⁈⁉、。！，．：；？｡､،؛؟"]);
const ascii = /^[\x20-\x7e]*$/;

/** A word as it is compared. */
export function lemmaOf(word: string): string {
	if (ascii.test(word)) return word.toLowerCase();
	const plain = word.normalize("NFKD").replace(/[\p{Mn}\p{Cc}]/gu, "");
	return plain.toLowerCase().replaceAll("æ", "ae").replaceAll("œ", "oe");
}

const quoted = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const small = /^.[a-z0-9]*$/;
// A small letter before a capital one, and the last of several capitals before a small letter: GitHub, MongoDBError.
const camel = /(?<=\p{Ll}\p{Mn}*)(?=\p{Lu})|(?<=.)(?=\p{Lu}\p{Ll})/gu;

export function tokenizerFor(settings: Pick<Settings, "separatorTokens" | "nonSeparatorTokens" | "stopWords">): Tokenizer {
	const joining = settings.nonSeparatorTokens.filter((token) => token !== "");
	const signs = [...settings.separatorTokens, ". ", ", "].filter((sign) => sign !== "" && !joining.includes(sign));
	signs.sort((a, b) => b.length - a.length);
	const exception = joining.length > 0 ? `(?!${joining.map(quoted).join("|")})` : "";
	const separator = new RegExp([...signs.map(quoted), `${exception}[\\p{P}\\p{Z}\\s]`].join("|"), "gu");
	const stopWords = new Set(settings.stopWords.map(lemmaOf));
	return (text) => {
		const tokens: Token[] = [];
		const words = (start: number, end: number) => {
			if (start === end) return;
			const piece = text.slice(start, end);
			const cuts = small.test(piece) ? [] : [...piece.matchAll(camel)].map(({ index }) => start + index);
			let from = start;
			for (const to of [...cuts, end]) {
				const lemma = lemmaOf(text.slice(from, to));
				if (lemma !== "") tokens.push({ lemma, kind: stopWords.has(lemma) ? "stop" : "word", start: from, end: to });
				from = to;
			}
		};
		let end = 0;
		for (const { index, 0: sign } of text.matchAll(separator)) {
			words(end, index);
			end = index + sign.length;
			tokens.push({ lemma: sign, kind: hard.has(sign) ? "hard" : "soft", start: index, end });
		}
		words(end, text.length);
		return tokens;
	};
}

export const isWord = (token: Token): boolean => token.kind === "word" || token.kind === "stop";

/** Words with their positions: what a hard separator parts, or an element of an array, is far away. */
export function positionsOf(texts: Token[][]): { word: string; position: number }[] {
	const placed: { word: string; position: number }[] = [];
	let position = -1;
	let step = 1;
	for (const tokens of texts) {
		for (const token of tokens) {
			if (token.kind === "hard") step = farther;
			if (!isWord(token)) continue;
			position += position < 0 ? 1 : step;
			step = 1;
			if (token.kind === "word" && token.lemma.length <= longestWord && position < 65_536) placed.push({ word: token.lemma, position });
		}
		step = farther;
	}
	return placed;
}

/** The words of a synonym or a setting. */
export const wordsOf = (text: string, tokenize: Tokenizer): string[] =>
	tokenize(text)
		.filter(isWord)
		.map(({ lemma }) => lemma);

/** Text as it is compared: lower case, without accents. */
export const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

/** The words of a text as written, folded, each once; those that are only digits, or longer than any word, left out. */
export function wordsOf(text: string): string[] {
	const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
	return [...new Set(words.filter((word) => word.length > 1 && word.length <= 32 && !/^\p{N}+$/u.test(word)))];
}

import { fold } from "./folding.ts";

/** What somebody typed, taken apart. Nothing in it is an error: what is not understood is a word. */
export type Question = {
	/** Folded words, each once. */
	words: string[];
	/** Whether the last word may still be unfinished. */
	unfinished: boolean;
	phrases: string[];
	without: string[];
	/** Filters by name, as typed: the last one of a name holds. */
	filters: Partial<Record<FilterName, string>>;
};

export const filterNames = ["kind", "by", "role", "department", "circle", "tool", "tag", "is", "after", "before"] as const;
export type FilterName = (typeof filterNames)[number];

const longest = 300;
const mostWords = 10;
const mostPhrases = 3;

/** What is typed, without control characters and not longer than any question is. */
export const tidy = (typed: string): string =>
	typed
		.slice(0, 20 * longest)
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
		.trim()
		.slice(0, longest)
		.toWellFormed()
		.trim();

// A filter, a phrase, or anything up to the next space; an unbalanced quote is a letter like any other.
const token = /(-?)(?:([a-z]+):)?"([^"]*)"|(\S+)/giu;

/** Takes a typed question apart: words, `"exact phrases"`, `-without`, and filters such as `kind:win` or `role:"Financial analyst"`. */
export function parseQuestion(typed: string): Question {
	const text = tidy(typed);
	const question: Question = { words: [], unfinished: false, phrases: [], without: [], filters: {} };
	const words: string[] = [];
	let last = "";
	for (const [whole, minus, name, quoted, plain] of text.matchAll(token)) {
		last = "";
		if (quoted !== undefined) {
			const key = name?.toLowerCase();
			if (key && isFilter(key)) question.filters[key] = quoted.trim();
			else if (name) words.push(...split(whole));
			else if (minus) question.without.push(...split(quoted));
			else if (split(quoted).length > 0) question.phrases.push(quoted.trim());
			continue;
		}
		const [, key = "", value = ""] = /^([a-z]+):(.+)$/iu.exec(plain ?? "") ?? [];
		if (isFilter(key.toLowerCase())) question.filters[key.toLowerCase() as FilterName] = value;
		else if (/^-[\p{L}\p{N}]/u.test(whole)) question.without.push(...split(whole));
		else {
			words.push(...split(whole));
			last = whole;
		}
	}
	question.words = [...new Set(words)].slice(0, mostWords);
	question.phrases = question.phrases.slice(0, mostPhrases);
	question.without = [...new Set(question.without)].slice(0, mostWords);
	// A word at the very end, with no space behind it, may go on.
	question.unfinished = /[\p{L}\p{N}]$/u.test(last) && /\S$/.test(typed) && question.words.at(-1) === words.at(-1);
	return question;
}

const isFilter = (name: string): name is FilterName => (filterNames as readonly string[]).includes(name);
const split = (text: string): string[] => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 60));

/** A question with one filter set to another value, or taken out: as it is typed. */
export function withFilter(typed: string, name: FilterName, value: string | null): string {
	const others = [...tidy(typed).matchAll(token)].map(([whole]) => whole).filter((whole) => !whole.toLowerCase().startsWith(`${name}:`));
	if (value !== null) others.push(`${name}:${/[^\p{L}\p{N}-]/u.test(value) ? `"${value.replaceAll('"', "")}"` : value}`);
	return others.join(" ");
}

/** Whether there is anything to look for beside filters. */
export const asksWords = ({ words, phrases }: Question): boolean => words.length > 0 || phrases.length > 0;

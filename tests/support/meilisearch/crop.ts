// Cuts a text down to so many words around its best matches.
import type { TextMatch } from "./highlights.ts";
import { isWord, type Token } from "./tokenizer.ts";

/** How good a run of matches is: different words of the query, then nearness, then order. */
function scoreOf(matches: TextMatch[]): [number, number, number] {
	const asked = new Set(matches.flatMap((match) => match.asked));
	let [distance, order] = [0, 0];
	for (const [index, match] of matches.entries()) {
		const inside = match.lastWord - match.firstWord;
		order += inside;
		distance -= inside;
		const next = matches[index + 1];
		if (next === undefined) continue;
		if (Math.min(...next.asked) > Math.min(...match.asked)) order++;
		distance -= Math.min(next.firstWord - match.lastWord, 7);
	}
	return [asked.size, distance, order];
}

const better = (a: number[], b: number[]): boolean => {
	const index = a.findIndex((value, place) => value !== b[place]);
	return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0);
};

/** The best run of matches that fits; the first match when none does. */
function bestRun(matches: TextMatch[], size: number): TextMatch[] {
	let best: { run: TextMatch[]; score: number[] } | undefined;
	let reached = -1;
	for (const [from, first] of matches.entries()) {
		const run = matches.slice(from).filter((match) => match.lastWord - first.firstWord < size);
		// Only runs that cannot grow: no part of the one before.
		if (run.length === 0 || from + run.length - 1 <= reached) continue;
		reached = from + run.length - 1;
		const score = scoreOf(run);
		if (best === undefined || better(score, best.score)) best = { run, score };
	}
	return best?.run ?? matches.slice(0, 1);
}

/** Where the text that is kept begins and ends: it grows from the matches to both sides, by words, up to `size` of them. */
export function cropped(text: string, tokens: Token[], matches: TextMatch[], size: number): [number, number] {
	const run = bestRun(matches, size);
	const [first, last] = [run[0], run[run.length - 1]];
	if (first !== undefined && last !== undefined && last.lastWord - first.firstWord >= size) {
		// A phrase that is too long itself: its beginning.
		const words = tokens.slice(first.first).filter(isWord);
		return [first.start, words[size - 1]?.end ?? text.length];
	}
	let before = first === undefined ? -1 : first.first - 1;
	let after = last === undefined ? 0 : last.last + 1;
	let left = first === undefined || last === undefined ? size : size - (last.lastWord - first.firstWord + 1);
	const word = (index: number) => {
		const token = tokens[index];
		return token === undefined ? null : isWord(token);
	};
	const goBack = () => {
		if (word(before--)) left--;
	};
	const goOn = () => {
		if (word(after++)) left--;
	};
	while (left > 0) {
		const [back, on] = [word(before), word(after)];
		if (back === null && on === null) break;
		if (on === null) goBack();
		else if (back === null) goOn();
		else if (back && on) {
			goBack();
			if (left > 0) goOn();
		} else if (back) goBack();
		else if (on) goOn();
		else if (tokens[before]?.kind === tokens[after]?.kind) {
			goBack();
			// No separator is left standing before the marker.
			if (left > 1) goOn();
		} else if (tokens[before]?.kind === "hard") goOn();
		else goBack();
	}
	return [tokens[before]?.end ?? 0, tokens[after]?.start ?? text.length];
}

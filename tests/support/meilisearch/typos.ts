// How far two words are apart: letters added, left out, changed, or swapped with their neighbour.

/**
 * Typing errors between two words, up to `most`; null beyond. Of an unfinished word, to the nearest beginning of the other.
 * Optimal string alignment, a row per letter of the other word.
 */
export function typosBetween(typed: string, word: string, unfinished: boolean, most: number): number | null {
	const [a, b] = [[...typed], [...word]];
	if (a.length - b.length > most || (!unfinished && b.length - a.length > most)) return null;
	let before: number[] = [];
	let row = Array.from({ length: a.length + 1 }, (_, index) => index);
	let best = unfinished ? a.length : Number.POSITIVE_INFINITY;
	for (let j = 1; j <= b.length; j++) {
		const next = [j];
		let nearest = j;
		for (let i = 1; i <= a.length; i++) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min((row[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1, (row[i - 1] ?? 0) + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[i - 2] ?? 0) + 1);
			next.push(cost);
			nearest = Math.min(nearest, cost);
		}
		[before, row] = [row, next];
		if (unfinished) best = Math.min(best, row[a.length] ?? best);
		// A swap reaches back two rows: one more than the rest may cost.
		if (nearest > most + 1) break;
	}
	const distance = unfinished ? best : b.length === 0 ? a.length : (row[a.length] ?? most + 1);
	return distance <= most ? distance : null;
}

const firstOf = (word: string) => String.fromCodePoint(word.codePointAt(0) ?? 0);

/** The words of a vocabulary with one or two typing errors; a wrong first letter counts as two, and is the only error then. */
export function typosOf(typed: string, unfinished: boolean, most: number, vocabulary: readonly string[]): [string[], string[]] {
	const [one, two]: [string[], string[]] = [[], []];
	if (most === 0 || typed === "") return [one, two];
	const first = firstOf(typed);
	for (const word of vocabulary) {
		if (typed.length - word.length > 2 * most || (!unfinished && word.length - typed.length > 2 * most)) continue;
		const sameFirst = word.startsWith(first);
		if (!sameFirst && (most < 2 || !maybeOneAway(typed, word))) continue;
		const typos = typosBetween(typed, word, unfinished, sameFirst ? most : 1);
		if (typos === null || typos === 0) continue;
		if (!sameFirst || typos === 2) two.push(word);
		else one.push(word);
	}
	// The server's own limits: more would say little.
	return [one.slice(0, 150), two.slice(0, 50)];
}

/** With another first letter and one error at most, what follows begins alike. */
const maybeOneAway = (a: string, b: string): boolean => a[1] === b[1] || a[0] === b[1] || a[1] === b[0];

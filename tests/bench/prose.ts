// Text for the search bench: made-up words that are as common and as rare as words are (Zipf), so that indexes have real work.
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";

export const vocabulary = 20_000;
// In real text the most common words are the likes of "the" and "of", which no engine looks for.
const functionWords = 60;
const [consonants, vowels] = ["bcdfghklmnprstvwz", "aeiou"];

/** The word of a rank, always the same: the more common, the shorter. */
export function wordAt(rank: number): string {
	const random = numbers(rank + 1);
	const letter = (of: string) => of[Math.floor(random() * of.length)] ?? "";
	return Array.from({ length: 3 + Math.floor(Math.log2(rank + 2) / 1.6) }, (_, at) =>
		letter(at % 2 === rank % 2 ? vowels : consonants),
	).join("");
}

/** The same numbers at every run (mulberry32). */
function numbers(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** What people might type: one to four words of a title that say something, some mistyped, some unfinished; and common words alone. */
export async function queriesFrom(db: Db): Promise<string[]> {
	const random = numbers(11);
	const silent = new Set(Array.from({ length: functionWords }, (_, rank) => wordAt(rank)));
	const titles = await db.execute<{ title: string }>(sql`select title from threads order by md5(id) limit 800`);
	return [...titles].flatMap(({ title }, index) => {
		if (index % 20 === 0) return [wordAt(functionWords + Math.floor(random() * 100))];
		const words = title
			.toLowerCase()
			.split(" ")
			.filter((word) => !silent.has(word));
		if (words.length === 0) return [];
		const some = words.slice(0, 1 + Math.floor(random() * 4));
		const last = some.at(-1) ?? "";
		if (index % 4 === 1) some[0] = mistyped(some[0] ?? "", random);
		if (index % 4 === 2 && last.length > 4) some[some.length - 1] = last.slice(0, 4);
		return [some.join(" ")];
	});
}

function mistyped(word: string, random: () => number): string {
	if (word.length < 4) return word;
	const at = 1 + Math.floor(random() * (word.length - 2));
	return word.slice(0, at) + word.slice(at + 1);
}

// Text for the search bench: made-up words that are as common and as rare as words are (Zipf), so that indexes have real work.
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { seed } from "./seed.ts";

const vocabulary = 20_000;
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
export function numbers(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

// Inverse of the cumulated Zipf distribution with exponent 1: rank grows exponentially with an even number.
const zipf = (random: () => number) => Math.floor(Math.exp(random() * Math.log(vocabulary + 1))) - 1;

const sentence = (random: () => number, length: number) => Array.from({ length }, () => wordAt(zipf(random))).join(" ");

/** Fills a database with the bench's community, and gives it text. Returns false when it was there already. */
export async function seedProse(db: Db): Promise<boolean> {
	const [there] = await db.execute<{ done: boolean }>(sql`select exists (select from tags where name = 'prose') as done`);
	if (there?.done) return false;
	await db.execute(sql`alter table posts disable trigger user`);
	await seed(db, { people: 500, threads: 10_000, replies: 100_000 });
	const random = numbers(7);
	const batch = 2000;
	for (const [table, column, length] of [
		["threads", "title", () => 5 + Math.floor(random() * 6)],
		["posts", "text", () => 20 + Math.floor(random() * 90)],
	] as [string, string, () => number][]) {
		for (let after = ""; ; ) {
			const rows = await db.execute<{ id: string }>(sql`select id from ${sql.raw(table)} where id > ${after} order by id limit ${batch}`);
			const last = rows.at(-1);
			if (!last) break;
			after = last.id;
			const texts = [...rows].map(({ id }) => ({ id, text: sentence(random, length()) }));
			await db.execute(
				sql`update ${sql.raw(table)} t set ${sql.raw(column)} = n.text from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) n (id text, text text) where t.id = n.id`,
			);
			process.stderr.write(`\rGiving ${table} their words: ${after} `);
		}
		process.stderr.write("\n");
	}
	await db.execute(sql`alter table posts enable trigger user`);
	await db.execute(sql`insert into tags (name) values ('prose')`);
	return true;
}

/** What people might type: one to four words of a title that say something, some mistyped, some unfinished; and common words alone. */
export async function queriesFrom(db: Db): Promise<string[]> {
	const random = numbers(11);
	const silent = new Set(Array.from({ length: functionWords }, (_, rank) => wordAt(rank)));
	const titles = await db.execute<{ title: string }>(sql`select title from threads order by md5(id) limit 800`);
	return [...titles].flatMap(({ title }, index) => {
		if (index % 20 === 0) return [wordAt(functionWords + Math.floor(random() * 100))];
		const words = title.split(" ").filter((word) => !silent.has(word));
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

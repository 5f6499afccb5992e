// From what was typed to what is meant: other endings, unfinished words, typing errors, and words that mean the same.
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { fold } from "./folding.ts";
import type { Question } from "./question.ts";

/** A word of the question with the words of the community that may be meant by it. */
export type Term = {
	word: string;
	/** Its own stem, and those of the known words that it is taken for, the likeliest first: as a tsquery. */
	stem: string;
	stems: string[];
	/** Phrases that mean the same: each stands for the term where all of its words are there. */
	same: string[];
	/** In how many documents it stands, about. */
	uses: number;
	/** How much it says: what is rare says more (inverse document frequency). */
	weight: number;
	/** The likeliest known word, when the typed one is probably an error. */
	corrected: string | null;
	/** Whether it is in no document, and nothing near it. */
	unknown: boolean;
};

/** All that terms may mean, as one tsquery: any of their stems, or any phrase that means the same. */
export function meaningOf(terms: Term[]): SQL {
	const stems = terms.flatMap(({ stem, stems: others }) => [stem, ...others]).join(" | ");
	const same = [...new Set(terms.flatMap((term) => term.same))];
	return sql.join([sql`${stems}::tsquery`, ...same.map((phrase) => sql`plainto_tsquery('lamplight', ${phrase})`)], sql` || `);
}

type Near = { near: string; stem: string; uses: number; begins: boolean; joined: boolean };
type Row = { index: number; stem: string; most: number | null; near: Near[] };
// How many typing errors a word of a length may have.
const errorsIn = (length: number) => (length < 4 ? 0 : length < 6 ? 1 : 2);
// A word this much rarer than its neighbour is probably that one, mistyped by more than one person.
const rarer = 20;
// A word in this many documents is meant as it is: nobody looks for what it may be mistyped from.
const common = 5;

// One question is asked for its ranking, its excerpts and its correction: what it means is looked up once.
const known = new WeakMap<object, Promise<Term[]>>();

/** The terms of a question, in its order, without words that say nothing ("the"). The same question is looked up once. */
export function termsOf(question: Pick<Question, "words" | "unfinished">, db: Db): Promise<Term[]> {
	const terms = known.get(question) ?? lookUp(question, db);
	known.set(question, terms);
	return terms;
}

async function lookUp({ words, unfinished }: Pick<Question, "words" | "unfinished">, db: Db): Promise<Term[]> {
	if (words.length === 0) return [];
	const [rows, groups] = await Promise.all([near(words, unfinished, db), synonymGroups(db)]);
	return rows.flatMap(({ index, stem, most, near: found }) => {
		const word = words[index] ?? "";
		if (stem === "") return [];
		const last = unfinished && index === words.length - 1 && word.length > 1;
		const self = found.find((row) => row.near === word);
		const joined = found.filter((row) => row.joined);
		const begun = found.filter((row) => row.begins && row.near !== word && !row.joined);
		const errors = found
			.filter((row) => !row.begins && !row.joined)
			.map((row) => ({ ...row, distance: errorDistance(word, row.near, last) }))
			.filter(({ distance }) => distance > 0 && distance <= errorsIn(word.length))
			.sort((a, b) => a.distance - b.distance || b.uses - a.uses);
		const best = errors.filter(({ distance }) => distance === errors[0]?.distance).slice(0, 4);
		const likelier =
			(self ?? begun[0]) ? best.filter(({ uses, distance }) => distance === 1 && uses >= rarer * (self?.uses ?? Number.MAX_VALUE)) : best;
		const uses = (self ? [self, ...likelier] : begun.length > 0 ? begun : likelier).reduce((sum, row) => sum + row.uses, 0);
		const same = sameAs(words, word, groups);
		return {
			word,
			stem: last ? `${stem} | ${stem}:*` : stem,
			stems: [...new Set([...begun, ...likelier, ...joined].map((row) => row.stem).filter((other) => other && other !== stem))],
			same,
			uses,
			weight: Math.log(1 + (most ?? 1) / Math.max(1, uses)) + 0.2,
			corrected: likelier[0] && begun.length === 0 ? likelier[0].near : null,
			unknown: !self && joined.length === 0 && begun.length === 0 && likelier.length === 0 && same.length === 0,
		};
	});
}

async function near(words: string[], unfinished: boolean, db: Db): Promise<Row[]> {
	const asked = words.map((word, index) => ({
		index,
		word,
		last: unfinished && index === words.length - 1 && word.length > 1,
		// "git hub" where others write "github".
		joined: [words[index - 1], word, words[index + 1]].flatMap((part, place, all) =>
			place > 0 && part && all[place - 1] ? [`${all[place - 1]}${part}`] : [],
		),
	}));
	const rows = await db.execute<Row>(sql`
		select q.index, plainto_tsquery('lamplight', q.word)::text as stem, (select max(uses) from search_words) as most,
			coalesce((select json_agg(json_build_object('near', near, 'stem', plainto_tsquery('lamplight', near)::text, 'uses', uses, 'begins', begins, 'joined', joined)) from (
				select word as near, uses, true as begins, false as joined from search_words where word = q.word
				union all
				select word, uses, false, true from search_words where word = any(q.joined)
				union all
				(select word, uses, true, false from search_words where q.last and word ~>=~ q.word and word ~<~ (q.word || chr(1114111)) and word <> q.word order by uses desc limit 8)
				union all
				(select word, uses, false, false from search_words
					where self.uses < ${common} and length(q.word) > 3 and left(word, 1) = left(q.word, 1) and length(word) between length(q.word) - 2 and length(q.word) + 2
						and levenshtein_less_equal(word, q.word, 2) between 1 and 2
					order by levenshtein_less_equal(word, q.word, 2), uses desc limit 12)
				union all
				(select word, uses, false, false from search_words
					where self.uses < ${common} and length(q.word) > 3 and right(word, 2) = right(q.word, 2) and left(word, 1) <> left(q.word, 1)
						and length(word) between length(q.word) - 2 and length(q.word) + 2 and levenshtein_less_equal(word, q.word, 2) between 1 and 2
					order by levenshtein_less_equal(word, q.word, 2), uses desc limit 6)
				union all
				(select word, uses, false, false from search_words
					where self.uses < ${common} and q.last and length(q.word) > 4 and left(word, 1) = left(q.word, 1) and length(word) > length(q.word) + 2
						and levenshtein_less_equal(left(word, length(q.word)), q.word, 1) = 1
					order by uses desc limit 6)
			) w), '[]'::json) as near
		from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) q (index int, word text, last boolean, joined text[])
		cross join lateral (select coalesce((select uses from search_words where word = q.word), 0) as uses) self
		order by q.index`);
	return [...rows];
}

/**
 * Typing errors between two words: letters added, left out, changed or swapped with their neighbour (optimal string alignment).
 * Of an unfinished word, from the beginning of the longer one.
 */
export function errorDistance(typed: string, word: string, unfinished: boolean): number {
	const target = unfinished && word.length > typed.length + 2 ? word.slice(0, typed.length) : word;
	let [before, row]: [number[], number[]] = [[], Array.from({ length: target.length + 1 }, (_, index) => index)];
	for (let i = 1; i <= typed.length; i++) {
		const next = [i];
		for (let j = 1; j <= target.length; j++) {
			const same = typed[i - 1] === target[j - 1];
			let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
			if (i > 1 && j > 1 && typed[i - 1] === target[j - 2] && typed[i - 2] === target[j - 1])
				cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			next.push(cost);
		}
		[before, row] = [row, next];
	}
	return row[target.length] ?? 0;
}

/** The groups of words that mean the same, folded. */
export async function synonymGroups(db: Db): Promise<string[][]> {
	const rows = await db.execute<{ words: string[] }>(sql`select words from search_synonyms order by id limit 500`);
	return [...rows].map(({ words }) => words.map((word) => (fold(word).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")));
}

/** For a word, what the phrase of the question that it belongs to may be called otherwise. */
function sameAs(words: string[], word: string, groups: string[][]): string[] {
	const question = ` ${words.join(" ")} `;
	return groups.flatMap((group) => {
		const member = group.find((name) => question.includes(` ${name} `) && name.split(" ").includes(word));
		return member === undefined ? [] : group.filter((name) => name !== member);
	});
}

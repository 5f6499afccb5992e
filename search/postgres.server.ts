import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { Narrowing, Scope, SearchEngine } from "./engine.server.ts";
import { wordsOf } from "./folding.ts";
import { meaningOf, type Term, termsOf } from "./lexicon.server.ts";
import { narrowed } from "./narrowing.server.ts";
import type { Question } from "./question.ts";
import { tellingTerms } from "./telling.server.ts";

const config = sql.raw("'lamplight'::regconfig");
// What a word is worth in the title (A), the labels (B) and the opening text (C); in replies it is worth `inReplies`.
const weights = sql.raw("'{0.1, 0.5, 0.7, 1}'");
const inReplies = 0.2;
// A word that was meant by one mistyped, or by a synonym, is worth a little less than the word itself.
const notItself = 0.7;
// So many of the latest threads with the words are ranked, and so many with the words in their title, however old.
const mostRanked = 400;
const mostTitled = 200;
// Two words that both stand in more threads than this say nothing together either, and would have a large part of the community ranked.
const tooCommon = 500;
// Similar threads are asked for at every page, so fewer are ranked.
const mostSimilar = 100;
// A thread that lacks a word is shown beside those that lack none only when it says this much of what the best one says.
const close = 0.25;
// Fewer hits than this, and threads that lack one of the words are looked at, too.
const few = 8;

const every = (terms: Term[]): SQL =>
	sql.join(
		terms.map((_, index) => sql.raw(`any${index}`)),
		sql` && `,
	);
/** All terms but one, in each way; of two, either. */
const almost = (terms: Term[]): SQL =>
	sql.join(
		terms.map(
			(_, left) =>
				sql`(${sql.join(
					terms.flatMap((_term, index) => (index === left ? [] : [sql.raw(`any${index}`)])),
					sql` && `,
				)})`,
		),
		sql` || `,
	);
const some = (terms: Term[]): SQL =>
	sql.join(
		terms.map((_, index) => sql.raw(`any${index}`)),
		sql` || `,
	);

const score = (terms: Term[]): SQL =>
	sql.join(
		terms.map(({ weight }, index) => {
			const [exact, wide] = [sql.raw(`exact${index}`), sql.raw(`any${index}`)];
			return sql`${weight}::float8 * greatest(ts_rank(${weights}, d.opening, ${exact}), ${notItself}::float8 * ts_rank(${weights}, d.opening, ${wide}), case when d.everything @@ ${wide} then ${inReplies}::float8 else 0 end)`;
		}),
		sql` + `,
	);

const asked = (terms: Term[]): SQL =>
	sql`q as materialized (select ${sql.join(
		terms.flatMap((term, index) => [
			sql`${meaningOf([term])} as ${sql.raw(`any${index}`)}`,
			sql`${term.stem}::tsquery as ${sql.raw(`exact${index}`)}`,
		]),
		sql`, `,
	)})`;

/**
 * A number of ours as it stands in the statement. As a parameter the planner, once it plans for all values at once, takes it for a tenth of what
 * there is, and reads every thread by its date instead of asking the index for the words.
 */
const written = (rows: number) => sql.raw(String(Math.trunc(rows)));

/** Search by Postgres alone: stems, words that begin so, typing errors and synonyms, ranked by where the rarest words stand. */
export function postgresEngine(db: Db): SearchEngine {
	const ranked = async (terms: Term[], match: SQL, condition: SQL | undefined, limit: number, most = mostRanked) => {
		const rows = await db.execute<{ id: string; score: number }>(sql`
			with ${asked(terms)}, found as materialized (
				(select ${threads.id} as id from q, search_documents d join ${threads} on ${threads.id} = d.id
					where d.kind = 'thread' and d.everything @@ (${match}) and ${condition ?? sql`true`}
					order by ${threads.lastActivityAt} desc limit ${written(most)})
				union
				(select ${threads.id} from q, search_documents d join ${threads} on ${threads.id} = d.id
					where d.kind = 'thread' and d.title @@ (${match}) and ${condition ?? sql`true`}
					order by ${threads.lastActivityAt} desc limit ${written(Math.min(most, mostTitled))})
			)
			select d.id, ${score(terms)} as score from q, found join search_documents d on d.kind = 'thread' and d.id = found.id
			order by score desc, d.id limit ${limit}`);
		return [...rows];
	};
	const merge = (lists: { id: string; score: number }[][], limit: number): string[] => {
		const best = new Map<string, number>();
		for (const { id, score: value } of lists.flat()) best.set(id, Math.max(best.get(id) ?? 0, value));
		const least = close * Math.max(0, ...best.values());
		return [...best]
			.filter(([id, value]) => value >= least || lists[0]?.some((hit) => hit.id === id))
			.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
			.slice(0, limit)
			.map(([id]) => id);
	};

	return {
		name: "postgres",
		async threads(question, narrowing, scope, limit) {
			const terms = (await termsOf(question, db)).filter((term, _, all) => !term.unknown || all.every(({ unknown }) => unknown));
			const condition = await conditionOf(question, narrowing, scope, db);
			if (terms.length === 0) return question.phrases.length > 0 || question.words.length === 0 ? latest(condition, limit, db) : [];
			const hits = await ranked(terms, every(terms), condition, limit);
			if (hits.length >= few || terms.length < 2) return merge([hits], limit);
			const wider = await ranked(terms, almost(terms), condition, limit);
			if (hits.length + wider.length >= few || terms.length < 3) return merge([hits, wider], limit);
			return merge([hits, wider, await ranked(terms, some(terms), condition, limit)], limit);
		},
		async others(question, scope, limit) {
			const terms = (await termsOf(question, db)).filter(({ unknown }) => !unknown);
			if (terms.length === 0 || question.phrases.length > 0) return { people: [], circles: [] };
			const rows = await db.execute<{ id: string; kind: string }>(sql`
				with ${asked(terms)}, found as (
					select d.kind, d.id, ${score(terms)} as score from q, search_documents d
					where d.everything @@ (${every(terms)}) and (d.kind = 'person'
						or (d.kind = 'circle' and exists (select from ${circles} where ${circles.id} = d.id and ${scope.circles})))
				)
				select kind, id from (select *, row_number() over (partition by kind order by score desc, id) as place from found) f where place <= ${limit} order by place`);
			const of = (kind: string) => [...rows].filter((row) => row.kind === kind).map(({ id }) => id);
			return { people: of("person"), circles: of("circle") };
		},
		async similar(text, scope, limit, except = "") {
			const telling = await tellingTerms(text, db);
			if (telling.length === 0) return [];
			const condition = and(scope.threads, sql`${threads.id} <> ${except}`);
			const match = telling.length < 3 ? rare(telling) : pairs(telling);
			if (!match) return [];
			const hits = await ranked(telling, match, condition, limit, mostSimilar);
			const enough = 0.12 * telling.reduce((sum, { weight }) => sum + weight, 0);
			return hits.filter(({ score: value }) => value >= enough).map(({ id }) => id);
		},
	};
}

const either = (matches: string[]): SQL | null => (matches.length > 0 ? sql.raw(matches.join(" || ")) : null);

/** Any of the terms that is not too common; null when all are. */
const rare = (terms: Term[]): SQL | null => either(terms.flatMap(({ uses }, index) => (uses <= tooCommon ? [`any${index}`] : [])));

/** Any two of the terms of which one is not too common; null when all are. */
const pairs = (terms: Term[]): SQL | null =>
	either(
		terms.flatMap((one, first) =>
			terms.flatMap((other, second) =>
				second > first && Math.min(one.uses, other.uses) <= tooCommon ? [`(any${first} && any${second})`] : [],
			),
		),
	);

/** What a question demands beside its words: visible, narrowed, with its phrases, and without what it excludes. */
async function conditionOf({ phrases, without }: Question, narrowing: Narrowing, scope: Scope, db: Db): Promise<SQL | undefined> {
	const held = await Promise.all(phrases.map((phrase) => holding(phrase, db)));
	return and(
		scope.threads,
		narrowed(narrowing),
		...held,
		...without.map((word) => sql`not (d.everything @@ plainto_tsquery(${config}, ${word}))`),
	);
}

/** Threads with a phrase in their title or in one of their posts, letter for letter except for capitals and line ends. */
async function holding(phrase: string, db: Db): Promise<SQL> {
	const pattern = `%${phrase.replace(/\s+/g, " ").replace(/[\\%_]/g, "\\$&")}%`;
	const titled = sql`${threads.title} ilike ${pattern}`;
	// A phrase of nothing but "the" and "to" has no index to be found by: reading every post for it would keep others waiting.
	if ((await termsOf({ words: wordsOf(phrase), unfinished: false }, db)).length === 0) return titled;
	return sql`(d.everything @@ plainto_tsquery(${config}, ${phrase}) and (${titled} or exists (
		select from posts p where p.thread_id = ${threads.id} and p.deleted_at is null and regexp_replace(p.text, '[[:space:]]+', ' ', 'g') ilike ${pattern})))`;
}

/** Without words to rank by: what is newest. */
async function latest(condition: SQL | undefined, limit: number, db: Db): Promise<string[]> {
	const rows = await db.execute<{ id: string }>(
		sql`select ${threads.id} as id from ${threads} join search_documents d on d.kind = 'thread' and d.id = ${threads.id} where ${condition ?? sql`true`} order by ${threads.lastActivityAt} desc limit ${limit}`,
	);
	return [...rows].map(({ id }) => id);
}

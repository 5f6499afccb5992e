import { and, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { search } from "#app/core/search.server.ts";
import { shapes } from "#app/threads/kinds.ts";
import { type ComposedKind, composedKinds } from "#db/enums.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { departments, jobRoles, people } from "#db/schema/people.server.ts";
import type { Scope } from "#search/engine.server.ts";
import { type Hit, hitsOf } from "#search/excerpts.server.ts";
import { type Facet, facetsOf, largeEnough } from "#search/facets.server.ts";
import { asksWords, filterNames, parseQuestion, tidy, withFilter } from "#search/question.ts";
import { correctionOf } from "./correction.server.ts";
import { mostFound, resultPage } from "./limits.ts";
import { noteMiss } from "./misses.server.ts";
import { type Chip, narrowingOf } from "./narrowing.server.ts";
import { scopeOf } from "./scope.server.ts";

export type FoundPerson = { handle: string; name: string; photo: string | null; jobRole: string | null; department: string | null };
export type FoundCircle = { slug: string; name: string; purpose: string; private: boolean };
export type Results = {
	q: string;
	/** The same without filters. */
	words: string;
	hits: Hit[];
	/** How many threads were found in all, at most `mostFound`; null where the number would say how much one person wrote. */
	total: number | null;
	facets: (Facet & { to: string })[];
	chips: Chip[];
	misunderstood: string[];
	people: FoundPerson[];
	circles: FoundCircle[];
	/** What was searched for instead of words that nobody here uses. */
	corrected: string | null;
	more: boolean;
};

const answers: Record<string, string> = { answered: "Answered", unanswered: "Not yet" };
const labelOf = ({ name, value, label }: Facet): string => {
	if (name === "is") return answers[value] ?? value;
	return name === "kind" ? (composedKinds.find((kind) => kind === value) ? shapes[value as ComposedKind].word : "AMA") : label;
};

/** Everything that a viewer finds by what they typed: a page of threads, how they divide, and on the first page people and circles. */
export async function find(viewer: Viewer, typed: string, page: number): Promise<Results> {
	const q = tidy(typed);
	const question = parseQuestion(q);
	const scope = scopeOf(viewer);
	const { narrowing, chips, misunderstood } = await narrowingOf(viewer, q, question);
	const words = filterNames.reduce((left, name) => withFilter(left, name, null), q);
	const nothing = !asksWords(question) && question.without.length === 0 && chips.length === 0;
	if (nothing)
		return { q, words, hits: [], total: 0, facets: [], chips, misunderstood, people: [], circles: [], corrected: null, more: false };
	const [ids, others] = await Promise.all([
		search.threads(question, narrowing, scope, mostFound),
		page === 0 && chips.length === 0 && question.words.length > 0
			? search.others(question, scope, 4)
			: Promise.resolve({ people: [], circles: [] }),
	]);
	const shown = ids.slice(page * resultPage, (page + 1) * resultPage);
	// How a person's threads divide, or how many there are, would be a count of what they did.
	const alone = narrowing.authorId !== undefined || (await isAboutFew(question.words, narrowing.departmentId));
	const [hits, facets, foundPeople, foundCircles, corrected] = await Promise.all([
		hitsOf(shown, question, scope.threads, db),
		alone ? Promise.resolve([]) : facetsOf(ids, scope.threads, now(), db),
		peopleOf(others.people),
		circlesFound(scope, others.circles),
		correctionOf(question, scope),
	]);
	if (page === 0 && ids.length === 0 && chips.length === 0 && foundPeople.length + foundCircles.length === 0)
		await noteMiss(viewer, question);
	const total = alone ? null : ids.length;
	return {
		q,
		words,
		hits,
		total,
		facets: facets.map((facet) => ({
			...facet,
			label: labelOf(facet),
			to: `/search?${new URLSearchParams({ q: withFilter(q, facet.name, facet.value) })}`,
		})),
		chips,
		misunderstood,
		people: foundPeople,
		circles: foundCircles,
		corrected,
		more: ids.length > (page + 1) * resultPage,
	};
}

/** The best few of each sort, for a list that shows while one types. */
export async function findQuickly(viewer: Viewer, typed: string) {
	const q = tidy(typed);
	const question = parseQuestion(q);
	if (!asksWords(question)) return { q, hits: [], people: [], circles: [] };
	const scope = scopeOf(viewer);
	const { narrowing } = await narrowingOf(viewer, q, question);
	const [ids, others] = await Promise.all([search.threads(question, narrowing, scope, 7), search.others(question, scope, 3)]);
	const [hits, foundPeople, foundCircles] = await Promise.all([
		hitsOf(ids, question, scope.threads, db),
		peopleOf(others.people),
		circlesFound(scope, others.circles),
	]);
	return { q, hits, people: foundPeople, circles: foundCircles };
}

/** Whether one of the words is part of a colleague's name, or the department is so small that its numbers are its people's. */
async function isAboutFew(words: string[], departmentId: string | undefined, tx = db): Promise<boolean> {
	const [row] = await tx.execute<{ few: boolean }>(sql`
		select exists (select from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) w (word)
			join search_documents d on d.kind = 'person' and d.title @@ plainto_tsquery('lamplight', w.word))
			or coalesce(${departmentId ?? null}::text is not null and not ${largeEnough(sql`${departmentId ?? null}::text`)}, false) as few`);
	return row?.few ?? false;
}

const wanted = (ids: string[]) => sql`jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality wanted (id, place)`;

async function peopleOf(ids: string[], tx = db): Promise<FoundPerson[]> {
	if (ids.length === 0) return [];
	return tx
		.select({ handle: people.handle, name: people.name, photo: people.photo, jobRole: jobRoles.name, department: departments.name })
		.from(people)
		.innerJoin(wanted(ids), sql`wanted.id = ${people.id}`)
		.innerJoin(accounts, and(sql`${accounts.id} = ${people.id}`, isNull(accounts.disabledAt)))
		.leftJoin(jobRoles, sql`${jobRoles.id} = ${people.jobRoleId}`)
		.leftJoin(departments, sql`${departments.id} = ${people.departmentId}`)
		.orderBy(sql`wanted.place`);
}

async function circlesFound(scope: Scope, ids: string[], tx = db): Promise<FoundCircle[]> {
	if (ids.length === 0) return [];
	return tx
		.select({ slug: circles.slug, name: circles.name, purpose: circles.purpose, private: sql<boolean>`${circles.visibility} = 'private'` })
		.from(circles)
		.innerJoin(wanted(ids), sql`wanted.id = ${circles.id}`)
		.where(scope.circles)
		.orderBy(sql`wanted.place`);
}

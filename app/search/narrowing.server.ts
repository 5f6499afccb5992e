import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { shapes } from "#app/threads/kinds.ts";
import { composedKinds } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { departments, jobRoles, people, tools } from "#db/schema/people.server.ts";
import type { Narrowing } from "#search/engine.server.ts";
import { type FilterName, type Question, withFilter } from "#search/question.ts";

/** A filter that holds, and the question without it. */
export type Chip = { name: FilterName; label: string; without: string };
export type Narrowed = { narrowing: Narrowing; chips: Chip[]; misunderstood: string[] };

type Meaning = { narrowing: Narrowing; label: string };

/** What the filters of a question mean to the viewer. One that means nothing narrows nothing, and is named in `misunderstood`. */
export async function narrowingOf(viewer: Viewer, typed: string, { filters }: Question): Promise<Narrowed> {
	const found = await Promise.all(
		Object.entries(filters).map(async ([key, value]) => {
			const name = key as FilterName;
			return { name, value, meaning: value ? await meanings[name](value, viewer) : null };
		}),
	);
	return {
		narrowing: Object.assign({}, ...found.map(({ meaning }) => meaning?.narrowing)),
		chips: found.flatMap(({ name, meaning }) => (meaning ? [{ name, label: meaning.label, without: withFilter(typed, name, null) }] : [])),
		misunderstood: found.flatMap(({ name, value, meaning }) => (meaning ? [] : [`${name}:${value}`])),
	};
}

const meanings: Record<FilterName, (value: string, viewer: Viewer) => Promise<Meaning | null> | Meaning | null> = {
	kind: (value) => {
		const kind = composedKinds.find((known) => value.toLowerCase() === known || value.toLowerCase() === `${known}s`);
		return kind ? { narrowing: { kind }, label: shapes[kind].word } : null;
	},
	is: (value) => {
		if (value === "answered") return { narrowing: { answered: true }, label: "Answered" };
		return value === "unanswered" || value === "open" ? { narrowing: { answered: false }, label: "Not answered yet" } : null;
	},
	by: (value, viewer) =>
		one(people, people.handle, value.toLowerCase() === "me" ? viewer.handle : value.replace(/^@/, ""), (authorId) => ({ authorId }), "By "),
	role: (value) => one(jobRoles, jobRoles.slug, value, (roleId) => ({ roleId }), "For "),
	department: (value) => one(departments, departments.slug, value, (departmentId) => ({ departmentId }), "From "),
	tool: (value) => one(tools, tools.slug, value, (toolId) => ({ toolId }), "With "),
	circle: (value, viewer) => one(circles, circles.slug, value, (circleId) => ({ circleId }), "In ", inVisibleCircle(viewer, circles.id)),
	tag: (value) => ({ narrowing: { tag: value.toLowerCase().replace(/^#/, "") }, label: `#${value.replace(/^#/, "")}` }),
	after: (value) => day(value, (since) => ({ since }), "Since "),
	before: (value) => day(value, (until) => ({ until }), "Before "),
};

type Named = { id: PgColumn; name: PgColumn };

async function one(
	table: (typeof people | typeof jobRoles | typeof departments | typeof tools | typeof circles) & Named,
	slug: PgColumn,
	value: string,
	narrow: (id: string) => Narrowing,
	word: string,
	visible?: SQL,
): Promise<Meaning | null> {
	const [row] = await db
		.select({ id: sql<string>`${table.id}`, name: sql<string>`${table.name}` })
		.from(table)
		.where(and(or(eq(slug, value.toLowerCase()), sql`lower(${table.name}) = ${value.toLowerCase()}`), visible))
		.limit(1);
	return row ? { narrowing: narrow(row.id), label: word + row.name } : null;
}

/** A year, a month or a day, from its first instant (UTC). */
function day(value: string, narrow: (at: Date) => Narrowing, word: string): Meaning | null {
	if (!/^20\d\d(-\d\d){0,2}$/.test(value)) return null;
	const at = new Date(`${value}${"-01".repeat(3 - value.split("-").length)}T00:00:00Z`);
	return Number.isNaN(at.getTime()) ? null : { narrowing: narrow(at), label: word + value };
}

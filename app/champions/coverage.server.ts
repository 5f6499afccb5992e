// Where there are champions, where there is room, and where questions wait. Docs: docs/decisions/018-champions.md.
import { sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { daysAgo, hasRoom, runs } from "./load.server.ts";
import { fewest } from "./rules.ts";

export type CoverageBy = "role" | "tool";
const lastDays = 90;

type Row = {
	department: string;
	topic: string;
	champions: number;
	room: boolean;
	waiting: number;
	/** Median minutes to a first answer; null where none came. */
	minutes: number | null;
};
export type Cell = Row | null;
export type Coverage = {
	/** Job roles or tools of which any department has enough people; the others are in `small`. */
	topics: string[];
	small: string[];
	/** A department's cells in the order of `topics`; null where fewer than five people are. */
	rows: { department: string; cells: Cell[] }[];
};

// The same figures for everybody: only what all may read is counted.
const anybody = { id: "" };

/** What makes a person, a champion's scope and a question belong to a column. */
const sides = {
	role: {
		list: sql`job_roles`,
		members: sql`select p.department_id, p.job_role_id as topic, p.id from people p`,
		column: sql`job_role_id`,
		questions: sql`select q.*, q.job_role_id as topic from asked q`,
	},
	tool: {
		list: sql`tools`,
		members: sql`select p.department_id, pt.tool_id as topic, p.id from people p join person_tools pt on pt.person_id = p.id`,
		column: sql`tool_id`,
		questions: sql`select q.*, l.id as topic from asked q join tools l on q.words ilike '%' || l.name || '%'
			or exists (select from thread_tags tt where tt.thread_id = q.id and tt.tag = l.slug)`,
	},
};

/**
 * Departments by job roles or tools. A champion looks after a cell by its department or its column. Cells with fewer than five people
 * hold nothing at all, and there are no sums to subtract them from. What was asked without a name counts nowhere: it has no author here.
 */
export async function coverage(_viewer: Viewer, by: CoverageBy, tx = db): Promise<Coverage> {
	const { list, members, column, questions } = sides[by];
	const cells = await tx.execute<Row>(sql`
		with member as (${members} join accounts a on a.id = p.id and a.disabled_at is null),
		cell as (
			select department_id, topic from member where department_id is not null and topic is not null group by 1, 2 having count(*) >= ${fewest}
		), champion as materialized (
			select ct.id as term_id, ct.person_id, ${hasRoom(sql`ct.person_id`)} as room
			from champion_terms ct join accounts a on a.id = ct.person_id and a.disabled_at is null where ${runs(sql`ct`)}
		), scope as (
			select c.person_id, c.room, cs.department_id, cs.${column} as topic from champion c join champion_scopes cs on cs.term_id = c.term_id
		), asked as materialized (
			select t.id, t.title || ' ' || t.excerpt as words, t.closed_at, t.created_at, t.first_reply_at, p.department_id, p.job_role_id from threads t join people p on p.id = t.author_id
			where t.kind = 'question' and t.deleted_at is null and t.last_activity_at > ${daysAgo(lastDays)} and t.created_at > ${daysAgo(lastDays)}
				and ${inVisibleCircle(anybody, sql`t.circle_id`)}
		), question as (${questions}),
		care as (
			select cell.department_id, cell.topic, count(distinct s.person_id)::int as champions, coalesce(bool_or(s.room), false) as room
			from cell join scope s on s.department_id = cell.department_id or s.topic = cell.topic group by 1, 2
		), wait as (
			select department_id, topic, count(*) filter (where first_reply_at is null and closed_at is null)::int as waiting,
				percentile_cont(0.5) within group (order by extract(epoch from first_reply_at - created_at) / 60) filter (where first_reply_at is not null) as minutes
			from question group by 1, 2
		)
		select d.name as department, l.name as topic, coalesce(care.champions, 0) as champions, coalesce(care.room, false) as room,
			coalesce(wait.waiting, 0) as waiting, round(wait.minutes)::int as minutes
		from cell join departments d on d.id = cell.department_id join ${list} l on l.id = cell.topic
		left join care using (department_id, topic) left join wait using (department_id, topic)
		order by l.name, d.name`);
	const [names] = await tx.execute<{ departments: string[]; topics: string[] }>(sql`
		select array(select name from departments where retired_at is null order by name) as departments,
			array(select name from ${list} where retired_at is null order by name) as topics`);
	const topics = [...new Set(cells.map(({ topic }) => topic))];
	const known = new Map(cells.map((cell) => [`${cell.department}\0${cell.topic}`, cell]));
	const departments = [...new Set([...(names?.departments ?? []), ...cells.map(({ department }) => department)])].sort((a, b) =>
		a.localeCompare(b, "en"),
	);
	return {
		topics,
		small: (names?.topics ?? []).filter((name) => !topics.includes(name)),
		rows: departments.map((department) => ({ department, cells: topics.map((topic) => known.get(`${department}\0${topic}`) ?? null) })),
	};
}

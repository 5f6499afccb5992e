import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { FilterName } from "./question.ts";

/** One way to narrow what was found: `value` as the filter is typed, `count` of the found threads that have it. */
export type Facet = { name: FilterName; value: string; label: string; count: number };

// A department this small is its people: how many threads it began would be how many they did.
const smallest = 5;
const mostValues = 6;

/** Whether a department has people enough that a number about it is about no one of them. */
export const largeEnough = (departmentId: SQL): SQL =>
	sql`((select count(*) from people p join accounts a on a.id = p.id and a.disabled_at is null where p.department_id = ${departmentId}) >= ${smallest})`;

/** How the threads with those ids divide, of those that `visible` covers. `today` is where the searcher is. */
export async function facetsOf(ids: string[], visible: SQL | undefined, today: Date, db: Db): Promise<Facet[]> {
	if (ids.length === 0) return [];
	const day = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
	const spans = [
		{ value: day(7), label: "Last seven days" },
		{ value: day(31), label: "Last month" },
		{ value: day(92), label: "Last three months" },
		{ value: day(366), label: "Last year" },
	];
	const rows = await db.execute<Facet>(sql`
		with hit as materialized (
			select ${threads.id} as id, ${threads.kind} as kind, ${threads.circleId} as circle_id, ${threads.toolId} as tool_id, ${threads.state} as state, ${threads.createdAt} as created_at,
				(select p.department_id from people p where p.id = ${threads.authorId}) as department_id
			from ${threads} where ${threads.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) and ${visible ?? sql`true`}
		), facet (name, value, label, count) as (
			select 'kind', kind, kind, count(*)::int from hit group by kind
			union all select 'is', case when state = 'answered' then 'answered' else 'unanswered' end, '', count(*)::int from hit where kind = 'question' group by 2
			union all select 'circle', c.slug, c.name, count(*)::int from hit join circles c on c.id = hit.circle_id group by c.slug, c.name
			union all select 'tool', t.slug, t.name, count(*)::int from hit join tools t on t.id = hit.tool_id group by t.slug, t.name
			union all select 'role', j.slug, j.name, count(*)::int from hit join thread_roles tr on tr.thread_id = hit.id join job_roles j on j.id = tr.job_role_id group by j.slug, j.name
			union all select 'department', d.slug, d.name, count(*)::int from hit join departments d on d.id = hit.department_id
				where ${largeEnough(sql`d.id`)} group by d.slug, d.name
			union all select 'after', s.value, s.label, count(*)::int from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) s (value text, label text)
				join hit on hit.created_at >= s.value::timestamptz group by s.value, s.label
		)
		select name, value, label, count from (select *, row_number() over (partition by name order by count desc, label) as place from facet) f
		where place <= ${mostValues} order by name, case when name = 'after' then value end desc, count desc, label`);
	return [...rows];
}

// What the clock tells of AMAs: that one opens, and that a promised answer is due. Docs: docs/decisions/016-ama.md.
import { type SQL, sql } from "drizzle-orm";
import { mayRead } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { tell } from "./tell.server.ts";

/** So many people are told in one go; the next minute goes on. */
const most = 500;
type Row = { person_id: string; thread_id: string; post_id: string; cause: string };

/** Tells hosts and followers a quarter of an hour before an AMA opens, and hosts on the day by which they promised to say more. */
export async function tellOfAmas(): Promise<void> {
	const at = sql`${now().toISOString()}::timestamptz`;
	await tellThose(sql`
		select w.person_id, t.circle_id, a.thread_id, p.id as post_id, 'ama:' || a.thread_id as cause
		from amas a join threads t on t.id = a.thread_id and t.deleted_at is null
		join posts p on p.thread_id = a.thread_id and p.opening = 1
		cross join lateral (
			select h.person_id from ama_hosts h where h.thread_id = a.thread_id
			union select f.person_id from follows f where f.thread_id = a.thread_id and f.level <> 'muted') w
		where a.opens_at between ${at} - interval '1 hour' and ${at} + interval '15 minutes' and t.created_at < a.opens_at`);
	await tellThose(sql`
		select h.person_id, t.circle_id, q.thread_id, q.post_id, 'ama-promise:' || q.post_id || ':' || q.follow_up as cause
		from ama_questions q join threads t on t.id = q.thread_id and t.deleted_at is null
		join posts p on p.id = q.post_id and p.deleted_at is null
		join ama_hosts h on h.thread_id = q.thread_id and h.role <> 'co-host'
		where q.state = 'unknown' and q.follow_up <= (${at} at time zone 'UTC')::date`);
}

async function tellThose(concerned: SQL): Promise<void> {
	await db.transaction(async (tx) => {
		const rows = await tx.execute<Row>(sql`
			select told.person_id, told.thread_id, told.post_id, told.cause from (${concerned}) told
			where not exists (select from notifications n where n.person_id = told.person_id and n.cause = told.cause)
				and ${mayRead(sql`told.person_id`, sql`told.circle_id`)}
			order by told.person_id limit ${most}`);
		const at = now();
		await tell(
			[...rows].map(({ person_id, thread_id, post_id, cause }) => ({
				personId: person_id,
				kind: "ama" as const,
				cause,
				threadId: thread_id,
				postId: post_id,
				at,
			})),
			tx,
		);
	});
}

import { sql } from "drizzle-orm";
import { hasRoom, runs } from "#app/champions/load.server.ts";
import { mayRead } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import type { Tx } from "#db/client.server.ts";
import { mostAWeek } from "./rules.ts";

const presentDays = 30;
const notMineDays = 90;
const week = 7;

const since = (days: number) => sql`${new Date(now().getTime() - days * 86_400_000).toISOString()}::timestamptz`;

/**
 * Up to `count` people who can likely help with a question, best first. Near: they use a tool that it names, have the asker's role, offer
 * to be asked about it, answered such questions before, or are champions of such a tool, or of the asker's role or department: these come
 * first. Wide: everybody in its circle, too. Left out: the asker, who was asked already or has enough on the table, champions who rest or
 * have no room, who wishes not to be asked, muted what it is about, was not here for a month, or may not read it. Whoever said of such a
 * question that it was not theirs comes later.
 * The weights are used here and shown nowhere: they say who is asked, not who is better.
 */
export async function candidatesFor(threadId: string, wide: boolean, count: number, tx: Tx): Promise<string[]> {
	const rows = await tx.execute<{ id: string }>(sql`
		with question as (
			select t.id, t.circle_id, t.author_id, asker.job_role_id as role, asker.department_id as department,
				array(select tt.tag from thread_tags tt where tt.thread_id = t.id) as tags,
				lower(t.title || ' ' || p.text) as words
			from threads t join posts p on p.thread_id = t.id and p.opening = 1 left join people asker on asker.id = t.author_id where t.id = ${threadId}
		), topic as (
			select l.id from tools l, question q where l.slug = any(q.tags) or q.words ~ ('\\m' || regexp_replace(lower(l.name), '([^a-z0-9 ])', '\\\\\\1', 'g') || '\\M')
		), near_threads as (
			(select t.id, t.title, t.accepted_post_id from threads t, question q
				where t.circle_id = q.circle_id and t.deleted_at is null order by t.last_activity_at desc, t.id desc limit 500)
			union
			(select t.id, t.title, t.accepted_post_id from thread_tags tt join threads t on t.id = tt.thread_id, question q
				where tt.tag = any(q.tags) and t.deleted_at is null limit 500)
		), answered as (
			select p.author_id as id, count(*) as times from near_threads n join posts p on p.id = n.accepted_post_id and p.deleted_at is null and p.author_id is not null group by 1
		), load as (
			select h.person_id as id, count(*) as times from asked_helpers h join waiting_questions w on w.thread_id = h.thread_id
			where h.asked_at > ${since(week)} and h.passed_at is null group by 1
		), champion as (
			select ct.person_id as id, ${hasRoom(sql`ct.person_id`)} as room, exists (
				select from champion_scopes cs where cs.term_id = ct.id
					and (cs.tool_id in (select id from topic) or cs.job_role_id = q.role or cs.department_id = q.department)
			) as cares
			from champion_terms ct, question q where ${runs(sql`ct`)}
		), not_theirs as (
			select distinct h.person_id as id from near_threads t join asked_helpers h on h.thread_id = t.id, question q
			where h.not_mine and h.passed_at > ${since(notMineDays)} and (
				exists (select from thread_tags tt where tt.thread_id = t.id and (tt.tag = any(q.tags) or tt.tag in (select l.slug from tools l join topic on topic.id = l.id)))
				or exists (select from tools l join topic on topic.id = l.id where t.title ilike '%' || l.name || '%')
			)
		), weighed as (
			select p.id,
				case when exists (select from person_tools pt where pt.person_id = p.id and pt.tool_id in (select id from topic)) then 3 else 0 end
				+ case when p.job_role_id = q.role then 2 else 0 end
				+ case when exists (select from unnest(q.tags) tag where lower(p.ask_me_about) like '%' || replace(tag, '-', '_') || '%') then 3 else 0 end
				+ 2 * least(coalesce(a.times, 0), 3)
				+ case when c.cares then 20 else 0 end as near,
				case when n.id is null then 0 else 12 end as otherwise,
				case m.role when 'keeper' then 2 when 'member' then 1 else 0 end as circle,
				coalesce(l.times, 0) as load
			from people p join accounts on accounts.id = p.id cross join question q
			left join circle_members m on m.circle_id = q.circle_id and m.person_id = p.id
			left join attention wish on wish.person_id = p.id
			left join visits v on v.person_id = p.id
			left join answered a on a.id = p.id
			left join load l on l.id = p.id
			left join champion c on c.id = p.id
			left join not_theirs n on n.id = p.id
			where p.id is distinct from q.author_id and coalesce(wish.helps, true) and coalesce(c.room, true)
				and coalesce(v.seen_at, accounts.created_at) > ${since(presentDays)}
				and ${mayRead(sql`p.id`, sql`q.circle_id`)}
				and not exists (select from asked_helpers h where h.thread_id = q.id and h.person_id = p.id)
				and not exists (
					select from follows f where f.person_id = p.id and f.level = 'muted'
						and (f.thread_id = q.id or f.circle_id = q.circle_id or f.tag = any(q.tags) or f.tool_id in (select id from topic))
				)
		)
		select w.id from weighed w
		where w.load < ${mostAWeek} and (w.near > 0 ${wide ? sql`or w.circle > 0` : sql``})
		order by w.near + w.circle - 2 * w.load - w.otherwise desc, md5(w.id || ${threadId}) limit ${count}`);
	return rows.map(({ id }) => id);
}

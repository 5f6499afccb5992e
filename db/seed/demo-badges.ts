// What the people of the demo company did, as the application would have noted it, and the badges that they have and show.
import { sql } from "drizzle-orm";
import type { Db } from "../client.server.ts";
import type { Kitchen } from "./demo.ts";
import { idOf } from "./demo-ids.ts";

const shown: Record<string, string[]> = {
	maya: ["first-question", "first-lesson"],
	tomas: ["that-helped", "champion", "across"],
	ruth: ["champion"],
	samuel: ["first-lesson", "first-answer"],
};

const thanks: [from: string, to: string, text: string, seen: boolean][] = [
	["rosa", "tomas", "With your table I could show the night shift their own numbers. They asked for more of it.", true],
	["grace", "maya", "Your three questions for a handover: I use them every evening now, and go home without a knot in my stomach.", false],
];

const acts = sql`
	select t.author_id as person_id, t.kind as event, t.id as subject_id, null as other_id, t.created_at as at
	from threads t where t.author_id is not null
	union all
	select p.author_id, case when t.author_id = p.author_id then 'came-back' when t.kind = 'question' then 'answer' else 'reply' end,
		t.id, case when t.author_id <> p.author_id then t.author_id end, p.created_at
	from posts p join threads t on t.id = p.thread_id
	where p.opening = 0 and p.author_id is not null and t.kind <> 'ama' and (t.author_id is distinct from p.author_id or t.first_reply_at < p.created_at)
	union all
	select t.author_id, 'turned', t.grew_from_id, null, t.created_at
	from threads t where t.grew_from_id is not null and t.author_id is not null
	union all
	select p.author_id, 'tried', t.id, t.author_id, p.created_at
	from posts p join threads t on t.id = p.thread_id where p.tried and p.author_id is not null
	union all
	select p.author_id, 'helped', p.id, t.author_id, date_trunc('day', t.last_activity_at)
	from threads t join posts p on p.id = t.accepted_post_id where p.author_id is not null and p.author_id is distinct from t.author_id
	union all
	select t.author_id, 'accepted', t.id, p.author_id, t.last_activity_at
	from threads t join posts p on p.id = t.accepted_post_id where t.author_id is not null and p.author_id is distinct from t.author_id
	union all
	select p.author_id, 'ama-question', p.id, null, p.created_at
	from posts p join ama_questions q on q.post_id = p.id where p.author_id is not null
	union all
	select a.author_id, case q.state when 'unknown' then 'ama-unknown' else 'ama-answered' end, q.post_id, null, a.created_at
	from ama_questions q join posts a on a.id = q.answer_id where a.author_id is not null
	union all
	select person_id, 'champion', id, null, admin_agreed_at from champion_terms where state = 'agreed' and person_agreed_at is not null`;

export async function writeBadges(tx: Db, { keepReached }: Kitchen): Promise<void> {
	if (!keepReached) return;
	await tx.execute(sql`
		insert into activity (person_id, event, subject_id, other_id, place, at, week)
		select a.person_id, a.event, a.subject_id, a.other_id,
			(select o.department_id from people o where o.id = a.other_id and o.department_id <> p.department_id),
			a.at, date_trunc('week', a.at at time zone 'UTC')::date
		from (${acts}) a join people p on p.id = a.person_id where a.at <= now() order by a.at, a.subject_id`);
	await tx.execute(keepReached(sql`array(select id from people)`));
	for (const [handle, badges] of Object.entries(shown))
		await tx.execute(sql`
			update awards set view = 'evidence' where person_id = ${idOf("person", handle)} and badge = any(${sql.param(badges)}::text[])`);
	for (const [from, to, text, seen] of thanks)
		await tx.execute(sql`
			insert into thank_yous (id, from_id, to_id, text, at, may_show, shown, seen_at)
			values (${idOf("thanks", from, to)}, ${idOf("person", from)}, ${idOf("person", to)}, ${text}, now() - interval '2 days', true, ${seen},
				case when ${seen} then now() - interval '1 day' end)`);
	// Maya has not looked yet since the last one.
	await tx.execute(sql`
		update awards set seen_at = at where (person_id, badge, tier) not in (
			select person_id, badge, tier from awards where person_id = ${idOf("person", "maya")} order by at desc, badge limit 1)`);
}

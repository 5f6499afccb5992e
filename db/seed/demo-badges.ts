// What the people of the demo company did, as the application would have noted it, and the badges that they have and show.
import { sql } from "drizzle-orm";
import type { Db } from "../client.server.ts";
import type { Kitchen } from "./demo.ts";
import { idOf } from "./demo-ids.ts";

const shown: Record<string, string[]> = {
	maya: ["first-question", "first-lesson"],
	tomas: ["that-helped", "champion", "across"],
	ruth: ["champion", "safe-to-fail", "open-door"],
	samuel: ["first-lesson", "first-answer"],
};

/** A note, whether it was read, and the badge that was proposed with it: given where the note was read. */
const thanks: [from: string, to: string, text: string, seen: boolean, badge?: string][] = [
	[
		"samuel",
		"ruth",
		"When I said that my macro had eaten a queue, you asked what I had expected it to do. I found it myself, and was not ashamed.",
		true,
		"safe-to-fail",
	],
	["anna", "grace", "You told us first that you had sent the wrong summary. After that I could tell about mine.", false, "went-first"],
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
	select b.guest_id, 'coaching-booked', s.id, s.host_id, b.created_at
	from bookings b join coaching_sessions s on s.id = b.session_id where b.state = 'booked'
	union all
	select s.host_id, 'hosted', s.id, case s.kind when 'one' then min(b.guest_id) end, s.ends_at
	from coaching_sessions s join bookings b on b.session_id = s.id and b.state = 'booked' where s.state = 'booked' group by s.id
	union all
	select b.guest_id, 'reflected', b.session_id, null, r.updated_at from reflections r join bookings b on b.id = r.booking_id
	union all
	select host_id, 'hours-offered', id, null, created_at from office_hours
	union all
	select x.person_id, 'excerpt-shared', x.session_id, null, x.at
	from (select e.session_id, unnest(array[s.host_id, b.guest_id]) as person_id, s.ends_at as at from session_excerpts e
		join coaching_sessions s on s.id = e.session_id join bookings b on b.session_id = s.id and b.state = 'booked' where e.agreed_at is not null) x
	union all
	select m.person_id, 'joined-circle', m.circle_id, null, m.joined_at - interval '19 days'
	from circle_members m join circles c on c.id = m.circle_id and c.visibility <> 'private' where m.role = 'member'
	union all
	select from_id, 'thanked', about_id, to_id, at from thank_yous
	union all
	select person_id, 'champion', id, null, admin_agreed_at from champion_terms where state = 'agreed' and person_agreed_at is not null`;

/** Fatima reads them. */
const nomination = (note: string, from: string, to: string, badge: string, given: boolean) => sql`
	with proposed as (
		insert into nominations (id, note_id, from_id, to_id, badge, state, asked_at, reviewer_id, reviewer_since, decided_at)
		values (${note}, ${note}, ${from}, ${to}, ${badge}, ${given ? "given" : "waiting"}, now() - interval '2 days', ${idOf("person", "fatima")},
			now() - interval '2 days', case when ${given} then now() - interval '1 day' end)
		returning to_id, badge, decided_at, state
	)
	insert into awards (person_id, badge, at) select to_id, badge, decided_at from proposed where state = 'given'`;

export async function writeBadges(tx: Db, { keepReached }: Kitchen): Promise<void> {
	if (!keepReached) return;
	for (const [from, to, text, seen, badge] of thanks) {
		const [note, giver, receiver] = [idOf("thanks", from, to), idOf("person", from), idOf("person", to)];
		await tx.execute(sql`
			insert into thank_yous (id, from_id, to_id, text, at, may_show, shown, seen_at)
			values (${note}, ${giver}, ${receiver}, ${text}, now() - interval '2 days', true, ${seen},
				case when ${seen} then now() - interval '1 day' end)`);
		if (badge) await tx.execute(nomination(note, giver, receiver, badge, seen));
	}
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
	// Maya has not looked yet since the last one.
	await tx.execute(sql`
		update awards set seen_at = at where (person_id, badge, tier) not in (
			select person_id, badge, tier from awards where person_id = ${idOf("person", "maya")} order by at desc, badge limit 1)`);
}

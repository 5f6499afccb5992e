// What the people of the demo company follow and were told, from what they wrote: as the application would have done it.
import { sql } from "drizzle-orm";
import type { Db } from "../client.server.ts";

/** How far back the inboxes reach, and from when on what is in them is unread. */
const toldDays = 10;
const unreadDays = 2;

export async function writeAttention(tx: Db): Promise<void> {
	await tx.execute(
		sql`insert into follows (person_id, thread_id, level, reason, created_at) select author_id, id, 'all', 'own', created_at from threads where author_id is not null`,
	);
	await tx.execute(sql`
		insert into follows (person_id, thread_id, level, reason, created_at)
		select author_id, thread_id, 'all', 'replied', min(created_at) from posts where opening = 0 and author_id is not null group by 1, 2 on conflict do nothing`);
	// A mention stands in the cooked text as a link to the person.
	await tx.execute(sql`
		insert into post_mentions (post_id, person_id)
		select distinct p.id, a.id from posts p, regexp_matches(p.cooked::text, '/people/([a-z0-9-]+)', 'g') m join people a on a.handle = m[1]`);
	const told = sql`p.created_at > now() - make_interval(days => ${toldDays}) and p.deleted_at is null`;
	const read = (at: ReturnType<typeof sql>) =>
		sql`case when ${at} < now() - make_interval(days => ${unreadDays}) then ${at} + interval '3 hours' end`;
	await tx.execute(sql`
		insert into notifications (id, person_id, kind, cause, thread_id, post_id, at, read_at)
		select left(md5('told' || p.id || f.person_id), 14), f.person_id,
			case when exists (select from post_mentions m where m.post_id = p.id and m.person_id = f.person_id) then 'mention' else 'reply' end,
			'post:' || p.id, p.thread_id, p.id, p.created_at, ${read(sql`p.created_at`)}
		from posts p join follows f on f.thread_id = p.thread_id
		where p.opening = 0 and f.person_id is distinct from p.author_id and f.created_at < p.created_at and ${told}`);
	await tx.execute(sql`
		insert into notifications (id, person_id, kind, cause, thread_id, post_id, at, read_at)
		select left(md5('thanks' || p.id || r.kind), 14), p.author_id, 'reaction', 'reaction:' || p.id || ':' || r.kind, p.thread_id, p.id,
			p.created_at + interval '2 minutes', ${read(sql`p.created_at`)}
		from posts p join (select distinct post_id, kind from reactions) r on r.post_id = p.id where p.author_id is not null and ${told}`);
}

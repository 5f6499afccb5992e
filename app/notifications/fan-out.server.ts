// Who is told of a post. Docs: docs/decisions/011-attention.md.
import { and, eq, notInArray, type SQL, sql } from "drizzle-orm";
import { mayRead } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { NotificationKind } from "#db/enums.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { postMentions } from "#db/schema/posts.server.ts";
import { type PresentPost as Post, presentPost } from "./present-post.server.ts";
import { tellAliasesOfReply } from "./sealed.server.ts";
import { type Told, tell } from "./tell.server.ts";

/** So many people are told in one transaction; the next ones are a job of its own. */
export const batch = 500;

const followersOf = (target: SQL, after: string) =>
	sql`(select f.person_id from follows f where ${target} and f.person_id > ${after} order by f.person_id limit ${batch})`;
const tagsOf = (post: Post) => sql`array(select tt.tag from thread_tags tt where tt.thread_id = ${post.threadId})`;
const rolesOf = (post: Post) => sql`array(select tr.job_role_id from thread_roles tr where tr.thread_id = ${post.threadId})`;

/** The next people, in order of their ids, whom a post may concern: each part is read from an index of its own. */
const candidates = (post: Post, after: string) => sql`
	select person_id from (
		${followersOf(sql`f.thread_id = ${post.threadId}`, after)}
		union ${followersOf(sql`f.circle_id = ${post.circleId}`, after)}
		union ${followersOf(sql`f.tool_id = ${post.toolId}`, after)}
		union (select distinct f.person_id from follows f where f.tag = any(${tagsOf(post)}) and f.person_id > ${after} order by f.person_id limit ${batch})
		union (select distinct f.person_id from follows f where f.job_role_id = any(${rolesOf(post)}) and f.person_id > ${after} order by f.person_id limit ${batch})
		union (select m.person_id from post_mentions m where m.post_id = ${post.id} and m.person_id > ${after})
		union (select ${post.parentAuthorId}::text where ${post.parentAuthorId}::text > ${after})
	) people where person_id is not null order by person_id limit ${batch}`;

type Candidate = { person_id: string; thread_level: string | null; levels: string[]; mentioned: boolean; may_read: boolean; seen: boolean };

const judged = (post: Post, people: SQL, tx: Tx) =>
	tx.execute<Candidate>(sql`
		select c.person_id,
			(select f.level from follows f where f.thread_id = ${post.threadId} and f.person_id = c.person_id) as thread_level,
			array(
				select f.level from follows f where f.person_id = c.person_id and (
					f.circle_id = ${post.circleId} or f.tool_id = ${post.toolId} or f.tag = any(${tagsOf(post)}) or f.job_role_id = any(${rolesOf(post)})
				)
			) as levels,
			exists (select from post_mentions m where m.post_id = ${post.id} and m.person_id = c.person_id) as mentioned,
			exists (
				select from thread_reads r where r.thread_id = ${post.threadId} and r.person_id = c.person_id and r.read_up_to >= ${post.at.toISOString()}::timestamptz
			) as seen,
			${mayRead(sql`c.person_id`, sql`${post.circleId}`)} as may_read
		from (${people}) c order by c.person_id`);

/**
 * What a person is told of a post, if anything. The level for the thread itself decides; without one, a muted circle, tag, tool or
 * role silences, and the closest of the others counts. What is said to a person directly reaches them unless it is muted.
 */
export function kindFor(
	post: Pick<Post, "opening">,
	person: { threadLevel: string | null; levels: string[]; mentioned: boolean; answered: boolean },
): NotificationKind | null {
	const { threadLevel, levels, mentioned, answered } = person;
	if (threadLevel === "muted" || (threadLevel === null && levels.includes("muted"))) return null;
	if (mentioned) return "mention";
	if (answered) return "reply";
	if (post.opening) return levels.some((level) => level === "all" || level === "first") ? "thread" : null;
	return (threadLevel ?? (levels.includes("all") ? "all" : null)) === "all" ? "reply" : null;
}

function toldOf(post: Post, people: Candidate[]): Told[] {
	return people.flatMap(({ person_id, thread_level, levels, mentioned, may_read }) => {
		if (!may_read || person_id === post.authorId) return [];
		const kind = kindFor(post, { threadLevel: thread_level, levels, mentioned, answered: person_id === post.parentAuthorId });
		const { id, threadId, at } = post;
		return kind ? [{ personId: person_id, kind, cause: `post:${id}`, threadId, postId: id, at }] : [];
	});
}

/** Tells a batch of people of a new post, and leaves the next ones to another job. */
export async function tellOfPost({ postId, after = "" }: { postId: string; after?: string }): Promise<void> {
	await db.transaction(async (tx) => {
		const post = await presentPost(postId, tx);
		if (!post) return;
		if (after === "") await tellAliasesOfReply(post, tx);
		const people = await judged(post, candidates(post, after), tx);
		// Who has read that far before we came to tell them knows it already.
		await tell(
			toldOf(
				post,
				people.filter(({ seen }) => !seen),
			),
			tx,
		);
		const last = people.at(-1);
		if (last && people.length === batch) await enqueue(tx, "notifications.post", { postId, after: last.person_id });
	});
}

/** After an edit: who is mentioned no more is not told of it any longer, who is mentioned now is. Nobody else hears of an edit. */
export async function tellOfEdit({ postId }: { postId: string }): Promise<void> {
	await db.transaction(async (tx) => {
		const post = await presentPost(postId, tx);
		if (!post) return;
		const mentioned = tx.select({ id: postMentions.personId }).from(postMentions).where(eq(postMentions.postId, postId));
		const silenced = await tx
			.delete(notifications)
			.where(and(eq(notifications.postId, postId), eq(notifications.kind, "mention"), notInArray(notifications.personId, mentioned)))
			.returning({ id: notifications.personId });
		// Whoever was told because of the mention alone may still be concerned for another reason.
		const others = silenced.map(({ id }) => id);
		const concerned = sql`
			select m.person_id from post_mentions m where m.post_id = ${postId}
			union select p.id from people p where p.id = any(${sql.param(others)}::text[])`;
		await tell(toldOf(post, await judged(post, concerned, tx)), tx);
	});
}

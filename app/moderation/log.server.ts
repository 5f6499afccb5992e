// What moderators decided, for good. Docs: docs/decisions/017-moderation.md.
import { and, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Tx } from "#db/client.server.ts";
import { moderationLog } from "#db/schema/moderation.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

type Entry = Pick<typeof moderationLog.$inferInsert, "at" | "actorId" | "postId" | "act"> & { about?: string | null; words?: string };

/** Adds a row in the transaction of what it tells of; its number and hashes are the database's. */
export const note = async (entry: Entry, tx: Tx): Promise<void> => void (await tx.insert(moderationLog).values({ id: 0, ...entry }));

/** The number of the first row that is not as it was written, or whose predecessor is missing; null when the log is whole. */
export async function firstBroken(tx = db): Promise<number | null> {
	const [row] = await tx.execute<{ id: string }>(sql`
		select l.id from moderation_log l
		left join lateral (select p.id, p.hash from moderation_log p where p.id < l.id order by p.id desc limit 1) before on true
		where l.hash <> moderation_log_hash(l) or l.prev_hash <> coalesce(before.hash, '') or l.id <> coalesce(before.id, 0) + 1
		order by l.id limit 1`);
	return row ? Number(row.id) : null;
}

/** The latest decisions, of circles that the viewer can see. For moderators. */
export const latestDecisions = (viewer: Viewer, tx = db) =>
	tx
		.select({
			id: moderationLog.id,
			at: moderationLog.at,
			act: moderationLog.act,
			words: moderationLog.words,
			by: people.name,
			postId: moderationLog.postId,
			title: threads.title,
		})
		.from(moderationLog)
		.leftJoin(people, eq(people.id, moderationLog.actorId))
		.leftJoin(posts, eq(posts.id, moderationLog.postId))
		.leftJoin(threads, or(eq(threads.id, posts.threadId), eq(threads.id, moderationLog.about)))
		.where(
			or(
				and(isNotNull(threads.id), inVisibleCircle(viewer, threads.circleId)),
				and(isNull(moderationLog.postId), isNull(moderationLog.about)),
			),
		)
		.orderBy(desc(moderationLog.id))
		.limit(200);

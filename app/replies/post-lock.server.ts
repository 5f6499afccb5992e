import { and, eq, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { isOwn } from "#app/threads/own.server.ts";
import type { Standing } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

// The table's name is written out: in a query of one table Drizzle leaves it away, and `circle_id` alone would be the inner one.
const keeper = (viewer: Viewer) =>
	sql<boolean>`exists (select 1 from circle_members m where m.circle_id = "threads"."circle_id" and m.person_id = ${viewer.id} and m.role = 'keeper')`;

/**
 * Locks a thread that the viewer may see, for a change of its state or counts. Throws 404 when it is not there for them. Weaker than
 * `for update`: whoever notes how far they read refers to the thread, and need not wait (nor be waited for, which would be a deadlock).
 */
export async function lockThread(viewer: Viewer, threadId: string | undefined, tx: Tx) {
	if (!isId(threadId)) throw notFound();
	const [row] = await tx
		.select({ thread: threads, keeper: keeper(viewer) })
		.from(threads)
		.where(and(eq(threads.id, threadId), visibleTo(viewer)))
		.for("no key update", { of: threads });
	if (!row) throw notFound();
	const standing: Standing = { viewer, keeper: row.keeper };
	return { thread: row.thread, standing };
}

/** Locks a post and its thread. Always the thread first, so that two changes never wait for each other. */
export async function lockPost(viewer: Viewer, postId: string | undefined, tx: Tx) {
	if (!isId(postId)) throw notFound();
	const [place] = await tx.select({ threadId: posts.threadId }).from(posts).where(eq(posts.id, postId));
	if (!place) throw notFound();
	const { thread, standing } = await lockThread(viewer, place.threadId, tx);
	const [post] = await tx.select().from(posts).where(eq(posts.id, postId)).for("no key update");
	if (!post) throw notFound();
	const own = await isOwn(viewer, thread.id, post, tx);
	return { thread, post, standing, ruled: { own, opening: post.opening === 1, deletedAt: post.deletedAt } };
}

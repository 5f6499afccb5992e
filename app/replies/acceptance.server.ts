import { and, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { canAccept, stateAfter, threadPath } from "#app/threads/rules.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { lockThread } from "./post-lock.server.ts";

/**
 * Sets, changes or takes away (`postId` null) the accepted answer of a question. The asker, a moderator or the circle's keeper
 * may; to everybody else it answers 404. Returns the thread's address.
 */
export async function acceptAnswer(viewer: Viewer, threadId: string | undefined, postId: string | null): Promise<string> {
	return db.transaction(async (tx) => {
		const { thread, standing } = await lockThread(viewer, threadId, tx);
		if (!thread.state || !canAccept(standing, { ...thread, own: await isOwn(viewer, thread.id, thread, tx) })) throw notFound();
		if (postId !== null) {
			const [reply] = await tx
				.select({ id: posts.id })
				.from(posts)
				.where(and(eq(posts.id, postId), eq(posts.threadId, thread.id), eq(posts.opening, 0), isNull(posts.deletedAt)));
			if (!reply) throw notFound();
		}
		await tx
			.update(threads)
			.set({ acceptedPostId: postId, state: stateAfter(thread.state, postId !== null) })
			.where(eq(threads.id, thread.id));
		if (postId !== null && postId !== thread.acceptedPostId) await enqueue(tx, "notifications.accepted", { postId });
		return threadPath(thread);
	});
}

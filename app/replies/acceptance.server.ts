import { and, eq, isNull } from "drizzle-orm";
import { recordSealed } from "#app/anonymity/activity.server.ts";
import { dayOf } from "#app/anonymity/day.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { record } from "#app/people/activity.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { canAccept, stateAfter, threadPath } from "#app/threads/rules.ts";
import type { Tx } from "#db/client.server.ts";
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
		const own = await isOwn(viewer, thread.id, thread, tx);
		if (!thread.state || !canAccept(standing, { ...thread, own })) throw notFound();
		let author: string | null = null;
		if (postId !== null) {
			const [reply] = await tx
				.select({ authorId: posts.authorId })
				.from(posts)
				.where(and(eq(posts.id, postId), eq(posts.threadId, thread.id), eq(posts.opening, 0), isNull(posts.deletedAt)));
			if (!reply) throw notFound();
			author = reply.authorId;
		}
		await tx
			.update(threads)
			.set({ acceptedPostId: postId, state: stateAfter(thread.state, postId !== null) })
			.where(eq(threads.id, thread.id));
		if (postId !== null && postId !== thread.acceptedPostId) {
			await enqueue(tx, "notifications.accepted", { postId });
			await noteHelp(viewer, { asker: thread.authorId, own, author, threadId: thread.id, postId }, tx);
		}
		return threadPath(thread);
	});
}

type Help = { asker: string | null; own: boolean; author: string | null; threadId: string; postId: string };

/** Notes that an answer helped, and that its asker said so. Of what somebody without a name did the day is kept. */
async function noteHelp(viewer: Viewer, { asker, own, author, threadId, postId }: Help, tx: Tx): Promise<void> {
	const at = asker === null ? dayOf(now()) : now();
	if (author) await record(tx, { personId: author, event: "helped", subjectId: postId, otherId: asker, at });
	// Who marks a reply of their own closes nothing that was open.
	if (!own || author === viewer.id) return;
	if (asker === null) await recordSealed(tx, viewer.id, "accepted");
	else await record(tx, { personId: viewer.id, event: "accepted", subjectId: threadId, otherId: author, at });
}

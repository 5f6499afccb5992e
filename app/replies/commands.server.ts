import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { type Cooked, cookSections, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import { followOnWriting } from "#app/threads/follow.server.ts";
import { noteRead } from "#app/threads/reading.server.ts";
import { keepRevision } from "#app/threads/revisions.server.ts";
import { canDelete, canEdit, canReply, limits, needsRevision, postPath, stateAfter } from "#app/threads/rules.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ReplyEdit, ReplyInput } from "./input.ts";
import { lockPost, lockThread } from "./post-lock.server.ts";

const replyLimit = { name: "reply", max: 60, windowSeconds: 3600 };

/**
 * Adds a reply and returns its address. The same submission twice is one reply. Throws 404 when the thread is not there for the
 * viewer, 403 when it is closed, 429 after 60 replies in an hour.
 */
export async function addReply(viewer: Viewer, threadId: string | undefined, input: ReplyInput): Promise<{ postId: string; path: string }> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const { thread } = await lockThread(viewer, threadId, tx);
		const submission = `${viewer.id}:${thread.id}:${input.submission}`;
		const [sent] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.submission, submission));
		if (sent) return { postId: sent.id, path: postPath(thread, sent.id) };
		if (!canReply(thread)) throw forbidden();
		const { allowed, retryAfterSeconds } = await takeOne(replyLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		const [parent] = input.parentId
			? await tx
					.select({ id: posts.id })
					.from(posts)
					.where(and(eq(posts.id, input.parentId), eq(posts.threadId, thread.id), isNull(posts.deletedAt)))
			: [];
		const [{ at } = { at: now() }] = await tx
			.select({
				at: sql`greatest(${now().toISOString()}::timestamptz, ${threads.lastActivityAt} + interval '1 millisecond')`.mapWith(
					threads.lastActivityAt,
				),
			})
			.from(threads)
			.where(eq(threads.id, thread.id));
		const id = newId();
		await tx.insert(posts).values({
			id,
			threadId: thread.id,
			authorId: viewer.id,
			parentId: parent?.id ?? null,
			submission,
			createdAt: at,
			...stored(sections, cooked),
		});
		await linkUploads(viewer, id, cooked, tx);
		await noteMentions(id, cooked, tx);
		await followOnWriting(viewer, thread.id, "replied", at, tx);
		await enqueue(tx, "notifications.post", { postId: id });
		await enqueue(tx, "helping.post", { postId: id });
		await tx
			.update(threads)
			.set({
				replyCount: sql`${threads.replyCount} + 1`,
				lastActivityAt: at,
				firstReplyAt: thread.firstReplyAt ?? (thread.authorId === viewer.id ? null : at),
			})
			.where(eq(threads.id, thread.id));
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `reply:${thread.id}`)));
		await noteRead(viewer, thread.id, at, tx);
		return { postId: id, path: postPath(thread, id) };
	});
}

const stored = (sections: Record<string, string>, { cooked, text, cookerVersion }: Cooked) => ({
	sections,
	cooked,
	text,
	cookerVersion,
});

/** A reply's text for its author to edit, or throws 404. */
export async function editableReply(viewer: Viewer, postId: string | undefined) {
	return db.transaction(async (tx) => {
		const { thread, post, standing, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(standing, ruled) || ruled.opening) throw notFound();
		return {
			text: post.sections.text ?? "",
			revision: post.revision,
			thread: { id: thread.id, slug: thread.slug, title: thread.title },
			postId: post.id,
		};
	});
}

/**
 * Changes a reply's text; within five minutes of writing without a trace, later with the earlier version kept.
 * Returns its address, or `{ conflict }` with the present text when it was changed elsewhere since it was loaded.
 */
export async function editReply(
	viewer: Viewer,
	postId: string | undefined,
	input: ReplyEdit,
): Promise<{ path: string } | { conflict: string; revision: number }> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const { thread, post, standing, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(standing, ruled) || ruled.opening) throw notFound();
		if (post.revision !== input.revision) return { conflict: post.sections.text ?? "", revision: post.revision };
		if (post.sections.text !== input.text) {
			await keepRevision(post, null, tx);
			await tx
				.update(posts)
				.set({
					...stored(sections, cooked),
					revision: post.revision + 1,
					...(needsRevision(post.createdAt, now()) ? { editedAt: now() } : {}),
				})
				.where(eq(posts.id, post.id));
			await linkUploads(viewer, post.id, cooked, tx);
			await noteMentions(post.id, cooked, tx);
			await enqueue(tx, "notifications.edited", { postId: post.id });
		}
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `edit:${post.id}`)));
		return { path: postPath(thread, post.id) };
	});
}

/**
 * Takes back a post. A reply leaves "taken back" in its place; an opening post takes the whole thread away. Taking back an
 * accepted answer reopens the question. Returns where to go.
 */
export async function deletePost(viewer: Viewer, postId: string | undefined): Promise<{ path: string; undo: string }> {
	return db.transaction(async (tx) => {
		const { thread, post, standing, ruled } = await lockPost(viewer, postId, tx);
		if (!canDelete(standing, ruled)) throw notFound();
		const at = now();
		await tx.update(posts).set({ deletedAt: at, deletedBy: viewer.id }).where(eq(posts.id, post.id));
		if (ruled.opening) {
			await tx.update(threads).set({ deletedAt: at, deletedBy: viewer.id }).where(eq(threads.id, thread.id));
			return { path: "/", undo: post.id };
		}
		const accepted = thread.acceptedPostId === post.id;
		await tx
			.update(threads)
			.set({
				replyCount: sql`${threads.replyCount} - 1`,
				...(accepted && thread.state ? { acceptedPostId: null, state: stateAfter(thread.state, false) } : {}),
			})
			.where(eq(threads.id, thread.id));
		return { path: postPath(thread, post.id), undo: post.id };
	});
}

/** Puts back what the viewer themself took back within the last ten minutes, else throws 404. Returns where to go. */
export async function undoDelete(viewer: Viewer, postId: string): Promise<string> {
	return db.transaction(async (tx) => {
		const since = new Date(now().getTime() - limits.undoMinutes * 60_000);
		const [found] = await tx
			.select({ post: posts, thread: threads })
			.from(posts)
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.where(and(eq(posts.id, postId), eq(posts.deletedBy, viewer.id), sql`${posts.deletedAt} >= ${since.toISOString()}::timestamptz`))
			.for("no key update");
		if (!found) throw notFound();
		const { post, thread } = found;
		// A thread that somebody else took away since stays away, and so does what the viewer may no longer see.
		if (post.opening === 1)
			await tx
				.update(threads)
				.set({ deletedAt: null, deletedBy: null })
				.where(and(eq(threads.id, thread.id), eq(threads.deletedBy, viewer.id)));
		await lockThread(viewer, thread.id, tx);
		await tx.update(posts).set({ deletedAt: null, deletedBy: null }).where(eq(posts.id, post.id));
		if (post.opening === 0)
			await tx
				.update(threads)
				.set({ replyCount: sql`${threads.replyCount} + 1` })
				.where(eq(threads.id, thread.id));
		return postPath(thread, post.id);
	});
}

import { and, eq, sql } from "drizzle-orm";
import { dayOf } from "#app/anonymity/day.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { cookSections, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import { followOnWriting } from "#app/threads/follow.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { noteRead } from "#app/threads/reading.server.ts";
import { editedNow, keepRevision } from "#app/threads/revisions.server.ts";
import { canDelete, canEdit, limits, postPath, stateAfter } from "#app/threads/rules.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ReplyEdit, ReplyInput } from "./input.ts";
import { lockPost, lockThread } from "./post-lock.server.ts";
import { stored, writeReply } from "./write-reply.server.ts";

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
		if (thread.closedAt) throw forbidden();
		const { allowed, retryAfterSeconds } = await takeOne(replyLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		const id = newId();
		const author = { authorId: viewer.id, alias: null };
		const at = await writeReply({ id, writer: viewer, author, input, sections, cooked, submission, at: now() }, thread, tx);
		await followOnWriting(viewer, thread.id, "replied", at, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `reply:${thread.id}`)));
		await noteRead(viewer, thread.id, at, tx);
		return { postId: id, path: postPath(thread, id) };
	});
}

/** A reply's text for its author to edit, or throws 404. */
export async function editableReply(viewer: Viewer, postId: string | undefined) {
	return db.transaction(async (tx) => {
		const { thread, post, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(ruled) || ruled.opening) throw notFound();
		return {
			text: post.sections.text ?? "",
			revision: post.revision,
			thread: { id: thread.id, slug: thread.slug, title: thread.title },
			postId: post.id,
			alias: post.alias,
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
		const { thread, post, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(ruled) || ruled.opening) throw notFound();
		if (post.revision !== input.revision) return { conflict: post.sections.text ?? "", revision: post.revision };
		if (post.sections.text !== input.text) {
			await keepRevision(post, null, tx);
			await tx
				.update(posts)
				.set({
					...stored(sections, cooked),
					revision: post.revision + 1,
					...editedNow(post),
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
		// That its author took it back, and when exactly, would say who that is.
		const at = post.alias === null ? now() : dayOf(now());
		const deletedBy = post.alias !== null && ruled.own ? null : viewer.id;
		await tx.update(posts).set({ deletedAt: at, deletedBy }).where(eq(posts.id, post.id));
		if (ruled.opening) {
			await tx.update(threads).set({ deletedAt: at, deletedBy }).where(eq(threads.id, thread.id));
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

/** Puts back what the viewer themself took back within the last ten minutes (anonymously: today), else throws 404. Returns where to go. */
export async function undoDelete(viewer: Viewer, postId: string): Promise<string> {
	return db.transaction(async (tx) => {
		const [found] = await tx
			.select({ post: posts, thread: threads })
			.from(posts)
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.where(eq(posts.id, postId))
			.for("no key update");
		if (!found || !(await tookBack(viewer, found.post, tx))) throw notFound();
		const { post, thread } = found;
		// A thread that somebody else took away since stays away, and so does what the viewer may no longer see.
		if (post.opening === 1)
			await tx
				.update(threads)
				.set({ deletedAt: null, deletedBy: null })
				.where(and(eq(threads.id, thread.id), sql`${threads.deletedBy} is not distinct from ${post.deletedBy}`));
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

/** Whether the viewer took a post back so lately that they may put it back. */
async function tookBack(viewer: Viewer, post: typeof posts.$inferSelect, tx: typeof db): Promise<boolean> {
	if (!post.deletedAt) return false;
	const within = post.alias === null ? now().getTime() - limits.undoMinutes * 60_000 : dayOf(now()).getTime();
	if (post.deletedAt.getTime() < within) return false;
	if (post.deletedBy === null) return isOwn(viewer, post.threadId, post, tx);
	return post.deletedBy === viewer.id;
}

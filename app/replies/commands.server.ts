import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { dayOf } from "#app/anonymity/day.ts";
import { isNewcomer } from "#app/auth/newcomer.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { cookSections, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import { followOnWriting } from "#app/threads/follow.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { noteRead } from "#app/threads/reading.server.ts";
import { editedNow, isOld, keepRevision } from "#app/threads/revisions.server.ts";
import { canDelete, canEdit, limits, postPath, stateAfter } from "#app/threads/rules.ts";
import type { Tx } from "#db/client.server.ts";
import { amaQuestions } from "#db/schema/ama.server.ts";
import { firstPosts } from "#db/schema/helping.server.ts";
import { moderationCases } from "#db/schema/moderation.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ReplyEdit, ReplyInput } from "./input.ts";
import { lockPost, lockThread } from "./post-lock.server.ts";
import { maySayTried } from "./rules.ts";
import { stored, writeReply } from "./write-reply.server.ts";

const replyLimit = { name: "reply", max: 60, windowSeconds: 3600 };
const newcomerLimit = { name: "reply-new", max: 20, windowSeconds: 3600 };

/**
 * Adds a reply and returns its address. The same submission twice is one reply. Throws 404 when the thread is not there for the
 * viewer, 403 when it is closed, 429 after 60 replies in an hour (on the first day 20).
 */
export async function addReply(viewer: Viewer, threadId: string | undefined, input: ReplyInput): Promise<{ postId: string; path: string }> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const { thread } = await lockThread(viewer, threadId, tx);
		const submission = `${viewer.id}:${thread.id}:${input.submission}`;
		const [sent] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.submission, submission));
		if (sent) return { postId: sent.id, path: postPath(thread, sent.id) };
		// An AMA takes questions and answers, in its own way.
		if (thread.closedAt || thread.kind === "ama") throw forbidden();
		const { allowed, retryAfterSeconds } = await takeOne((await isNewcomer(viewer, tx)) ? newcomerLimit : replyLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		const id = newId();
		const author = { authorId: viewer.id, alias: null };
		const tried = input.triedIt === "1" && maySayTried(thread, author);
		const said = { parentId: input.parentId, tried };
		const at = await writeReply({ id, writer: viewer, author, input: said, sections, cooked, submission, at: now() }, thread, tx);
		await followOnWriting(viewer, thread.id, "replied", at, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `reply:${thread.id}`)));
		await noteRead(viewer, thread.id, at, tx);
		await noteReply(viewer, { id, tried }, thread, tx);
		return { postId: id, path: postPath(thread, id) };
	});
}

/** Notes what a reply was: towards a colleague, or coming back to one's own thread after one of them wrote. */
async function noteReply(
	viewer: Viewer,
	{ id, tried }: { id: string; tried: boolean },
	thread: typeof threads.$inferSelect,
	tx: Tx,
): Promise<void> {
	const act = { personId: viewer.id, subjectId: thread.id };
	if (thread.authorId === viewer.id) {
		if (thread.firstReplyAt) await record(tx, { ...act, event: "came-back" });
		return;
	}
	const towards = { ...act, otherId: thread.authorId };
	await record(tx, { ...towards, event: thread.kind === "question" ? "answer" : "reply" });
	if (tried) await record(tx, { ...towards, event: "tried" });
	const [first] = await tx
		.select({ by: posts.authorId })
		.from(firstPosts)
		.innerJoin(posts, eq(posts.id, firstPosts.postId))
		.where(and(eq(firstPosts.threadId, thread.id), isNull(firstPosts.answeredAt), ne(posts.id, id), ne(posts.authorId, viewer.id)))
		.limit(1);
	if (first) await record(tx, { ...act, event: "welcome", otherId: first.by });
}

/** A reply's text for its author to edit, or throws 404. */
export async function editableReply(viewer: Viewer, postId: string | undefined) {
	return db.transaction(async (tx) => {
		const { thread, post, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(ruled) || ruled.opening || (await isSettled(post.id, tx))) throw notFound();
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
): Promise<{ path: string } | { conflict: string; revision: number } | { errors: Record<string, string> }> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const { thread, post, ruled } = await lockPost(viewer, postId, tx);
		if (!canEdit(ruled) || ruled.opening || (await isSettled(post.id, tx))) throw notFound();
		if (thread.kind === "ama" && post.parentId === null && input.text.length > limits.amaQuestion)
			return { errors: { text: `A question can have ${limits.amaQuestion} characters at most.` } };
		if (post.revision !== input.revision) return { conflict: post.sections.text ?? "", revision: post.revision };
		if (post.sections.text !== input.text) {
			await keepRevision(post, null, tx);
			if (post.authorId === viewer.id && isOld(post.createdAt))
				await record(tx, { personId: viewer.id, event: "mended", subjectId: post.id });
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

/** Whether a post is a question of an AMA that came to its end: what was answered stays what was asked. */
async function isSettled(postId: string, tx: Tx): Promise<boolean> {
	const [question] = await tx.select({ state: amaQuestions.state }).from(amaQuestions).where(eq(amaQuestions.postId, postId));
	return question !== undefined && question.state !== "open";
}

/**
 * Takes back a post. A reply leaves "taken back" in its place; an opening post takes the whole thread away. Taking back an
 * accepted answer reopens the question. Returns where to go.
 */
export async function deletePost(viewer: Viewer, postId: string | undefined): Promise<{ path: string; undo: string }> {
	return db.transaction(async (tx) => {
		const { thread, post, standing, ruled } = await lockPost(viewer, postId, tx);
		if (!canDelete(standing, ruled)) throw notFound();
		// That its author took it back would say who that is.
		await takeAway({ thread, post }, post.alias !== null && ruled.own ? null : viewer.id, tx);
		return { path: ruled.opening ? "/" : postPath(thread, post.id), undo: post.id };
	});
}

type Locked = { thread: typeof threads.$inferSelect; post: typeof posts.$inferSelect };

/** Takes a locked post from everybody's eyes; an opening post takes its thread along. An anonymous one goes on a day, and not at a minute. */
export async function takeAway({ thread, post }: Locked, deletedBy: string | null, tx: Tx): Promise<void> {
	const at = post.alias === null ? now() : dayOf(now());
	await tx.update(posts).set({ deletedAt: at, deletedBy }).where(eq(posts.id, post.id));
	if (post.opening === 1) {
		await tx.update(threads).set({ deletedAt: at, deletedBy }).where(eq(threads.id, thread.id));
		return;
	}
	const accepted = thread.acceptedPostId === post.id;
	await tx
		.update(threads)
		.set({
			replyCount: sql`${threads.replyCount} - 1`,
			...(accepted && thread.state ? { acceptedPostId: null, state: stateAfter(thread.state, false) } : {}),
		})
		.where(eq(threads.id, thread.id));
}

/** Puts a locked post back where it was. A thread that somebody else took away since stays away. */
export async function putBack({ thread, post }: Locked, tx: Tx): Promise<void> {
	await tx.update(posts).set({ deletedAt: null, deletedBy: null }).where(eq(posts.id, post.id));
	if (post.opening === 1)
		await tx
			.update(threads)
			.set({ deletedAt: null, deletedBy: null })
			.where(and(eq(threads.id, thread.id), sql`${threads.deletedBy} is not distinct from ${post.deletedBy}`));
	else
		await tx
			.update(threads)
			.set({ replyCount: sql`${threads.replyCount} + 1` })
			.where(eq(threads.id, thread.id));
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
		await putBack({ thread, post }, tx);
		// What the viewer may no longer see stays away.
		await lockThread(viewer, thread.id, tx);
		return postPath(thread, post.id);
	});
}

/** Whether the viewer took a post back so lately that they may put it back. */
async function tookBack(viewer: Viewer, post: typeof posts.$inferSelect, tx: typeof db): Promise<boolean> {
	if (!post.deletedAt) return false;
	const within = post.alias === null ? now().getTime() - limits.undoMinutes * 60_000 : dayOf(now()).getTime();
	if (post.deletedAt.getTime() < within) return false;
	// What a moderator hid is shown again by a decision, and not by an undo.
	const [hidden] = await tx
		.select({ postId: moderationCases.postId })
		.from(moderationCases)
		.where(and(eq(moderationCases.postId, post.id), inArray(moderationCases.state, ["hidden", "mended"])));
	if (hidden) return false;
	if (post.deletedBy === null) return isOwn(viewer, post.threadId, post, tx);
	return post.deletedBy === viewer.id;
}

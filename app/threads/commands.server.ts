import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull, sql } from "drizzle-orm";
import { isNewcomer } from "#app/auth/newcomer.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { tools } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threadRoles, threads, threadTags } from "#db/schema/threads.server.ts";
import { cookSections, linkUploads, noteMentions } from "./cook.server.ts";
import { followOnWriting } from "./follow.server.ts";
import { grownFrom } from "./grown.server.ts";
import { sectionsOf, type ThreadEdit, type ThreadInput } from "./input.ts";
import { isOwn } from "./own.server.ts";
import { noteRead } from "./reading.server.ts";
import { editedNow, isOld, keepRevision } from "./revisions.server.ts";
import { slugOf, threadPath } from "./rules.ts";
import { setTopics, toolFor, writeThread } from "./write-thread.server.ts";

const threadLimit = { name: "thread", max: 10, windowSeconds: 3600 };
const newcomerLimit = { name: "thread-new", max: 5, windowSeconds: 3600 };
const editLimit = { name: "thread-edit", max: 60, windowSeconds: 3600 };
export type Refused = { errors: Record<string, string> };

/** Starts a thread, whose draft stood at `place`. The same submission twice is one thread. Returns its address, or what will not do by field. */
export async function createThread(viewer: Viewer, input: ThreadInput, place = "new"): Promise<{ path: string } | Refused> {
	const shaped = sectionsOf(input);
	if ("errors" in shaped) return shaped;
	const cooked = await cookSections(shaped.sections);
	return db.transaction(async (tx) => {
		const submission = `${viewer.id}:new:${input.submission}`;
		// The same form that arrives twice at once waits here, and then finds the first one's thread.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${submission}, 0))`);
		const [sent] = await tx
			.select({ id: threads.id, slug: threads.slug })
			.from(posts)
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.where(eq(posts.submission, submission));
		if (sent) return { path: threadPath(sent) };
		const [circle] = await tx
			.select({ id: circles.id })
			.from(circles)
			.where(and(eq(circles.id, input.circleId), inVisibleCircle(viewer, circles.id)));
		if (!circle) return { errors: { circleId: "Choose a circle." } };
		const grown = await grownFrom(viewer, input, { sealed: false }, tx);
		if ("errors" in grown) return grown;
		const { allowed, retryAfterSeconds } = await takeOne((await isNewcomer(viewer, tx)) ? newcomerLimit : threadLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		const [id, at] = [newId(), now()];
		const { submission: _, ...what } = input;
		const author = { authorId: viewer.id, alias: null };
		const { sections } = shaped;
		const [postId, grewFromId] = [newId(), grown.lessonId];
		const thread = await writeThread({ id, postId, writer: viewer, author, input: what, sections, cooked, submission, at, grewFromId }, tx);
		await followOnWriting(viewer, id, "own", at, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place)));
		await noteRead(viewer, id, at, tx);
		await record(tx, { personId: viewer.id, event: input.kind, subjectId: id, at });
		// Towards nobody: whose lesson it was may be known to no one.
		if (grewFromId) await record(tx, { personId: viewer.id, event: "turned", subjectId: grewFromId, at });
		return { path: threadPath(thread) };
	});
}

const visibleOpening = (viewer: Viewer, threadId: string) =>
	and(eq(threads.id, threadId), eq(posts.opening, 1), isNull(threads.deletedAt), inVisibleCircle(viewer, threads.circleId));

/** A thread as its author edits it: the form's values. Throws 404 when it is not the viewer's. */
export async function editableThread(viewer: Viewer, threadId: string | undefined) {
	if (!isId(threadId)) throw notFound();
	const [row] = await db
		.select({ thread: threads, sections: posts.sections, revision: posts.revision, postId: posts.id })
		.from(threads)
		.innerJoin(posts, eq(posts.threadId, threads.id))
		.where(visibleOpening(viewer, threadId));
	if (!row || row.thread.kind === "ama" || !(await isOwn(viewer, threadId, row.thread))) throw notFound();
	const names = await db.select({ tag: threadTags.tag }).from(threadTags).where(eq(threadTags.threadId, threadId));
	const roles = await db.select({ id: threadRoles.jobRoleId }).from(threadRoles).where(eq(threadRoles.threadId, threadId));
	const { id, slug, kind, title, toolId, again, circleId } = row.thread;
	const values: Record<string, string | string[]> = {
		...row.sections,
		kind,
		title,
		circleId,
		toolId: toolId ?? "",
		...(again ? { again } : {}),
		tags: names.map(({ tag }) => tag).join(" "),
		roles: roles.map(({ id: role }) => role),
		revision: String(row.revision),
	};
	const [tool] = toolId ? await db.select({ id: tools.id, name: tools.name }).from(tools).where(eq(tools.id, toolId)) : [];
	return { thread: { id, slug, kind, title }, alias: row.thread.alias, postId: row.postId, values, tool: tool ?? null };
}

/** What a thread says now, for whoever was writing something else meanwhile. */
export type Present = { revision: number; title: string; sections: Record<string, string> };

/**
 * Changes the viewer's own thread, keeping the earlier version after five minutes. Its kind stays. Returns its address, what will not
 * do by field, or what it says now when it was changed elsewhere since it was loaded. Throws 404 when it is not the viewer's.
 */
export async function editThread(
	viewer: Viewer,
	threadId: string | undefined,
	input: ThreadEdit,
): Promise<{ path: string } | Refused | { conflict: Present }> {
	if (!isId(threadId)) throw notFound();
	const shaped = sectionsOf(input);
	if ("errors" in shaped) return shaped;
	const cooked = await cookSections(shaped.sections);
	return db.transaction(async (tx) => {
		const [row] = await tx
			.select({ thread: threads, post: posts })
			.from(threads)
			.innerJoin(posts, eq(posts.threadId, threads.id))
			.where(visibleOpening(viewer, threadId))
			.for("no key update");
		if (!row || row.thread.kind !== input.kind || !(await isOwn(viewer, threadId, row.thread, tx))) throw notFound();
		const { thread, post } = row;
		if (post.revision !== input.revision) return { conflict: { revision: post.revision, title: thread.title, sections: post.sections } };
		// A counter under the person's name would tell that they changed something of theirs today.
		const { allowed, retryAfterSeconds } = await takeOne(editLimit, thread.alias === null ? viewer.id : post.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		const changed = { title: input.title, slug: slugOf(input.title) };
		const sameWords = thread.title === input.title && isDeepStrictEqual(post.sections, shaped.sections);
		if (!sameWords) await keepRevision(post, thread.title, tx);
		if (!sameWords && post.authorId === viewer.id && isOld(post.createdAt))
			await record(tx, { personId: viewer.id, event: "mended", subjectId: post.id });
		const { cooked: html, text, excerpt, cookerVersion } = cooked;
		await tx
			.update(posts)
			.set({
				sections: shaped.sections,
				cooked: html,
				text,
				cookerVersion,
				...(sameWords ? {} : { revision: post.revision + 1 }),
				...(sameWords ? {} : editedNow(post)),
			})
			.where(eq(posts.id, post.id));
		await tx
			.update(threads)
			.set({
				...changed,
				excerpt,
				toolId: await toolFor(input, thread.toolId, tx),
				again: input.kind === "lesson" ? (input.again ?? null) : null,
			})
			.where(eq(threads.id, thread.id));
		await setTopics(thread.id, input, tx);
		await linkUploads(viewer, post.id, cooked, tx);
		await noteMentions(post.id, cooked, tx);
		await enqueue(tx, "notifications.edited", { postId: post.id });
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `edit:${post.id}`)));
		return { path: threadPath({ id: thread.id, slug: changed.slug }) };
	});
}

import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { tags, threadRoles, threads, threadTags } from "#db/schema/threads.server.ts";
import { cookSections, linkUploads } from "./cook.server.ts";
import { sectionsOf, type ThreadEdit, type ThreadInput } from "./input.ts";
import { noteRead } from "./reading.server.ts";
import { keepRevision } from "./revisions.server.ts";
import { needsRevision, slugOf, threadPath } from "./rules.ts";

const threadLimit = { name: "thread", max: 10, windowSeconds: 3600 };
export type Refused = { errors: Record<string, string> };

/** Starts a thread. The same submission twice is one thread. Returns its address, or what will not do by field. */
export async function createThread(viewer: Viewer, input: ThreadInput): Promise<{ path: string } | Refused> {
	const shaped = sectionsOf(input);
	if ("errors" in shaped) return shaped;
	const cooked = await cookSections(shaped.sections);
	return db.transaction(async (tx) => {
		const [circle] = await tx
			.select({ id: circles.id })
			.from(circles)
			.where(and(eq(circles.id, input.circleId), inVisibleCircle(viewer, circles.id)));
		if (!circle) return { errors: { circleId: "Choose a circle." } };
		const id = newId();
		const submission = `${viewer.id}:new:${input.submission}`;
		const at = now();
		const thread = {
			id,
			kind: input.kind,
			title: input.title,
			slug: slugOf(input.title),
			circleId: circle.id,
			authorId: viewer.id,
			toolId: input.kind === "win" ? await knownTool(input.toolId, tx) : null,
			again: input.kind === "lesson" ? (input.again ?? null) : null,
			state: input.kind === "question" ? ("open" as const) : null,
			excerpt: cooked.excerpt,
			createdAt: at,
			lastActivityAt: at,
		};
		const [sent] = await tx
			.select({ id: threads.id, slug: threads.slug })
			.from(posts)
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.where(and(eq(posts.submission, submission), eq(posts.opening, 1)));
		if (sent) return { path: threadPath(sent) };
		const { allowed, retryAfterSeconds } = await takeOne(threadLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		await tx.insert(threads).values(thread);
		const postId = newId();
		const { cooked: html, text, cookerVersion } = cooked;
		const written = await tx
			.insert(posts)
			.values({
				id: postId,
				threadId: id,
				opening: 1,
				authorId: viewer.id,
				sections: shaped.sections,
				cooked: html,
				text,
				cookerVersion,
				submission,
				createdAt: at,
			})
			.onConflictDoNothing({ target: posts.submission })
			.returning({ id: posts.id });
		if (written.length === 0) {
			// The same form arrived twice at the same instant: the other one has won.
			await tx.delete(threads).where(eq(threads.id, id));
			const [winner] = await tx
				.select({ id: threads.id, slug: threads.slug })
				.from(posts)
				.innerJoin(threads, eq(threads.id, posts.threadId))
				.where(eq(posts.submission, submission));
			if (!winner) throw notFound();
			return { path: threadPath(winner) };
		}
		await setTopics(id, input, tx);
		await linkUploads(viewer, postId, cooked, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, "new")));
		await noteRead(viewer, id, at, tx);
		return { path: threadPath(thread) };
	});
}

async function knownTool(toolId: string | undefined, tx: typeof db): Promise<string | null> {
	if (!toolId) return null;
	const [tool] = await tx.select({ id: tools.id }).from(tools).where(eq(tools.id, toolId));
	return tool?.id ?? null;
}

async function setTopics(
	threadId: string,
	{ kind, tags: names, roles }: Pick<ThreadInput, "kind" | "tags" | "roles">,
	tx: typeof db,
): Promise<void> {
	await tx.delete(threadTags).where(eq(threadTags.threadId, threadId));
	await tx.delete(threadRoles).where(eq(threadRoles.threadId, threadId));
	if (names.length > 0) {
		// In one order everywhere, so that two threads with the same new tags never wait for each other.
		const sorted = [...names].sort();
		await tx
			.insert(tags)
			.values(sorted.map((name) => ({ name })))
			.onConflictDoNothing();
		await tx.insert(threadTags).values(sorted.map((tag) => ({ threadId, tag })));
	}
	const known =
		kind === "win" && roles.length > 0 ? await tx.select({ jobRoleId: jobRoles.id }).from(jobRoles).where(inArray(jobRoles.id, roles)) : [];
	if (known.length > 0) await tx.insert(threadRoles).values(known.map(({ jobRoleId }) => ({ threadId, jobRoleId })));
}

const ownOpening = (viewer: Viewer, threadId: string) =>
	and(
		eq(threads.id, threadId),
		eq(posts.opening, 1),
		eq(threads.authorId, viewer.id),
		isNull(threads.deletedAt),
		inVisibleCircle(viewer, threads.circleId),
	);

/** A thread as its author edits it: the form's values. Throws 404 when it is not the viewer's. */
export async function editableThread(viewer: Viewer, threadId: string | undefined) {
	if (!isId(threadId)) throw notFound();
	const [row] = await db
		.select({ thread: threads, sections: posts.sections, revision: posts.revision, postId: posts.id })
		.from(threads)
		.innerJoin(posts, eq(posts.threadId, threads.id))
		.where(ownOpening(viewer, threadId));
	if (!row || row.thread.kind === "ama") throw notFound();
	const names = await db.select({ tag: threadTags.tag }).from(threadTags).where(eq(threadTags.threadId, threadId));
	const roles = await db.select({ id: threadRoles.jobRoleId }).from(threadRoles).where(eq(threadRoles.threadId, threadId));
	const { id, slug, kind, title, toolId, again, circleId } = row.thread;
	const values: Record<string, string | string[]> = {
		...row.sections,
		kind,
		title,
		circleId,
		toolId: toolId ?? "",
		again: again ?? "",
		tags: names.map(({ tag }) => tag).join(" "),
		roles: roles.map(({ id: role }) => role),
		revision: String(row.revision),
	};
	return { thread: { id, slug, kind, title }, postId: row.postId, values };
}

/** Changes the viewer's own thread, keeping the earlier version after five minutes. Its kind stays. */
export async function editThread(
	viewer: Viewer,
	threadId: string | undefined,
	input: ThreadEdit,
): Promise<{ path: string } | Refused | { conflict: number }> {
	if (!isId(threadId)) throw notFound();
	const shaped = sectionsOf(input);
	if ("errors" in shaped) return shaped;
	const cooked = await cookSections(shaped.sections);
	return db.transaction(async (tx) => {
		const [row] = await tx
			.select({ thread: threads, post: posts })
			.from(threads)
			.innerJoin(posts, eq(posts.threadId, threads.id))
			.where(ownOpening(viewer, threadId))
			.for("update");
		if (!row || row.thread.kind !== input.kind) throw notFound();
		const { thread, post } = row;
		if (post.revision !== input.revision) return { conflict: post.revision };
		const changed = { title: input.title, slug: slugOf(input.title) };
		await keepRevision(post, thread.title, tx);
		const { cooked: html, text, excerpt, cookerVersion } = cooked;
		await tx
			.update(posts)
			.set({
				sections: shaped.sections,
				cooked: html,
				text,
				cookerVersion,
				revision: post.revision + 1,
				...(needsRevision(post.createdAt, now()) ? { editedAt: now() } : {}),
			})
			.where(eq(posts.id, post.id));
		await tx
			.update(threads)
			.set({
				...changed,
				excerpt,
				toolId: input.kind === "win" ? await knownTool(input.toolId, tx) : null,
				again: input.kind === "lesson" ? (input.again ?? null) : null,
			})
			.where(eq(threads.id, thread.id));
		await setTopics(thread.id, input, tx);
		await linkUploads(viewer, post.id, cooked, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `edit:${post.id}`)));
		return { path: threadPath({ id: thread.id, slug: changed.slug }) };
	});
}

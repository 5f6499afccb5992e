import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import type { db } from "#app/core/db.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { ThreadKind } from "#db/enums.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { tags, threadRoles, threads, threadTags } from "#db/schema/threads.server.ts";
import { type Cooked, linkUploads, noteMentions } from "./cook.server.ts";
import type { ThreadInput } from "./input.ts";
import { slugOf } from "./rules.ts";

/** Under which name something is written: the person's, or their alias. */
export type Authorship = { authorId: string; alias: null } | { authorId: null; alias: string };

/** What a thread is about; also one that the composer does not make. */
type Written = Pick<ThreadInput, "title" | "circleId" | "tags" | "roles"> &
	Partial<Pick<ThreadInput, "toolId" | "again">> & { kind: ThreadKind };

type NewThread = {
	id: string;
	postId: string;
	/** Whose images it may show. */
	writer: Pick<Viewer, "id">;
	author: Authorship;
	input: Written;
	sections: Record<string, string>;
	cooked: Cooked;
	submission: string;
	at: Date;
	/** The lesson that a win grew out of. */
	grewFromId?: string | null;
	/** What must be there before the opening post is. */
	beforePost?: () => Promise<void>;
};

/** Writes a thread with its opening post, and enqueues what follows from it. Returns what its address is made of. */
export async function writeThread(
	{ id, postId, writer, author, input, sections, cooked, submission, at, grewFromId = null, beforePost }: NewThread,
	tx: Tx,
): Promise<{ id: string; slug: string }> {
	const slug = slugOf(input.title);
	await tx.insert(threads).values({
		id,
		kind: input.kind,
		title: input.title,
		slug,
		circleId: input.circleId,
		...author,
		toolId: await toolFor(input, null, tx),
		grewFromId,
		again: input.kind === "lesson" ? (input.again ?? null) : null,
		state: input.kind === "question" ? ("open" as const) : null,
		excerpt: cooked.excerpt,
		createdAt: at,
		lastActivityAt: at,
	});
	await beforePost?.();
	const { cooked: html, text, cookerVersion } = cooked;
	await tx
		.insert(posts)
		.values({ id: postId, threadId: id, opening: 1, ...author, sections, cooked: html, text, cookerVersion, submission, createdAt: at });
	await setTopics(id, input, tx);
	await linkUploads(writer, postId, cooked, tx);
	await noteMentions(postId, cooked, tx);
	await enqueue(tx, "notifications.post", { postId });
	await enqueue(tx, "helping.post", { postId });
	return { id, slug };
}

/** The chosen tool of a win, unless it is retired; one that the thread has already stays. */
export async function toolFor(
	{ kind, toolId }: Pick<Written, "kind" | "toolId">,
	had: string | null,
	tx: typeof db,
): Promise<string | null> {
	if (kind !== "win" || !toolId) return null;
	const [tool] = await tx
		.select({ id: tools.id })
		.from(tools)
		.where(and(eq(tools.id, toolId), or(isNull(tools.retiredAt), eq(tools.id, had ?? ""))));
	return tool?.id ?? null;
}

/** Sets a thread's tags, and the job roles that a win is for. */
export async function setTopics(
	threadId: string,
	{ kind, tags: names, roles }: Pick<Written, "kind" | "tags" | "roles">,
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

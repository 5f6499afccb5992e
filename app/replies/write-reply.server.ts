import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { type Cooked, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import type { Authorship } from "#app/threads/write-thread.server.ts";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ReplyInput } from "./input.ts";

type NewReply = {
	id: string;
	/** Whose images it may show. */
	writer: Pick<Viewer, "id">;
	author: Authorship;
	input: Pick<ReplyInput, "parentId"> & { tried?: boolean };
	sections: Record<string, string>;
	cooked: Cooked;
	submission: string;
	/** When it was written, or the day; it comes after the post before it in any case. */
	at: Date;
	/** Nobody is told: a question of an AMA reaches its hosts there, and is owed an answer in any case. */
	silent?: boolean;
};
type Thread = Pick<typeof threads.$inferSelect, "id" | "authorId" | "alias" | "firstReplyAt">;

/** The columns that hold what a post says. */
export const stored = (sections: Record<string, string>, { cooked, text, cookerVersion }: Cooked) => ({
	sections,
	cooked,
	text,
	cookerVersion,
});

/** Writes a reply to a locked thread, and enqueues what follows from it. Returns its instant, which orders it after the one before. */
export async function writeReply(
	{ id, writer, author, input, sections, cooked, submission, at, silent = false }: NewReply,
	thread: Thread,
	tx: Tx,
) {
	const [parent] = input.parentId
		? await tx
				.select({ id: posts.id })
				.from(posts)
				.where(and(eq(posts.id, input.parentId), eq(posts.threadId, thread.id), isNull(posts.deletedAt)))
		: [];
	const [placed] = await tx
		.select({
			at: sql`greatest(${at.toISOString()}::timestamptz, ${threads.lastActivityAt} + interval '1 millisecond')`.mapWith(
				threads.lastActivityAt,
			),
		})
		.from(threads)
		.where(eq(threads.id, thread.id));
	const createdAt = placed?.at ?? at;
	await tx.insert(posts).values({
		id,
		threadId: thread.id,
		...author,
		parentId: parent?.id ?? null,
		tried: input.tried ?? false,
		submission,
		createdAt,
		...stored(sections, cooked),
	});
	await linkUploads(writer, id, cooked, tx);
	await noteMentions(id, cooked, tx);
	if (!silent) {
		await enqueue(tx, "notifications.post", { postId: id });
		await enqueue(tx, "helping.post", { postId: id });
	}
	const byAsker = author.authorId === thread.authorId && author.alias === thread.alias;
	await tx
		.update(threads)
		.set({
			replyCount: sql`${threads.replyCount} + 1`,
			lastActivityAt: createdAt,
			firstReplyAt: thread.firstReplyAt ?? (byAsker ? null : createdAt),
		})
		.where(eq(threads.id, thread.id));
	return createdAt;
}

import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

export type PresentPost = NonNullable<Awaited<ReturnType<typeof presentPost>>>;

/** A post that a job is about, with what decides whom it concerns; null once it or its thread was taken back. */
export async function presentPost(postId: string, tx: Tx) {
	const [row] = await tx
		.select({
			id: posts.id,
			opening: sql<boolean>`${posts.opening} = 1`,
			authorId: posts.authorId,
			at: posts.createdAt,
			threadId: threads.id,
			threadAuthorId: threads.authorId,
			kind: threads.kind,
			circleId: threads.circleId,
			toolId: threads.toolId,
			parentAuthorId: sql<string | null>`(select q.author_id from posts q where q.id = ${posts.parentId})`,
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), isNull(threads.deletedAt)));
	return row ?? null;
}

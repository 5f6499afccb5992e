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
			/** Null when it was written anonymously. */
			authorId: posts.authorId,
			/** Who wrote it, and who began the thread: a person's id or an alias, which never are the same. */
			writer: sql<string>`coalesce(${posts.authorId}, ${posts.alias})`,
			threadWriter: sql<string>`coalesce(${threads.authorId}, ${threads.alias})`,
			alias: posts.alias,
			at: posts.createdAt,
			threadId: threads.id,
			kind: threads.kind,
			circleId: threads.circleId,
			toolId: threads.toolId,
			parentAlias: sql<string | null>`(select q.alias from posts q where q.id = ${posts.parentId})`,
			parentAuthorId: sql<string | null>`(select q.author_id from posts q where q.id = ${posts.parentId})`,
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), isNull(threads.deletedAt)));
	return row ?? null;
}

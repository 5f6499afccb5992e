import { and, desc, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { postRevisions, posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { visibleTo } from "./visible.server.ts";

/** The earlier versions of a post, latest first; null when the viewer may not see the post, or it was taken back. */
export async function historyOf(viewer: Viewer, postId: string | undefined, tx = db) {
	if (!isId(postId)) return null;
	const [post] = await tx
		.select({ id: posts.id, thread: { id: threads.id, slug: threads.slug, title: threads.title } })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), visibleTo(viewer)));
	if (!post) return null;
	const { revision, title, cooked, writtenAt } = postRevisions;
	const versions = await tx
		.select({ revision, title, cooked, writtenAt })
		.from(postRevisions)
		.where(eq(postRevisions.postId, post.id))
		.orderBy(desc(revision));
	return { post, versions };
}

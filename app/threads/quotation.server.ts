import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { authorName } from "./author.server.ts";
import { threadPath } from "./rules.ts";
import { visibleTo } from "./visible.server.ts";

const longest = 1000;
/** What would end the text of a markdown link, or begin something else in it. */
const plain = (text: string) => text.replace(/[\\[\]`*_<>]/g, "\\$&");

/** A post as a quotation in markdown, with who wrote it and where, to begin a thread with; null when it is not there for the viewer. */
export async function quotationOf(viewer: Viewer, postId: string | null, tx = db): Promise<string | null> {
	if (!postId || !isId(postId)) return null;
	const [post] = await tx
		.select({
			text: sql<string>`left(${posts.sections} ->> 'text', ${longest + 1})`,
			by: authorName(posts.alias),
			thread: { id: threads.id, slug: threads.slug, title: threads.title },
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), visibleTo(viewer)));
	if (!post?.text) return null;
	const words = post.text.length > longest ? `${post.text.slice(0, longest).replace(/\s+\S*$/, "")} …` : post.text;
	return `${words.replace(/^/gm, "> ")}\n\n[${plain(`${post.by} in “${post.thread.title}”`)}](${threadPath(post.thread)}#post-${postId})\n\n`;
}

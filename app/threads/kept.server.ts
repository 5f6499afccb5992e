import { and, desc, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { bookmarks } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { authorName } from "./author.server.ts";
import { visibleTo } from "./visible.server.ts";

/** What the viewer keeps and may still see, latest first; nobody else sees the list. */
export const keptBy = (viewer: Viewer, tx = db) =>
	tx
		.select({
			postId: posts.id,
			text: posts.text,
			author: authorName(posts.alias),
			keptAt: bookmarks.createdAt,
			thread: { id: threads.id, slug: threads.slug, title: threads.title, kind: threads.kind },
		})
		.from(bookmarks)
		.innerJoin(posts, eq(posts.id, bookmarks.postId))
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.where(and(eq(bookmarks.personId, viewer.id), isNull(posts.deletedAt), visibleTo(viewer)))
		.orderBy(desc(bookmarks.createdAt))
		.limit(100);

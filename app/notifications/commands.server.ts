import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { aliasIn } from "#app/anonymity/aliases.server.ts";
import { readAllNews } from "#app/anonymity/news.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import type { Place } from "#app/threads/queries.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threadReads } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { noticesUnreadAgain, readNotices } from "./notices.server.ts";
import { readSealed } from "./sealed.server.ts";

const mine = (viewer: Viewer) => eq(notifications.personId, viewer.id);

/** Settles what the viewer was told of a thread and has now seen: everything about posts written up to an instant. */
export async function readThread(viewer: Viewer, { id: threadId, alias }: Place, upTo: Date, tx = db): Promise<void> {
	await tx.execute(sql`
		update notifications n set read_at = ${now().toISOString()}::timestamptz from ${posts}
		where n.person_id = ${viewer.id} and n.thread_id = ${threadId} and n.read_at is null
			and ${posts.id} = n.post_id and ${posts.createdAt} <= ${upTo.toISOString()}::timestamptz`);
	await readSealed({ id: threadId, alias }, upTo, tx);
}

/** Settles all that the viewer was told of a thread. */
export async function readGroup(viewer: Viewer, threadId: string, tx = db): Promise<void> {
	await tx
		.update(notifications)
		.set({ readAt: now() })
		.where(and(mine(viewer), eq(notifications.threadId, threadId), isNull(notifications.readAt)));
	await readSealed({ id: threadId, alias: (await aliasIn(viewer.id, threadId, tx))?.name ?? null }, null, tx);
}

/**
 * Settles everything up to an instant: what came after the page was loaded stays unread, but for what aliases were told, which bears no time.
 * Returns the instant by which it can be undone.
 */
export async function readAll(viewer: Viewer, until: Date, tx = db): Promise<Date> {
	const at = now();
	await tx
		.update(notifications)
		.set({ readAt: at })
		.where(and(mine(viewer), isNull(notifications.readAt), lte(notifications.at, until)));
	await readNotices(viewer, until, at, tx);
	await readAllNews(viewer.id, tx);
	return at;
}

/** Makes unread again what was read at an instant. Mail that was called off by the reading stays so. */
export async function unreadAgain(viewer: Viewer, readAt: Date, tx = db): Promise<void> {
	await tx
		.update(notifications)
		.set({ readAt: null })
		.where(and(mine(viewer), eq(notifications.readAt, readAt)));
	await noticesUnreadAgain(viewer, readAt, tx);
}

/** Puts the viewer's place in a thread before one of its posts: from there on it is unread again, on every device. Throws 404. */
export async function markUnreadFrom(viewer: Viewer, postId: string | undefined): Promise<void> {
	if (!isId(postId)) throw notFound();
	await db.transaction(async (tx) => {
		const [post] = await tx
			.select({ threadId: posts.threadId, at: posts.createdAt })
			.from(posts)
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.where(and(eq(posts.id, postId), visibleTo(viewer)));
		if (!post) throw notFound();
		const readUpTo = new Date(post.at.getTime() - 1);
		await tx
			.insert(threadReads)
			.values({ personId: viewer.id, threadId: post.threadId, readUpTo })
			.onConflictDoUpdate({ target: [threadReads.personId, threadReads.threadId], set: { readUpTo } });
		await tx.execute(sql`
			update notifications n set read_at = null from ${posts}
			where n.person_id = ${viewer.id} and n.thread_id = ${post.threadId} and ${posts.id} = n.post_id and ${posts.createdAt} >= ${post.at.toISOString()}::timestamptz`);
	});
}

import { and, eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { canReact, postPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { ReactionKind } from "#db/enums.ts";
import { posts } from "#db/schema/posts.server.ts";
import { reactions } from "#db/schema/reactions.server.ts";
import { bookmarks } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";

const reactionLimit = { name: "reaction", max: 300, windowSeconds: 3600 };

async function visiblePost(viewer: Viewer, postId: string | undefined) {
	if (!isId(postId)) throw notFound();
	const [row] = await db
		.select({
			id: posts.id,
			authorId: posts.authorId,
			alias: posts.alias,
			deletedAt: posts.deletedAt,
			thread: { id: threads.id, slug: threads.slug },
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), visibleTo(viewer)));
	if (!row) throw notFound();
	const { allowed, retryAfterSeconds } = await takeOne(reactionLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return row;
}

/** Gives or takes back one reaction; doing it twice changes nothing. Nobody reacts to their own post (404). Returns the post's address. */
export async function react(viewer: Viewer, postId: string | undefined, kind: ReactionKind, on: boolean): Promise<string> {
	const post = await visiblePost(viewer, postId);
	if (!canReact({ own: await isOwn(viewer, post.thread.id, post), deletedAt: post.deletedAt })) throw notFound();
	if (on)
		await db.transaction(async (tx) => {
			const given = await tx
				.insert(reactions)
				.values({ postId: post.id, personId: viewer.id, kind, createdAt: now() })
				.onConflictDoNothing()
				.returning({ kind: reactions.kind });
			// The post alone: who thanked is not the job's to know.
			if (given.length > 0) await enqueue(tx, "notifications.reaction", { postId: post.id, reaction: kind });
		});
	else await db.delete(reactions).where(and(eq(reactions.postId, post.id), eq(reactions.personId, viewer.id), eq(reactions.kind, kind)));
	return postPath(post.thread, post.id);
}

/** Keeps a post for the viewer, seen by nobody else, or lets it go. Returns the post's address. */
export async function keepPost(viewer: Viewer, postId: string | undefined, on: boolean): Promise<string> {
	const post = await visiblePost(viewer, postId);
	if (on) await db.insert(bookmarks).values({ personId: viewer.id, postId: post.id }).onConflictDoNothing();
	else await db.delete(bookmarks).where(and(eq(bookmarks.personId, viewer.id), eq(bookmarks.postId, post.id)));
	return postPath(post.thread, post.id);
}

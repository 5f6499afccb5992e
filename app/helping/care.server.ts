import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { mayRead } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { type PresentPost as Post, presentPost } from "#app/notifications/present-post.server.ts";
import { tell } from "#app/notifications/tell.server.ts";
import type { Tx } from "#db/client.server.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { firstPosts, waitingQuestions } from "#db/schema/helping.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { firstWaveMs } from "./rules.ts";

/** Looks after a new post: somebody's first one is marked until it is answered, a question waits, and an answer settles both. */
export async function careForPost({ postId }: { postId: string }): Promise<void> {
	await db.transaction(async (tx) => {
		const post = await presentPost(postId, tx);
		if (!post) return;
		await markFirst(post, tx);
		if (post.opening && post.kind === "question")
			await tx
				.insert(waitingQuestions)
				.values({ threadId: post.threadId, dueAt: firstDue(post) })
				.onConflictDoNothing();
		if (!post.opening) await settle(post, tx);
	});
}

const gridMs = 6 * 3_600_000;

/** After four hours. Of an anonymous question only the day is known: it counts from when it appeared, and not to the minute. */
const firstDue = ({ at, alias }: Post): Date =>
	alias === null ? new Date(at.getTime() + firstWaveMs) : new Date(Math.ceil((now().getTime() + firstWaveMs) / gridMs) * gridMs);

/** A person's first thread, or first reply, is marked, and the circle's keepers are told. */
async function markFirst(post: Post, tx: Tx): Promise<void> {
	// That something anonymous is somebody's first would say of whom it can not be.
	if (post.authorId === null) return;
	// Who adds something to their own thread said nothing to anybody yet.
	if (!post.opening && post.writer === post.threadWriter) return;
	const [earlier] = await tx
		.select({ id: posts.id })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				eq(posts.authorId, post.authorId),
				eq(posts.opening, post.opening ? 1 : 0),
				ne(posts.id, post.id),
				post.opening ? undefined : sql`${threads.authorId} is distinct from ${post.authorId}`,
				sql`(${posts.createdAt}, ${posts.id}) < (${post.at.toISOString()}::timestamptz, ${post.id})`,
			),
		)
		.limit(1);
	if (earlier) return;
	const marked = await tx
		.insert(firstPosts)
		.values({ postId: post.id, threadId: post.threadId, writtenAt: post.at })
		.onConflictDoNothing()
		.returning({ postId: firstPosts.postId });
	if (marked.length === 0) return;
	const keepers = await tx
		.select({ personId: circleMembers.personId })
		.from(circleMembers)
		.where(
			and(
				eq(circleMembers.circleId, post.circleId),
				eq(circleMembers.role, "keeper"),
				ne(circleMembers.personId, post.authorId),
				mayRead(circleMembers.personId, sql`${post.circleId}`),
			),
		);
	const { id: postId, threadId, at } = post;
	await tell(
		keepers.map(({ personId }) => ({ personId, kind: "care" as const, cause: `care:${postId}`, threadId, postId, at })),
		tx,
	);
}

/** A reply answers what others wrote before it: nobody need be called to those any more. */
async function settle(post: Post, tx: Tx): Promise<void> {
	const answered = await tx.execute<{ post_id: string }>(sql`
		update first_posts f set answered_at = ${post.at.toISOString()}::timestamptz from posts p
		where f.thread_id = ${post.threadId} and f.answered_at is null and p.id = f.post_id
			and p.author_id is distinct from ${post.authorId} and p.created_at < ${post.at.toISOString()}::timestamptz
		returning f.post_id`);
	const done = answered.map((row) => `care:${row.post_id}`);
	if (post.threadWriter !== post.writer) {
		await tx.delete(waitingQuestions).where(eq(waitingQuestions.threadId, post.threadId));
		done.push(`question:${post.threadId}`);
	}
	if (done.length > 0)
		await tx
			.update(notifications)
			.set({ readAt: now() })
			.where(
				and(
					eq(notifications.threadId, post.threadId),
					isNull(notifications.readAt),
					sql`${notifications.cause} = any(${sql.param(done)}::text[])`,
				),
			);
}

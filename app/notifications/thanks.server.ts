import { and, eq, isNull, sql } from "drizzle-orm";
import { tellAliases } from "#app/anonymity/news.server.ts";
import { mayRead } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { ReactionKind } from "#db/enums.ts";
import { follows } from "#db/schema/following.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { tell, tellAgain } from "./tell.server.ts";

/** A post that is there, and its author if they may read it and did not mute the thread. */
const authored = async (postId: string, tx: typeof db) => {
	const muted = sql`exists (select from ${follows} where ${follows.threadId} = ${threads.id} and ${follows.personId} = ${posts.authorId} and ${follows.level} = 'muted')`;
	const [row] = await tx
		.select({
			personId: sql<string>`${posts.authorId}`,
			threadId: threads.id,
			acceptedPostId: threads.acceptedPostId,
			// Who accepts their own reply knows of it.
			byAsker: sql<boolean>`${posts.authorId} = ${threads.authorId}`,
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				eq(posts.id, postId),
				isNull(posts.deletedAt),
				isNull(threads.deletedAt),
				mayRead(posts.authorId, threads.circleId),
				sql`not ${muted}`,
			),
		);
	return row ?? null;
};

/** The alias under which a post that is there was written, or null. */
async function aliasOf(postId: string, tx: typeof db) {
	const [row] = await tx
		.select({ threadId: posts.threadId, alias: posts.alias, askerAlias: threads.alias, acceptedPostId: threads.acceptedPostId })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), isNull(threads.deletedAt)));
	return row?.alias ? { ...row, alias: row.alias } : null;
}

/** Tells the author of a reply that it was accepted, if it still is. */
export async function tellOfAcceptance({ postId }: { postId: string }): Promise<void> {
	await db.transaction(async (tx) => {
		const sealed = await aliasOf(postId, tx);
		if (sealed) {
			const { threadId, alias, askerAlias, acceptedPostId } = sealed;
			if (acceptedPostId === postId && alias !== askerAlias)
				await tellAliases([{ threadId, alias, kind: "accepted", cause: `accepted:${postId}`, postId }], tx);
			return;
		}
		const post = await authored(postId, tx);
		if (!post || post.acceptedPostId !== postId || post.byAsker) return;
		const { personId, threadId } = post;
		await tell([{ personId, kind: "accepted", cause: `accepted:${postId}`, threadId, postId, at: now() }], tx);
	});
}

/** Tells an author that somebody reacted: one entry for each post and kind of reaction, however many people there are. */
export async function tellOfReaction({ postId, reaction }: { postId: string; reaction: ReactionKind }): Promise<void> {
	await db.transaction(async (tx) => {
		const sealed = await aliasOf(postId, tx);
		if (sealed) {
			const { threadId, alias } = sealed;
			return tellAliases([{ threadId, alias, kind: "reaction", cause: `reaction:${postId}`, postId }], tx);
		}
		const post = await authored(postId, tx);
		if (!post) return;
		const { personId, threadId } = post;
		await tellAgain({ personId, kind: "reaction", cause: `reaction:${postId}:${reaction}`, threadId, postId, at: now() }, tx);
	});
}

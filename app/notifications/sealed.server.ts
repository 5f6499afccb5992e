// What the bearer of an alias hears: in the inbox alone. Docs: docs/decisions/014-anonymity.md.
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { hearingAliases } from "#app/anonymity/aliases.server.ts";
import { newsOf, readNews, type SealedNews, tellAliases } from "#app/anonymity/news.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import type { Place } from "#app/threads/queries.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { PresentPost } from "./present-post.server.ts";

/** Tells the aliases of a thread of a new reply there; not the one that wrote it. */
export async function tellAliasesOfReply(post: PresentPost, tx: Tx): Promise<void> {
	if (post.opening) return;
	const asker = await aliasAnswered(post.id, tx);
	const hearing = (await hearingAliases(post.threadId, tx)).filter((name) => name !== post.alias && (!asker.ama || name === asker.alias));
	const { id: postId, threadId } = post;
	await tellAliases(
		hearing.map((alias) => ({ threadId, alias, kind: "reply" as const, cause: `post:${postId}`, postId })),
		tx,
	);
}

/** In an AMA an answer concerns whoever asked: whether it is one, and under which alias they asked. */
async function aliasAnswered(postId: string, tx: Tx): Promise<{ ama: boolean; alias: string | null }> {
	const [row] = await tx.execute<{ ama: boolean; alias: string | null }>(sql`
		select t.kind = 'ama' as ama, q.alias from posts a join threads t on t.id = a.thread_id left join posts q on q.id = a.parent_id
		where a.id = ${postId}`);
	return row ?? { ama: false, alias: null };
}

export type SealedGroup = {
	thread: { id: string; slug: string; title: string };
	alias: string;
	unread: boolean;
	/** How many replies are unread, and the first of them. */
	replies: number;
	firstReply: string | null;
	accepted: boolean;
	reacted: boolean;
};

/** What waits for the viewer under their aliases, by thread; only what they may see now. */
export async function sealedGroups(viewer: Viewer, unreadOnly: boolean, tx = db): Promise<SealedGroup[]> {
	const news = await newsOf(viewer.id, unreadOnly, tx);
	if (news.length === 0) return [];
	const rows = await tx
		.select({ postId: posts.id, at: posts.createdAt, thread: { id: threads.id, slug: threads.slug, title: threads.title } })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				inArray(
					posts.id,
					news.map(({ postId }) => postId),
				),
				isNull(posts.deletedAt),
				visibleTo(viewer),
			),
		);
	const shown = new Map(rows.map((row) => [row.postId, row]));
	const groups = new Map<string, (SealedNews & { read: boolean })[]>();
	for (const row of news) if (shown.has(row.postId)) groups.set(row.threadId, [...(groups.get(row.threadId) ?? []), row]);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		const thread = first ? shown.get(first.postId)?.thread : undefined;
		if (!first || !thread) return [];
		const unread = group.filter(({ read }) => !read);
		const replies = unread
			.filter(({ kind }) => kind === "reply")
			.map(({ postId }) => ({ postId, at: shown.get(postId)?.at.getTime() ?? 0 }))
			.sort((a, b) => a.at - b.at);
		return [
			{
				thread,
				alias: first.alias,
				unread: unread.length > 0,
				replies: replies.length,
				firstReply: replies[0]?.postId ?? null,
				accepted: group.some(({ kind }) => kind === "accepted"),
				reacted: group.some(({ kind }) => kind === "reaction"),
			},
		];
	});
}

/** Settles what an alias of the viewer was told of a thread and they have now seen: about posts written up to an instant. */
export async function readSealed({ id: threadId, alias }: Place, upTo: Date | null, tx = db): Promise<void> {
	if (!alias) return;
	const seen = await tx
		.select({ id: posts.id })
		.from(posts)
		.where(and(eq(posts.threadId, threadId), upTo ? lte(posts.createdAt, upTo) : undefined));
	await readNews(
		{ threadId, name: alias },
		seen.map(({ id }) => id),
		tx,
	);
}

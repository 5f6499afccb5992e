// What the bearer of an alias hears: in the inbox alone. Docs: docs/decisions/014-anonymity.md.
import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import { aliasIn, hearingAliases, ownAliases } from "#app/anonymity/aliases.server.ts";
import { newsOf, readNews, type SealedNews, tellAliases } from "#app/anonymity/news.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { PresentPost } from "./present-post.server.ts";

/** Tells the aliases of a thread of a new reply there; not the one that wrote it. */
export async function tellAliasesOfReply(post: PresentPost, tx: Tx): Promise<void> {
	if (post.opening) return;
	const hearing = (await hearingAliases(post.threadId, tx)).filter((name) => name !== post.alias);
	const { id: postId, threadId } = post;
	await tellAliases(
		hearing.map((alias) => ({ threadId, alias, kind: "reply" as const, cause: `post:${postId}`, postId })),
		tx,
	);
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

/** Settles what the viewer's alias was told of a thread and they have now seen: about posts written up to an instant. */
export async function readSealed(viewer: Viewer, threadId: string, upTo: Date | null, tx = db): Promise<void> {
	const alias = await aliasIn(viewer.id, threadId, tx);
	if (!alias) return;
	const seen = await tx
		.select({ id: posts.id })
		.from(posts)
		.where(and(eq(posts.threadId, threadId), upTo ? lte(posts.createdAt, upTo) : undefined));
	await readNews(
		alias,
		seen.map(({ id }) => id),
		tx,
	);
}

/** Settles everything that the viewer's aliases were told. */
export async function readAllSealed(viewer: Viewer, tx = db): Promise<void> {
	for (const { threadId } of await ownAliases(viewer.id, tx)) await readSealed(viewer, threadId, null, tx);
}

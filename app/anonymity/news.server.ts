import { and, eq, inArray, or } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { SealedNewsKind } from "#db/enums.ts";
import { sealedNews } from "#db/schema/anonymity.server.ts";
import { type Alias, ownAliases } from "./aliases.server.ts";

export type SealedNews = { threadId: string; alias: string; kind: SealedNewsKind; cause: string; postId: string };

/** Tells aliases of something, each once. Never by mail: a mail would say whose alias it is. */
export async function tellAliases(news: SealedNews[], tx: Tx): Promise<void> {
	if (news.length === 0) return;
	await tx
		.insert(sealedNews)
		.values(news.map((row) => ({ id: newId(), ...row })))
		.onConflictDoNothing();
}

const borneBy = (own: Alias[]) =>
	or(...own.map(({ threadId, name }) => and(eq(sealedNews.threadId, threadId), eq(sealedNews.alias, name))));

/** What the bearer of a person's aliases was told, unread or all. For them alone. */
export async function newsOf(personId: string, unreadOnly: boolean, tx = db): Promise<(SealedNews & { read: boolean })[]> {
	const own = await ownAliases(personId, tx);
	if (own.length === 0) return [];
	const { threadId, alias, kind, cause, postId, read } = sealedNews;
	return tx
		.select({ threadId, alias, kind, cause, postId, read })
		.from(sealedNews)
		.where(and(borneBy(own), unreadOnly ? eq(read, false) : undefined))
		.limit(500);
}

/** Settles everything that a person's aliases were told. */
export async function readAllNews(personId: string, tx = db): Promise<void> {
	const own = await ownAliases(personId, tx);
	if (own.length === 0) return;
	await tx
		.update(sealedNews)
		.set({ read: true })
		.where(and(borneBy(own), eq(sealedNews.read, false)));
}

/** Settles what was told to a person's alias of these posts of a thread. */
export async function readNews(alias: Pick<Alias, "threadId" | "name">, postIds: string[], tx = db): Promise<void> {
	if (postIds.length === 0) return;
	await tx
		.update(sealedNews)
		.set({ read: true })
		.where(and(eq(sealedNews.threadId, alias.threadId), eq(sealedNews.alias, alias.name), inArray(sealedNews.postId, postIds)));
}

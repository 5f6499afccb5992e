import { and, desc, inArray } from "drizzle-orm";
import { aliasIn, ownAliases } from "#app/anonymity/aliases.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { visibleTo } from "./visible.server.ts";

export type Written = { authorId: string | null; alias: string | null };

/** Whether the viewer wrote a post, or began a thread, under their name or under their alias in that thread. */
export async function isOwn(viewer: Pick<Viewer, "id">, threadId: string, { authorId, alias }: Written, tx = db): Promise<boolean> {
	if (alias === null) return authorId === viewer.id;
	return (await aliasIn(viewer.id, threadId, tx))?.name === alias;
}

/** The threads in which the viewer bears an alias, and which: those that are there for them now, the one with the latest reply first. */
export async function aliasThreads(viewer: Pick<Viewer, "id">, tx = db) {
	const own = new Map((await ownAliases(viewer.id, tx)).map(({ threadId, name }) => [threadId, name]));
	if (own.size === 0) return [];
	const { id, slug, title, kind } = threads;
	const rows = await tx
		.select({ id, slug, title, kind })
		.from(threads)
		.where(and(inArray(threads.id, [...own.keys()]), visibleTo(viewer)))
		.orderBy(desc(threads.lastActivityAt));
	return rows.map((thread) => ({ thread, alias: own.get(thread.id) ?? "" }));
}

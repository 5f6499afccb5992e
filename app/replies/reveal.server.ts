// The way back from an alias to the name, which there is for its bearer alone. Docs: docs/decisions/014-anonymity.md.
import { and, eq } from "drizzle-orm";
import { aliasIn, giveUpAlias, setAliasLevel } from "#app/anonymity/aliases.server.ts";
import { dropLinksOf } from "#app/anonymity/links.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { followOnWriting } from "#app/threads/follow.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import type { AliasLevel } from "#db/enums.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { waitingFor } from "./anonymous.server.ts";
import { lockThread } from "./post-lock.server.ts";

/**
 * Puts the viewer's name to everything that they wrote under their alias in a thread, taken back or not: one post alone would tell whose the
 * others are. There is no way back. Returns where to go. Throws 404 when they bear no alias there, 403 while something of theirs waits to
 * appear, which would appear under another alias.
 */
export async function revealAlias(viewer: Viewer, threadId: string | undefined): Promise<string> {
	return db.transaction(async (tx) => {
		const { thread } = await lockThread(viewer, threadId, tx);
		const alias = await aliasIn(viewer.id, thread.id, tx);
		if (!alias) throw notFound();
		if ((await waitingFor(viewer, thread.id, tx)).length > 0) throw forbidden();
		await dropLinksOf(thread.id, alias.name, tx);
		const named = { authorId: viewer.id, alias: null };
		await tx
			.update(posts)
			.set(named)
			.where(and(eq(posts.threadId, thread.id), eq(posts.alias, alias.name)));
		const own = thread.alias === alias.name;
		if (own) {
			await tx.update(threads).set(named).where(eq(threads.id, thread.id));
			// What they said with their name in between was said as anybody; now it would be about their own win.
			await tx
				.update(posts)
				.set({ tried: false })
				.where(and(eq(posts.threadId, thread.id), eq(posts.authorId, viewer.id)));
		}
		await giveUpAlias(viewer.id, thread.id, tx);
		await followOnWriting(viewer, thread.id, own ? "own" : "replied", now(), tx);
		return threadPath(thread);
	});
}

/** Chooses whether the viewer hears of a thread in which they bear an alias. Returns where to go. Throws 404 when they bear none. */
export async function hearAsAlias(viewer: Viewer, threadId: string | undefined, level: AliasLevel): Promise<string> {
	return db.transaction(async (tx) => {
		const { thread } = await lockThread(viewer, threadId, tx);
		if (!(await aliasIn(viewer.id, thread.id, tx))) throw notFound();
		await setAliasLevel(viewer.id, thread.id, level, tx);
		return threadPath(thread);
	});
}

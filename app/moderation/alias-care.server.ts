// Care for what is written without a name, without learning the name. Docs: docs/decisions/014-anonymity.md.
import { aliasesOf, muteAlias, stopBearer } from "#app/anonymity/aliases.server.ts";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import type { AliasCareInput } from "#app/replies/input.ts";
import { lockThread } from "#app/replies/post-lock.server.ts";
import { canModerate } from "#app/threads/rules.ts";
import { note } from "./log.server.ts";

/** So long does whoever is stopped write under their name only. */
export const stopDays = 30;

/**
 * Keeps an alias from writing in its thread, or lets it again; or keeps its bearer from writing without a name anywhere for 30 days, which
 * only moderators may, since it reaches beyond the circle. Who that is nobody learns. Returns where to go; throws 404 for everybody else.
 */
export async function careForAlias(viewer: Viewer, threadId: string | undefined, { alias, act }: AliasCareInput): Promise<string> {
	return db.transaction(async (tx) => {
		const { thread, standing } = await lockThread(viewer, threadId, tx);
		const everywhere = act === "stop" || act === "free";
		if (!(everywhere ? isModerator(viewer) : canModerate(standing))) throw notFound();
		if (!(await aliasesOf(thread.id, tx)).some(({ name }) => name === alias)) throw notFound();
		const until = new Date(now().getTime() + stopDays * 86_400_000).toISOString().slice(0, 10);
		if (everywhere) await stopBearer(thread.id, alias, act === "stop" ? until : null, tx);
		else await muteAlias(thread.id, alias, act === "mute", tx);
		const acts = { mute: "muted", unmute: "unmuted", stop: "stopped", free: "freed" } as const;
		await note({ at: now(), actorId: viewer.id, postId: null, about: thread.id, act: acts[act], words: alias }, tx);
		return `/threads/${thread.id}/aliases`;
	});
}

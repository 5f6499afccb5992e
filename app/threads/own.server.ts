import { aliasIn } from "#app/anonymity/aliases.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";

export type Written = { authorId: string | null; alias: string | null };

/** Whether the viewer wrote a post, or began a thread, under their name or under their alias in that thread. */
export async function isOwn(viewer: Pick<Viewer, "id">, threadId: string, { authorId, alias }: Written, tx = db): Promise<boolean> {
	if (alias === null) return authorId === viewer.id;
	return (await aliasIn(viewer.id, threadId, tx))?.name === alias;
}

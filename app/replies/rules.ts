import type { ThreadKind } from "#db/enums.ts";

type Bearer = { authorId: string | null; alias: string | null };

/**
 * Whether a reply may say that its writer tried the way that a thread describes: under a win, and not under the name or alias that the
 * win itself bears. Somebody who began it under another one is anybody here: what they could not say would tell that it was them.
 */
export const maySayTried = (thread: Bearer & { kind: ThreadKind }, reply: Bearer): boolean =>
	thread.kind === "win" && (thread.authorId !== reply.authorId || thread.alias !== reply.alias);

/** Under which names a page offers to say so. */
export type TriedOffer = "any" | "named" | "none";

/** What the page of a thread offers its reader. Who began a win without their name may say it with the name, as anybody may. */
export function triedOffer({ kind, own, author }: { kind: ThreadKind; own: boolean; author: { handle: string | null } }): TriedOffer {
	if (kind !== "win" || (own && author.handle !== null)) return "none";
	return own ? "named" : "any";
}

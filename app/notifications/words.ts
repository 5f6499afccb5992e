import { reactionPeople } from "#app/reactions/words.ts";
import type { NotificationKind, ReactionKind } from "#db/enums.ts";

export type Said = { kind: NotificationKind; author: string; opening: boolean; reaction: ReactionKind | null; count: number };

/** What happened, in one plain sentence without its end. */
export function sentenceOf({ kind, author, opening, reaction, count }: Said): string {
	if (kind === "mention") return `${author} mentioned you`;
	if (kind === "reply") return `${author} replied`;
	if (kind === "accepted") return "Your reply answered the question";
	if (kind === "thread") return `${author} began this thread`;
	if (kind === "question") return `${author} waits for an answer, and you may know one`;
	if (kind === "care") return opening ? `${author} wrote here for the first time` : `${author} replied for the first time`;
	if (kind === "ama") return opening ? "This AMA opens" : "You promised to say more about this question";
	return reaction ? `${count === 1 ? "1 colleague" : `${count} colleagues`} ${reactionPeople(reaction, count)}` : "A colleague reacted";
}

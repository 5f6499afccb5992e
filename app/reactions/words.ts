import type { ReactionKind } from "#db/enums.ts";

const acts: Record<ReactionKind, [one: string, several: string]> = {
	thanks: ["said thanks", "said thanks"],
	"same-here": ["knows this too", "know this too"],
	learned: ["learned something", "learned something"],
	brave: ["found this brave", "found this brave"],
};

/** What so many colleagues did who reacted: "know this too". */
export const reactionPeople = (kind: ReactionKind, count: number): string => acts[kind][count === 1 ? 0 : 1];

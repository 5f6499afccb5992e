import { limits } from "#app/threads/rules.ts";
import type { AmaQuestionState } from "#db/enums.ts";

export const amaLimits = {
	questionMin: 10,
	question: limits.amaQuestion,
	coHosts: 5,
	longestDays: 31,
	aheadDays: 180,
	/** What was asked without a name appears up to half an hour later; only then can everything have come to an end. */
	archiveAfterMinutes: 60,
	followUpDays: 90,
	theme: 40,
};

export type AmaTimes = { opensAt: Date; closesAt: Date; archivedAt: Date | null };
/** Questions are collected from the day it is announced; hosts answer whenever they like. */
export type AmaPhase = "collecting" | "open" | "closed" | "archived";

export function phaseOf({ opensAt, closesAt, archivedAt }: AmaTimes, at: Date): AmaPhase {
	if (archivedAt) return "archived";
	if (at >= closesAt) return "closed";
	return at >= opensAt ? "open" : "collecting";
}

export const canAsk = (phase: AmaPhase) => phase === "collecting" || phase === "open";
export const canVote = (phase: AmaPhase, state: AmaQuestionState) => canAsk(phase) && state !== "merged";
/** Until it closes only hosts see how many asked for something: nobody votes for what is ahead already. */
export const seesCounts = (host: boolean, phase: AmaPhase) => host || !canAsk(phase);
export const canArchive = (times: AmaTimes, at: Date) =>
	!times.archivedAt && at.getTime() >= times.closesAt.getTime() + amaLimits.archiveAfterMinutes * 60_000;

/** The ends that a host can bring a question to from where it stands. What was answered is answered until that is taken back. */
export const endsFrom = (state: AmaQuestionState): AmaQuestionState[] => {
	if (state === "answered") return [];
	if (state === "merged") return ["open"];
	const ends: AmaQuestionState[] = ["answered", "unknown", "declined"];
	return state === "open" ? [...ends, "merged"] : ends;
};

/** Questions that nobody has put an end to, and those that were promised one. */
export const isOwed = (state: AmaQuestionState) => state === "open" || state === "unknown";

export const stateWords: Record<AmaQuestionState, string> = {
	open: "waits for an answer",
	answered: "answered",
	unknown: "“I don’t know yet”",
	declined: "not answered, and why",
	merged: "asked together with another one",
};

export const amaPath = (id: string) => `/ama/${id}`;
export const questionPath = (id: string, postId: string) => `/ama/${id}#post-${postId}`;

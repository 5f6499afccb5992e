import type { CaseState, FlagReason, ModerationAct } from "#db/enums.ts";

export const careLimits = { words: 500, explanationMin: 10, explanation: 2000, note: 2000 };

export const reasonWords: Record<FlagReason, string> = {
	unkind: "It is unkind to somebody",
	personal: "It tells something personal about somebody",
	"off-topic": "It does not belong here",
	spam: "It is advertising, or the same again and again",
	other: "Something else",
};
export const stateWords: Record<CaseState, string> = {
	flagged: "waits to be looked at",
	fine: "nothing wrong with it",
	hidden: "hidden; its author can mend it",
	mended: "mended by its author, waits to be looked at again",
	shown: "shown again",
};
export const actWords: Record<ModerationAct, string> = {
	flagged: "was flagged",
	fine: "was found to be fine",
	hidden: "was hidden",
	mended: "was mended by its author",
	shown: "was shown again",
	muted: "an alias was kept from writing in its thread",
	unmuted: "an alias may write in its thread again",
	stopped: "somebody writes with their name only, for 30 days",
	freed: "somebody may write without a name again",
	"glass-asked": "a moderator asked who wrote it",
	"glass-confirmed": "a second moderator agreed that it has to be known who wrote it",
	"glass-withdrawn": "it was withdrawn to ask who wrote it",
	"glass-opened": "the first officer opened the outer box",
	"glass-read": "the second officer read who wrote it",
	officers: "the officers or their keys changed",
	"note-fine": "a thank-you note was found to be fine",
	"note-removed": "a thank-you note was taken away",
};

/** What a moderator can decide from where a case stands; null: nobody flagged it. */
export const decisionsFrom = (state: CaseState | null): ("fine" | "hide" | "show")[] => {
	if (state === "hidden" || state === "mended") return ["show"];
	return state === "flagged" ? ["fine", "hide"] : ["hide"];
};

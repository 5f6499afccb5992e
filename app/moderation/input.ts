import { z } from "zod";
import { idOf, prose } from "#app/core/input.ts";
import { limits } from "#app/threads/rules.ts";
import { flagReasons } from "#db/enums.ts";
import { careLimits } from "./rules.ts";

export const flagInput = z.object({
	reason: z.enum(flagReasons, { message: "Choose what is wrong." }),
	words: prose("What you add", { min: 0, max: careLimits.words }).optional(),
});
export type FlagInput = z.infer<typeof flagInput>;

export const decisionInput = z.object({
	act: z.enum(["fine", "hide", "show", "note"], { message: "Please try again." }),
	words: prose("What you say", { min: 0, max: careLimits.explanation }).optional(),
});
export type DecisionInput = z.infer<typeof decisionInput>;

/** The parts of a post, whatever its kind. */
const part = prose("This", { min: 0, max: limits.section }).optional();
export const mendInput = z.object({
	text: part,
	task: part,
	did: part,
	change: part,
	want: part,
	tried: part,
	happened: part,
	believe: part,
	learning: part,
});
export type MendInput = z.infer<typeof mendInput>;

/** What the receiver of a thank-you note says beside it, and what a moderator decides about it. */
export const reportInput = z.object({ words: prose("What you add", { min: 0, max: careLimits.words }).default("") });
export const noteDecisionInput = z.object({
	id: idOf("a note"),
	act: z.enum(["fine", "remove"], { message: "Please try again." }),
	words: prose("What you say", { min: 0, max: careLimits.words }).default(""),
});
export type NoteDecisionInput = z.infer<typeof noteDecisionInput>;

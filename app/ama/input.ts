import { z } from "zod";
import { line, optionalId, prose, submissionKey } from "#app/core/input.ts";
import { limits } from "#app/threads/rules.ts";
import { amaQuestionStates } from "#db/enums.ts";
import { amaLimits } from "./rules.ts";

const day = (what: string) => z.string({ message: `${what} is missing.` }).regex(/^\d{4}-\d{2}-\d{2}$/, `${what} is missing.`);
const time = (what: string) => z.string({ message: `${what} is missing.` }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${what} is missing.`);

const fields = {
	title: line("A title", { min: limits.titleMin, max: limits.title }),
	learning: prose("What you got wrong or are still learning", { max: limits.section }),
	text: prose("An opening", { max: limits.section }),
	coHosts: z
		.string()
		.max(300, `${amaLimits.coHosts} co-hosts at most.`)
		.optional()
		.transform((text) => [
			...new Set(
				(text ?? "")
					.toLowerCase()
					.split(/[\s,;@]+/)
					.filter(Boolean),
			),
		])
		.refine((list) => list.length <= amaLimits.coHosts, `${amaLimits.coHosts} co-hosts at most.`),
	opensDay: day("The day on which it opens"),
	opensTime: time("The time at which it opens"),
	closesDay: day("The day on which it closes"),
	closesTime: time("The time at which it closes"),
};

export const amaInput = z.object({
	...fields,
	circleId: z.string({ message: "Choose who may take part." }).regex(/^[0-9a-z]{14}$/, "Choose who may take part."),
	leader: z.string().trim().toLowerCase().max(30, "Choose one of the leaders.").optional(),
	submission: submissionKey,
});
export const amaEdit = z.object({ ...fields, revision: z.coerce.number({ message: "Please load the page again." }).int().min(1) });
export type AmaInput = z.infer<typeof amaInput>;
export type AmaEdit = z.infer<typeof amaEdit>;

export const questionInput = z.object({
	text: prose("Your question", { max: amaLimits.question }).refine(
		(text) => text.trim().length >= amaLimits.questionMin,
		`A question needs at least ${amaLimits.questionMin} characters.`,
	),
	submission: submissionKey,
	as: z.enum(["name", "alias"], { message: "Choose one of the two." }).optional(),
	sure: z.literal("1").optional(),
	learns: z.string().max(400).optional(),
	/** They have seen the questions that resemble theirs. */
	other: z.literal("1").optional(),
});
export type QuestionInput = z.infer<typeof questionInput>;

export const voteInput = z.object({ on: z.enum(["1", "0"], { message: "Please try again." }).transform((value) => value === "1") });

export const endInput = z.object({
	state: z.enum(amaQuestionStates, { message: "Choose how it ends." }),
	text: prose("What you say", { min: 0, max: limits.section }).optional(),
	followUp: z.string().optional(),
	into: optionalId,
	theme: line("A theme", { min: 0, max: amaLimits.theme }).optional(),
	submission: submissionKey,
});
export type EndInput = z.infer<typeof endInput>;

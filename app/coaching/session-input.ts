import { z } from "zod";
import { idOf, line, optionalId, prose, submissionKey } from "#app/core/input.ts";
import { sessionLimits } from "./session-rules.ts";

export const myNotesInput = z.object({ text: prose("A note", { min: 0, max: sessionLimits.notes }) });
export const ourNotesInput = z.object({
	ours: prose("A note", { min: 0, max: sessionLimits.notes }),
	revision: z.coerce.number({ message: "Please load the page again." }).int().min(0).max(2_000_000_000),
});
export type OurNotesInput = z.infer<typeof ourNotesInput>;

export const excerptInput = z.object({ text: prose("What came out of it", { max: sessionLimits.excerpt }) });
/** Agrees to the words that were read: those that were offered at that instant, in ms. */
export const agreeInput = z.object({ seen: z.coerce.number({ message: "Please load the page again." }).int().min(0).max(8.64e15) });

export const reflectionInput = z.object({
	tried: prose("What you tried", { min: 0, max: sessionLimits.reflection }),
	willDo: prose("What you will do", { min: 0, max: sessionLimits.reflection }),
	byDay: z
		.string()
		.optional()
		.transform((day) => day || null)
		.pipe(
			z
				.string()
				.regex(/^\d{4}-\d{2}-\d{2}$/, "Choose a day.")
				.nullable(),
		),
});
export type ReflectionInput = z.infer<typeof reflectionInput>;

export const recurringInput = z.object({
	text: line("What keeps coming up", { min: 3, max: sessionLimits.recurring }),
	toolId: optionalId,
});
export const dropInput = z.object({ id: idOf("one of yours") });

export const noShowInput = z.object({ bookingId: idOf("whom you mean") });
export const appealInput = noShowInput.extend({ appeal: prose("Your answer", { max: sessionLimits.appeal }) });

export const agendaInput = z.object({
	text: prose("Your question", { max: sessionLimits.question }).refine(
		(text) => text.trim().length >= sessionLimits.questionMin,
		`A question needs at least ${sessionLimits.questionMin} characters.`,
	),
	as: z.enum(["name", "nobody"], { message: "Choose one of the two." }),
	submission: submissionKey,
});
export type AgendaInput = z.infer<typeof agendaInput>;

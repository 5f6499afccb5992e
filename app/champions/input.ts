import { z } from "zod";
import { checkbox, idOf, line, prose } from "#app/core/input.ts";
import { termWishes } from "#db/enums.ts";
import { championLimits, languageNames, openFor, scopeKinds } from "./rules.ts";

const list = (what: string) =>
	z.array(idOf("from the list")).max(championLimits.scopes, `Choose ${championLimits.scopes} ${what} at most.`);
const scopes = { departments: list("departments"), jobRoles: list("job roles"), tools: list("tools") };
const handle = z
	.string()
	.max(60, "There is nobody with this handle.")
	.optional()
	.transform((text) => (text ?? "").trim().replace(/^@/, "").toLowerCase());
const day = (what: string) =>
	z
		.string({ message: `${what} is missing.` })
		.regex(/^2\d{3}-\d{2}-\d{2}$/, `${what} is missing.`)
		// The 31st of February has the form of a day, too.
		.refine((text) => {
			const at = new Date(`${text}T00:00:00Z`);
			return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
		}, "There is no such day.");
const again = { message: "Please try again." };

export const nominationInput = z.object({
	who: z.enum(["self", "peer"], { message: "Choose whom you propose." }),
	handle,
	why: line("A short why", { max: championLimits.why }),
	...scopes,
});
export type NominationInput = z.infer<typeof nominationInput>;

export const agreementInput = z.object({ ...scopes, startsOn: day("The first day"), endsOn: day("The day on which it ends") });
export type AgreementInput = z.infer<typeof agreementInput>;
export const hasScope = (input: Pick<AgreementInput, (typeof scopeKinds)[number]>) => scopeKinds.some((kind) => input[kind].length > 0);

/** The person's answer, or an admin's. */
export const answerInput = z.object({ answer: z.enum(["agree", "decline"], again) });
export const wishInput = z.object({ wish: z.enum(termWishes, { message: "Choose one of the three." }), handle });
export type WishInput = z.infer<typeof wishInput>;
export const nextInput = z.object({ termId: idOf("a term") });

export const restInput = z.object({ on: z.enum(["1", "0"], again).transform((value) => value === "1") });
export const openInput = z.object({ for: z.enum(Object.keys(openFor) as [keyof typeof openFor], again) });
export const stepInput = z.object({
	step: z.string(again).max(40, again.message),
	on: z.enum(["1", "0"], again).transform((value) => value === "1"),
});

export const settingsInput = z.object({
	languages: z
		.array(z.string().refine((tag) => Object.hasOwn(languageNames, tag), "Choose from the list."))
		.max(championLimits.languages, `Choose ${championLimits.languages} languages at most.`),
	capacity: z.coerce
		.number({ message: "Write a whole number." })
		.int("Write a whole number.")
		.min(0, "It can not be less than nothing.")
		.max(championLimits.capacity, `${championLimits.capacity} at most.`),
	shownAfterwards: checkbox,
});
export type SettingsInput = z.infer<typeof settingsInput>;
export const notesInput = z.object({ notes: prose("Your notes", { min: 0, max: championLimits.notes }) });

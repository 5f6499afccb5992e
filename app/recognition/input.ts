import { z } from "zod";
import { checkbox, idOf, line, optionalId, prose } from "#app/core/input.ts";
import { awardViews, recognitionModes } from "#db/enums.ts";
import { catalogue, peerBadges } from "./catalogue.ts";
import { recognitionLimits } from "./rules.ts";

const again = { message: "Please try again." };

export const exportInput = z.object({
	tier: z.coerce.number(again).int(again.message).min(1, again.message).max(9, again.message),
	withEmail: checkbox,
	/** The id of one that is to be taken back; else one is made. */
	withdraw: z.string().max(36, again.message).optional(),
});
export const viewInput = z.object({ view: z.enum(awardViews, again) });
export const modeInput = z.object({ mode: z.enum(recognitionModes, { message: "Choose one of the four." }) });
export const forgetInput = z.object({
	sure: checkbox.refine((on) => on, "Tick this first: there is no way back."),
	badges: checkbox,
});
export const thanksInput = z.object({
	text: prose("What it helped you to do", { max: recognitionLimits.thanks }),
	about: optionalId,
	mayShow: checkbox,
	badge: z
		.string()
		.optional()
		.transform((slug) => (slug === "" ? undefined : slug))
		.pipe(
			z
				.string()
				.refine((slug) => peerBadges.some((one) => one.slug === slug), "Choose one from the list.")
				.optional(),
		),
});
export type ThanksInput = z.infer<typeof thanksInput>;
export const noteInput = z.object({ act: z.enum(["show", "hide", "take-back", "remove"], again) });
/** What somebody says to a nomination that they were asked to read. */
export const decisionInput = z.object({
	id: idOf("a nomination"),
	act: z.enum(["give", "return", "pass"], again),
	words: prose("Your reason", { min: 0, max: recognitionLimits.words }).default(""),
});
export type DecisionInput = z.infer<typeof decisionInput>;
export const revokeInput = z.object({
	handle: z
		.string()
		.max(60, "There is nobody with this handle.")
		.optional()
		.transform((text) => (text ?? "").trim().replace(/^@/, "").toLowerCase()),
	badge: z.string().refine((slug) => catalogue.some((one) => one.slug === slug), "Choose a badge."),
	reason: line("A reason", { max: recognitionLimits.reason }),
});
export type RevokeInput = z.infer<typeof revokeInput>;
export const giveBackInput = revokeInput.pick({ handle: true, badge: true });

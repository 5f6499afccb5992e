import { z } from "zod";
import { idOf, line } from "#app/core/input.ts";
import { circleVisibilities } from "#db/enums.ts";

export const circleInput = z.object({
	name: line("A name", { min: 3, max: 60 }),
	purpose: line("A purpose", { min: 3, max: 160 }),
	visibility: z.enum(circleVisibilities, { message: "Choose who can read it." }),
	/** Whether a sealed link is kept of what is written there without a name. */
	keepsLinks: z
		.enum(["1", "0"], { message: "Choose one of the two." })
		.transform((value) => value === "1")
		.optional(),
});
export type CircleInput = z.infer<typeof circleInput>;
export const addMemberInput = z.object({
	handle: line("A handle", { max: 31 }).transform((value) => value.replace(/^@/, "").toLowerCase()),
});
export const memberInput = z.object({
	personId: idOf("somebody"),
	intent: z.enum(["remove", "keeper", "member"], { message: "Please try again." }),
});
export const membershipInput = z.object({ join: z.enum(["1", "0"], { message: "Please try again." }).transform((value) => value === "1") });

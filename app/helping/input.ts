import { z } from "zod";

/** Why a question is passed on, which only the router remembers, and whether one goes back to the desk. */
export const passInput = z.object({
	notMine: z
		.literal("1")
		.optional()
		.transform((value) => value === "1"),
	back: z.literal("desk").optional(),
});

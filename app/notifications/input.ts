import { z } from "zod";
import { optionalId } from "#app/core/input.ts";

const instant = z
	.string({ message: "Please load the page again." })
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "Please load the page again.")
	.transform((text) => new Date(text))
	.refine((date) => !Number.isNaN(date.getTime()), "Please load the page again.");

/** Reads one thread's notifications, notices until an instant, or all until an instant; or takes back what was read at an instant. */
export const readInput = z.object({
	intent: z.enum(["thread", "notices", "all", "undo"], { message: "Please try again." }),
	threadId: optionalId,
	/** For `notices` and `all`, the newest that the page showed; for `undo`, when they were read. */
	at: instant.optional(),
});
export type ReadInput = z.infer<typeof readInput>;

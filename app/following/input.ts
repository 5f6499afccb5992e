import { z } from "zod";
import { followLevels, followTargets } from "#db/enums.ts";

export const followInput = z.object({
	target: z.enum(followTargets, { message: "Please try again." }),
	/** An id, or the name of a tag. */
	id: z.string({ message: "Please try again." }).regex(/^[0-9a-z][0-9a-z-]{0,29}$/, "Please try again."),
	/** `usual`: back to what is usual. */
	level: z.enum([...followLevels, "usual"], { message: "Choose how much you want to hear." }),
	/** Which page to come back to without scripts. */
	from: z.enum(["there", "settings", "inbox"]).catch("there"),
});
export type FollowInput = z.infer<typeof followInput>;

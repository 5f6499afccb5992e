import { z } from "zod";
import { optionalId } from "#app/core/input.ts";

const longest = 40;

/** Words that mean the same, with commas between them; or, by id, a group to take away; or the wish to build the indexes anew. */
export const searchCareInput = z.object({
	intent: z.enum(["add", "remove", "rebuild"], { message: "Please try again." }),
	id: optionalId,
	words: z
		.string()
		.max(600, "That is too much for one group.")
		.default("")
		.transform((text) => [
			...new Set(
				text
					.split(/[,\n]/)
					.map((word) => word.trim().replace(/\s+/g, " ").toLowerCase())
					.filter(Boolean),
			),
		])
		.refine((words) => words.length <= 12, "Twelve words or phrases at most.")
		.refine(
			(words) => words.every((word) => word.length <= longest && /[\p{L}\p{N}]/u.test(word)),
			"Use words or short phrases of up to 40 letters.",
		),
});

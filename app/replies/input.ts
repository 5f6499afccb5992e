import { z } from "zod";
import { idOf, optionalId, prose, submissionKey } from "#app/core/input.ts";
import { limits } from "#app/threads/rules.ts";
import { aliasLevels } from "#db/enums.ts";

const text = prose("Your reply", { max: limits.section });

/** Under which name: the person's, which asks to be sure where they bear an alias, or the alias. */
const as = z.enum(["name", "alias"], { message: "Choose one of the two." }).optional();

export const replyInput = z.object({
	text,
	parentId: optionalId,
	/** Ticked: they tried the way that the win describes. */
	triedIt: z.literal("1", { message: "Please try again." }).optional(),
	submission: submissionKey,
	as,
	sure: z.literal("1").optional(),
	learns: z.string().max(400).optional(),
});
export const replyEdit = z.object({ text, revision: z.coerce.number({ message: "Please load the page again." }).int().min(1) });
export type ReplyInput = z.infer<typeof replyInput>;
export type ReplyEdit = z.infer<typeof replyEdit>;

/** What to hear as an alias, or `named`: the name may stand there. */
export const aliasInput = z
	.object({
		level: z.enum(aliasLevels, { message: "Choose one of the two." }).optional(),
		named: z.literal("1", { message: "Tick the box if you are sure." }).optional(),
	})
	.refine(({ level, named }) => level !== undefined || named !== undefined, { message: "Tick the box if you are sure.", path: ["named"] });
export const aliasCareInput = z.object({
	alias: z.string({ message: "Please try again." }).regex(/^[A-Z][a-z]{1,30} [A-Z][a-z]{1,30}$/, "Please try again."),
	act: z.enum(["mute", "unmute", "stop", "free"], { message: "Please try again." }),
});
export type AliasCareInput = z.infer<typeof aliasCareInput>;

export const acceptanceInput = z.object({ postId: optionalId });
export const pinInput = z.object({
	days: z.coerce.number({ message: "Choose for how long." }).int("Choose for how long.").min(0).max(limits.pinDaysMax),
});
export const closureInput = z.object({ closed: z.enum(["1", "0"], { message: "Please try again." }).transform((value) => value === "1") });
export const moveInput = z.object({ circleId: idOf("a circle") });

import { z } from "zod";
import { reactionKinds } from "#db/enums.ts";

const on = z.enum(["1", "0"], { message: "Please try again." }).transform((value) => value === "1");

export const reactionInput = z.object({ kind: z.enum(reactionKinds, { message: "There is no such reaction." }), on });
export const keepInput = z.object({ on });

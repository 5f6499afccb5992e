import { z } from "zod";
import { idOf, prose } from "#app/core/input.ts";
import { glassLimits } from "./glass-rules.ts";

export const glassInput = z.object({
	act: z.enum(["ask", "confirm", "withdraw"], { message: "Please try again." }),
	reason: prose("A reason", { min: 0, max: glassLimits.reason }).optional(),
});
export type GlassInput = z.infer<typeof glassInput>;

const handle = z.string({ message: "Name somebody." }).trim().toLowerCase().max(31, "Name somebody by their handle.");
export const officersInput = z.object({ outer: handle, inner: handle });
export type OfficersInput = z.infer<typeof officersInput>;

/** A public key (an uncompressed point on P-256), that a box is taken, or the inner box of a link. */
export const officerInput = z.object({
	act: z.enum(["key", "take", "opened"], { message: "Please try again." }),
	publicKey: z
		.string()
		.regex(/^B[A-Za-z0-9+/]{85}[A-Za-z0-9+/=]{2}$/, "This is no public key.")
		.optional(),
	request: idOf("a request").optional(),
	inner: z
		.string()
		.regex(/^[A-Za-z0-9+/=]{808}$/, "This is no inner box.")
		.optional(),
});
export type OfficerInput = z.infer<typeof officerInput>;

import { z } from "zod";
import { line, optionalId } from "#app/core/input.ts";
import { passwordLength } from "./rules.ts";

// Taken exactly as typed: neither trimmed nor normalised (ASVS 5.0, 6.2.8). Too long or with a NUL it is refused before any hashing.
const typedPassword = z
	.string({ message: "A password is missing." })
	.min(1, "A password is missing.")
	.max(passwordLength.max, `A password can have ${passwordLength.max} characters at most.`)
	.refine((value) => !value.includes("\0") && value.isWellFormed(), "This password has characters that can not be typed.");
export const newPassword = typedPassword.pipe(
	z.string().min(passwordLength.min, `Use at least ${passwordLength.min} characters. A few words in a row are easy to remember.`),
);
const email = line("Your e-mail address", { max: 254 }).pipe(
	z
		.string()
		.toLowerCase()
		.regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]{2,}$/, "This does not look like an e-mail address."),
);

export const signInInput = z.object({ email, password: typedPassword });
export const demoInput = z.object({
	handle: z.string({ message: "Choose somebody." }).regex(/^[a-z0-9-]{2,30}$/, "Choose somebody from the list."),
});
export const joinInput = z.object({
	name: line("Your name", { min: 2, max: 80 }),
	email,
	password: newPassword,
	timeZone: z.string().max(60).optional(),
	departmentId: optionalId,
	jobRoleId: optionalId,
	company: line("The company's name", { min: 0, max: 80 }).optional(),
});
export type JoinInput = z.infer<typeof joinInput>;
export const passwordInput = z.object({ current: typedPassword, password: newPassword });
export const inviteInput = z.object({
	note: line("A note", { min: 0, max: 100 }),
	seats: z.coerce
		.number({ message: "Choose from 1 to 100 seats." })
		.int("Choose from 1 to 100 seats.")
		.min(1, "Choose from 1 to 100 seats.")
		.max(100, "Choose from 1 to 100 seats."),
});

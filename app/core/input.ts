import { z } from "zod";

// Postgres stores no NUL, and a lone surrogate is no text: both become nothing rather than an error nobody can act on.
const clean = (value: string) =>
	value
		.toWellFormed()
		.replaceAll("\r\n", "\n")
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "");
// Direction overrides and invisible characters let one name pass for another.
const cleanLine = (value: string) =>
	clean(value)
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
		.replace(/\s+/g, " ")
		.trim();
const stackedMarks = /\p{M}{5,}/u;

/** One line of text. `what` begins the error: "A title". Lengths in characters. */
export const line = (what: string, { min = 1, max }: { min?: number; max: number }) =>
	z
		.string({ message: `${what} is missing.` })
		.transform(cleanLine)
		.pipe(
			z
				.string()
				.min(min, min <= 1 ? `${what} is missing.` : `${what} needs at least ${min} characters.`)
				.max(max, `${what} can have ${max} characters at most.`)
				.refine((value) => !stackedMarks.test(value), `${what} has too many stacked marks on one letter.`),
		);

/** Text of several lines, markdown or plain. Lengths in characters. */
export const prose = (what: string, { min = 1, max }: { min?: number; max: number }) =>
	z
		.string({ message: `${what} is missing.` })
		.transform((value) => clean(value).replace(/^\s*\n|\s+$/g, ""))
		.pipe(
			z
				.string()
				.min(min, `${what} is missing.`)
				.max(max, `${what} can have ${max.toLocaleString("en")} characters at most.`),
		);

/** The id of something that exists elsewhere; whether it does is the command's question. */
export const idOf = (what: string) => z.string({ message: `Choose ${what}.` }).regex(/^[0-9a-z]{14}$/, `Choose ${what}.`);

/** An id, or nothing chosen. */
export const optionalId = z
	.string()
	.optional()
	.transform((value) => (value === "" ? undefined : value))
	.pipe(
		z
			.string()
			.regex(/^[0-9a-z]{14}$/, "Choose one from the list.")
			.optional(),
	);

/** A checkbox: `on` or absent. */
export const checkbox = z
	.string()
	.optional()
	.transform((value) => value === "on");

/** What a form sends so that the same submission twice is one. */
export const submissionKey = z
	.string({ message: "Please send the form again." })
	.regex(/^[0-9a-zA-Z-]{8,64}$/, "Please send the form again.");

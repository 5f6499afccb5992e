import type { z } from "zod";

export type Values = Record<string, string | string[]>;
export type FormErrors = Record<string, string>;
export type Parsed<T> = { ok: true; data: T; values: Values } | { ok: false; errors: FormErrors; values: Values };

// What is echoed back is flat text of known fields only: a nested echo can exhaust the serializer (GHSA-rxv8-25v2-qmq8).
const echoLimit = 100_000;
const isList = (field: unknown) => {
	let type = (field as z.ZodType).def as { type: string; innerType?: z.ZodType };
	while (type.innerType) type = type.innerType.def as typeof type;
	return type.type === "array";
};

/**
 * Reads the known fields of a form. Unknown fields and files are ignored, a field sent twice where one is meant is refused.
 * Returns the parsed data, or for each field its first error and what was typed.
 */
export function parseForm<S extends z.ZodObject>(form: FormData, schema: S): Parsed<z.infer<S>> {
	const values: Values = {};
	const errors: FormErrors = {};
	const input: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(schema.shape)) {
		const sent = form.getAll(name).filter((value) => typeof value === "string");
		if (isList(field)) {
			input[name] = sent;
			values[name] = sent.slice(0, 100).map((value) => value.slice(0, 200));
		} else {
			if (sent.length > 1) errors[name] = "This field came more than once.";
			input[name] = sent[0];
			if (sent[0] !== undefined) values[name] = sent[0].slice(0, echoLimit).toWellFormed();
		}
	}
	const parsed = schema.safeParse(input);
	if (parsed.success && Object.keys(errors).length === 0) return { ok: true, data: parsed.data, values };
	for (const issue of parsed.error?.issues ?? []) {
		const name = String(issue.path[0] ?? "form");
		errors[name] ??= issue.message;
	}
	return { ok: false, errors, values };
}

import type { Viewer } from "#app/auth/rules.ts";
import { MarkdownTooComplex } from "./cook.server.ts";
import { type DraftFields, saveDraft } from "./drafts.server.ts";

const formOnly = new Set(["submission", "revision", "intent"]);

/** Keeps the typed values of a form as a draft. */
export const keepAsDraft = (viewer: Viewer, place: string, values: DraftFields): Promise<void> =>
	saveDraft(
		viewer,
		place,
		Object.fromEntries(
			Object.entries(values)
				.filter(([name]) => !formOnly.has(name))
				.map(([name, value]) => [name, Array.isArray(value) ? value : value.replaceAll("\0", "")]),
		),
	);

/** The error of the form when its markdown can not be cooked; anything else is thrown on. */
export async function orTooComplex<T>(work: () => Promise<T>): Promise<T | { errors: Record<string, string> }> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof MarkdownTooComplex) return { errors: { form: `This text can not be formatted: ${error.message}` } };
		throw error;
	}
}

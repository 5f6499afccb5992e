import type { Viewer } from "#app/auth/rules.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { MarkdownTooComplex } from "./cook.server.ts";
import { type DraftFields, draftFields, saveDraft } from "./drafts.server.ts";
import { lookAgainWords } from "./look-again.ts";

const tooLong = { form: "This is more than a draft can hold. Please shorten it or post it; everything you typed is still here." };

const noDraft = {
	form: "Without your name nothing is kept here before you post it, since a draft would say whose it is. Copy your words to keep them.",
};

/**
 * For a form without scripts: when its button said `draft`, or `image:FIELD`, keeps what was typed as a draft and leads to the kept
 * things or to the page where one adds an image. Null when another button was pressed.
 */
export async function leaveWithDraft(viewer: Viewer, place: string, intent: FormDataEntryValue | null, values: DraftFields) {
	const field = /^image:([a-z]{1,20})$/.exec(String(intent))?.[1];
	if (intent !== "draft" && !field) return null;
	if (values.as === "alias") return refused(noDraft, values);
	const fields = draftFields(values);
	if (!fields) return refused(tooLong, values);
	await saveDraft(viewer, place, fields);
	return goTo(field ? `/uploads/new?${new URLSearchParams({ place, field })}` : "/kept");
}

/** The form again, when what was typed looks as if it should not be posted and nobody said that it may. Nothing is kept of it. */
export function lookAgain(body: FormData, values: DraftFields) {
	if (body.get("anyway") === "1") return null;
	const words = lookAgainWords(Object.values(values).flat());
	return words ? refused({ lookAgain: words }, values) : null;
}

/** The error of the form when its markdown can not be cooked; anything else is thrown on. */
export async function orTooComplex<T>(work: () => Promise<T>): Promise<T | { errors: Record<string, string> }> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof MarkdownTooComplex) return { errors: { form: error.message } };
		throw error;
	}
}

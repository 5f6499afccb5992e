import { z } from "zod";
import { idOf, line, optionalId, prose, submissionKey } from "#app/core/input.ts";
import { agains, type ComposedKind, composedKinds } from "#db/enums.ts";
import { shapes } from "./kinds.ts";
import { limits } from "./rules.ts";

const section = prose("This", { min: 0, max: limits.section }).optional();
const normalised = (text: string) =>
	text
		.toLowerCase()
		.split(/[\s,;#]+/)
		.map((tag) => tag.replace(/[^a-z0-9-]/g, "").replace(/^-+/, ""))
		.filter(Boolean);

const fields = {
	kind: z.enum(composedKinds, { message: "Choose a kind." }),
	title: line("A title", { min: limits.titleMin, max: limits.title }),
	task: section,
	did: section,
	change: section,
	want: section,
	tried: section,
	happened: section,
	believe: section,
	again: z.enum(agains, { message: "Choose one of the three." }).optional(),
	toolId: optionalId,
	roles: z.array(z.string().regex(/^[0-9a-z]{14}$/, "Choose from the list.")).max(20, "Twenty roles at most."),
	tags: z
		.string()
		.max(300, "Five tags at most.")
		.optional()
		.transform((text) => [...new Set(normalised(text ?? ""))])
		.refine((list) => list.length <= limits.tags, "Five tags at most.")
		.refine((list) => list.every((tag) => tag.length <= limits.tag), `A tag can have ${limits.tag} characters at most.`),
};
export const threadInput = z.object({
	...fields,
	circleId: idOf("a circle"),
	/** The lesson that a win grows out of. */
	grewFrom: optionalId,
	submission: submissionKey,
	as: z.enum(["name", "alias"], { message: "Choose one of the two." }).optional(),
	/** What the form said about who can ever learn the name. */
	learns: z.string().max(400).optional(),
});
export const threadEdit = z.object({ ...fields, revision: z.coerce.number({ message: "Please load the page again." }).int().min(1) });
export type ThreadInput = z.infer<typeof threadInput>;
export type ThreadEdit = z.infer<typeof threadEdit>;

/** The sections that belong to the kind, or the errors of those that are missing. */
export function sectionsOf(
	input: { kind: ComposedKind } & Partial<Record<string, unknown>>,
): { sections: Record<string, string> } | { errors: Record<string, string> } {
	const errors: Record<string, string> = {};
	const sections: Record<string, string> = {};
	for (const { name, label, required } of shapes[input.kind].sections) {
		const text = input[name];
		if (typeof text === "string" && text !== "") sections[name] = text;
		else if (required) errors[name] = `“${label}” is missing. A sentence is enough.`;
	}
	if (input.kind === "lesson" && !input.again) errors.again = "Choose one of the three.";
	return Object.keys(errors).length > 0 ? { errors } : { sections };
}

import { composedKinds } from "#db/enums.ts";
import { type Fields, given } from "./draft-form.ts";
import { shapes } from "./kinds.ts";

const sectionsOf = (fields: Fields) => {
	const kind = composedKinds.find((one) => one === fields.kind);
	return kind ? shapes[kind].sections.map(({ name }) => name) : [];
};
const both = (before: string, after: string, between: string) =>
	before.includes(after) ? before : [before, after].filter(Boolean).join(between);

/** What was written in two places that did not know of each other: nothing of either is lost, and of a choice the second one holds. */
export function joined(before: Fields, after: Fields): Fields {
	const fields: Fields = { ...before };
	for (const [name, value] of Object.entries(after)) {
		const old = fields[name];
		if (typeof value !== "string" || typeof old !== "string" || given.has(name)) fields[name] = value.length > 0 ? value : (old ?? value);
		else fields[name] = both(old, value, name === "title" ? " / " : "\n\n");
	}
	// Sections of the first kind that the second one does not show would be out of sight.
	const [main, ...others] = sectionsOf(fields);
	if (main === undefined || fields.kind === before.kind) return fields;
	for (const name of sectionsOf(before)) {
		if (name === main || others.includes(name)) continue;
		fields[main] = both(String(fields[name] ?? ""), String(fields[main] ?? ""), "\n\n");
		delete fields[name];
	}
	return fields;
}

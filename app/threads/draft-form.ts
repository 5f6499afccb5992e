// Reading and filling the controls of a form by name, whatever they are.
import { composedKinds } from "#db/enums.ts";
import { shapes } from "./kinds.ts";

export type Fields = Record<string, string | string[]>;

const skipped = new Set(["submission", "intent", "parentId"]);
// What a form holds before anybody wrote in it.
const given = new Set(["kind", "circleId", "again", "revision"]);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const controls = (form: HTMLFormElement) =>
	[...form.elements].filter(
		(element): element is Control =>
			(element instanceof HTMLInputElement && element.type !== "file") ||
			element instanceof HTMLTextAreaElement ||
			element instanceof HTMLSelectElement,
	);

/** What the form holds. */
export function fieldsOf(form: HTMLFormElement): Fields {
	const fields: Fields = {};
	const data = new FormData(form);
	for (const name of new Set(data.keys())) {
		const values = data.getAll(name).filter((value) => typeof value === "string");
		if (values.length > 0 && !skipped.has(name)) fields[name] = values.length > 1 || name === "roles" ? values : (values[0] ?? "");
	}
	return fields;
}

/** Whether somebody wrote or chose anything in it. */
export const written = (fields: Fields) => Object.entries(fields).some(([name, value]) => !given.has(name) && value.length > 0);

export const same = (a: Fields, b: Fields) => {
	const full = (fields: Fields) =>
		JSON.stringify(
			Object.entries(fields)
				.filter(([, value]) => value.length > 0)
				.sort(),
		);
	return full(a) === full(b);
};

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

// What somebody typed or chose before the scripts arrived stays.
const touched = (control: Control) =>
	control instanceof HTMLSelectElement
		? [...control.options].some((option) => option.defaultSelected) && !control.selectedOptions[0]?.defaultSelected
		: control.value !== "" && control.value !== control.defaultValue;

/** Makes the form hold exactly these fields. `respect`: except what somebody has changed on this page. */
export function fill(form: HTMLFormElement, fields: Fields, { respect = false } = {}): void {
	for (const control of controls(form)) {
		const list = [fields[control.name] ?? []].flat();
		if (control.name === "" || skipped.has(control.name)) continue;
		if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox")) {
			const wanted = list.includes(control.value);
			if (control.checked === wanted) continue;
			// A radio button can not be clicked off.
			if (wanted || control.type === "checkbox") control.click();
			else control.checked = false;
			continue;
		}
		const value = list[0] ?? "";
		if (control.value === value || (respect && touched(control)) || (control.type === "hidden" && control.name !== "revision")) continue;
		control.value = value;
		for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
	}
}

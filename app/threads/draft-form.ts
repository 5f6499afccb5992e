// Reading and filling the controls of a form by name, whatever they are.
export type Fields = Record<string, string | string[]>;

const skipped = new Set(["submission", "intent", "parentId", "anyway", "learns"]);
// What a form holds before anybody wrote in it.
export const given = new Set(["kind", "circleId", "again", "revision", "as", "triedIt", "grewFrom"]);

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
		// A draft that says nothing of the name leaves that choice as it stands.
		if (control.name === "as" && list.length === 0) continue;
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

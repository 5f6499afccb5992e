import { type RefObject, useEffect, useRef, useState } from "react";

/** `posted`: this page shows what was just sent, so its draft in the browser is done. `refused`: the form holds what was sent, nothing is newer. */
type Options = { viewerId: string; submission: string; serverAt: Date | null; posted?: boolean; refused?: boolean };
type Kept = { at: number; fields: Record<string, string | string[]> };

const pause = 1500;
const skipped = new Set(["submission", "revision", "intent", "parentId"]);

const fieldsOf = (form: HTMLFormElement): Kept["fields"] => {
	const fields: Kept["fields"] = {};
	for (const name of new Set([...new FormData(form).keys()])) {
		if (skipped.has(name)) continue;
		const values = new FormData(form).getAll(name).filter((value) => typeof value === "string");
		fields[name] = values.length > 1 || name === "roles" ? values : (values[0] ?? "");
	}
	return fields;
};
const written = (fields: Kept["fields"]) =>
	Object.entries(fields).some(([name, value]) => !["kind", "circleId", "again"].includes(name) && value.length > 0);

/** Whether a field is as the page brought it: what somebody typed before the scripts arrived stays. */
const untouched = (element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) =>
	element.value === "" ||
	(element instanceof HTMLSelectElement ? element.selectedOptions[0]?.defaultSelected : element.value === element.defaultValue);

function fill(form: HTMLFormElement, fields: Kept["fields"]): void {
	for (const [name, value] of Object.entries(fields)) {
		const list = Array.isArray(value) ? value : [value];
		for (const element of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
			`[name="${CSS.escape(name)}"]`,
		)) {
			if (element instanceof HTMLInputElement && /^(radio|checkbox)$/.test(element.type)) {
				if (element.checked !== list.includes(element.value)) element.click();
			} else if (element.type !== "hidden" && untouched(element) && list[0] !== undefined && element.value !== list[0]) {
				element.value = list[0];
				for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
			}
		}
	}
}

/**
 * Keeps what is written in a form: in this browser at every key, on the server after a pause and when the page is left. After a
 * reload, a crash, an expired session or a refused submit the newer of the two is in the form again. Returns a word for the reader.
 */
export function useDraft(
	place: string,
	form: RefObject<HTMLFormElement>,
	{ viewerId, submission, serverAt, posted, refused }: Options,
): string {
	const [status, setStatus] = useState("");
	const timer = useRef<ReturnType<typeof setTimeout>>();
	const key = `draft:${viewerId}:${place}`;

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new submission key means a new form, whose draft starts afresh
	useEffect(() => {
		const element = form.current;
		if (!element) return;
		let sent = false;
		let dirty = false;
		if (posted) forgetSentDraft();
		const kept = read(key);
		if (kept && !refused && written(kept.fields) && (!serverAt || kept.at > serverAt.getTime())) {
			fill(element, kept.fields);
			setStatus("We kept your draft");
		} else if (serverAt && written(fieldsOf(element))) setStatus("We kept your draft");

		const send = (fields: Kept["fields"], leaving: boolean) => {
			const body = new FormData();
			body.set("place", place);
			body.set("fields", JSON.stringify(written(fields) ? fields : {}));
			if (leaving) return void navigator.sendBeacon("/drafts", body);
			fetch("/drafts", { method: "POST", body }).then(
				(response) => setStatus(response.ok && !response.redirected ? "Draft kept" : "Draft kept in this browser"),
				() => setStatus("Draft kept in this browser"),
			);
		};
		const flush = (leaving: boolean) => {
			clearTimeout(timer.current);
			if (dirty && !sent) send(fieldsOf(element), leaving);
			dirty = false;
		};
		const onInput = () => {
			sent = false;
			dirty = true;
			write(key, { at: Date.now(), fields: fieldsOf(element) });
			clearTimeout(timer.current);
			timer.current = setTimeout(() => flush(false), pause);
		};
		const onHide = () => document.visibilityState === "hidden" && flush(true);
		const onSubmit = () => {
			// Kept in the browser until the next page says that it arrived.
			sent = true;
			clearTimeout(timer.current);
			write(key, { at: Date.now(), fields: fieldsOf(element) });
			remember(key);
		};
		element.addEventListener("input", onInput);
		element.addEventListener("change", onInput);
		element.addEventListener("submit", onSubmit);
		document.addEventListener("visibilitychange", onHide);
		return () => {
			flush(true);
			element.removeEventListener("input", onInput);
			element.removeEventListener("change", onInput);
			element.removeEventListener("submit", onSubmit);
			document.removeEventListener("visibilitychange", onHide);
		};
	}, [key, submission]);
	return status;
}

function read(key: string): Kept | null {
	try {
		const kept: Kept | null = JSON.parse(localStorage.getItem(key) ?? "null");
		return kept && typeof kept.at === "number" && typeof kept.fields === "object" ? kept : null;
	} catch {
		return null;
	}
}

function write(key: string, kept: Kept): void {
	try {
		localStorage.setItem(key, JSON.stringify(kept));
	} catch {
		// Storage is full or forbidden: the server's draft remains.
	}
}

const sentKey = "draft:sent";
const remember = (key: string) => sessionStorage.setItem(sentKey, JSON.stringify({ key }));

function forgetSentDraft(): void {
	try {
		const sent: { key: string } | null = JSON.parse(sessionStorage.getItem(sentKey) ?? "null");
		if (sent) localStorage.removeItem(sent.key);
		sessionStorage.removeItem(sentKey);
	} catch {
		// No storage, no draft.
	}
}

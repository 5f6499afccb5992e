import type { Fields } from "./draft-form.ts";

/**
 * Words that the server does not have yet. `at`: when they were written, by this browser's clock. `base`: the newest draft of the
 * server that the page knew of then, in ms. `sent`: the key of the form that they were sent with, until it is known to have arrived.
 */
export type Unsaved = { at: number; base: number | null; fields: Fields; sent?: string };

export const storageKey = (viewerId: string, place: string) => `draft:${viewerId}:${place}`;

const isUnsaved = (value: unknown): value is Unsaved =>
	typeof value === "object" &&
	value !== null &&
	"at" in value &&
	typeof value.at === "number" &&
	"fields" in value &&
	typeof value.fields === "object" &&
	value.fields !== null;

export function parseUnsaved(json: string | null): Unsaved | null {
	try {
		const value: unknown = JSON.parse(json ?? "null");
		return isUnsaved(value) ? value : null;
	} catch {
		return null;
	}
}

export function readUnsaved(key: string): Unsaved | null {
	try {
		return parseUnsaved(localStorage.getItem(key));
	} catch {
		return null;
	}
}

export function writeUnsaved(key: string, unsaved: Unsaved): void {
	try {
		localStorage.setItem(key, JSON.stringify(unsaved));
	} catch {
		// Storage is full or forbidden: the server's draft remains.
	}
}

/** `at`: only if these are still the words that were written then. */
export function forgetUnsaved(key: string, at?: number): void {
	if (at === undefined || readUnsaved(key)?.at === at) localStorage.removeItem(key);
}

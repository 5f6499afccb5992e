import type { Fields } from "./draft-form.ts";

/**
 * Words that the server does not have yet. `at`: when they were written, by this browser's clock. `base`: the newest draft of the
 * server that the page knew of then, in ms. `sent`: the key of the form that they were sent with, until it is known to have arrived.
 * `blind`: begun without a connection, so that the server may hold other words of the same place. `page`: where they were written.
 */
export type Unsaved = {
	at: number;
	base: number | null;
	fields: Fields;
	sent?: string;
	blind?: boolean;
	page?: { title: string; path: string };
};

const prefixOf = (viewerId: string) => `draft:${viewerId}:`;
export const storageKey = (viewerId: string, place: string) => prefixOf(viewerId) + place;

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

/** What of a person's words is kept in this browser alone, latest first. */
export function allUnsaved(viewerId: string): { place: string; unsaved: Unsaved }[] {
	const prefix = prefixOf(viewerId);
	const found = Object.keys(localStorage)
		.filter((key) => key.startsWith(prefix))
		.map((key) => ({ place: key.slice(prefix.length), unsaved: readUnsaved(key) }));
	return found
		.filter((draft): draft is { place: string; unsaved: Unsaved } => draft.unsaved !== null)
		.sort((a, b) => b.unsaved.at - a.unsaved.at);
}

const writerKey = "writer";

/** Whose drafts may be shown where no server can be asked: the person last signed in here, nobody after signing out. */
export function writer(): string | null {
	try {
		return localStorage.getItem(writerKey);
	} catch {
		return null;
	}
}

export function rememberWriter(viewerId: string | null): void {
	try {
		if (viewerId) localStorage.setItem(writerKey, viewerId);
		else localStorage.removeItem(writerKey);
	} catch {
		// Storage is forbidden: no drafts are in it either.
	}
}

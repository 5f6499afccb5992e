import { isId } from "./ids.ts";

/** A place in a list sorted by an instant and an id: the last row of the page before. */
export type Cursor = { at: Date; id: string };

export const encodeCursor = ({ at, id }: Cursor): string => Buffer.from(`${at.getTime()}.${id}`).toString("base64url");

/** The place that a text stands for; null for anything we did not make. */
export function decodeCursor(text: string | null): Cursor | null {
	if (!text || text.length > 60) return null;
	const [time = "", id = ""] = Buffer.from(text, "base64url").toString("latin1").split(".");
	if (!/^\d{1,15}$/.test(time) || !isId(id)) return null;
	const at = new Date(Number(time));
	// Postgres has no year beyond 294276, a Date has.
	return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : { at, id };
}

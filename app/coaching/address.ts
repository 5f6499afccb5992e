import { isId } from "#app/core/ids.ts";

/** A word of an address, as far as it can be one; empty when there is none. */
export const wordIn = (params: URLSearchParams, name: string): string =>
	(params.get(name) ?? "").toWellFormed().replaceAll("\0", "").slice(0, 80);

/** The id of the thread that a session is to be about, as addresses carry it along; empty when there is none. */
export const threadIn = (params: URLSearchParams): string => {
	const id = params.get("thread");
	return isId(id) ? id : "";
};

/** An address with those words that are not empty. */
export function withWords(path: string, words: Record<string, string>): string {
	const params = new URLSearchParams(Object.entries(words).filter(([, word]) => word !== ""));
	return params.size > 0 ? `${path}?${params}` : path;
}

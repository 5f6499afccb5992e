// Where the draft of a new thread stands, and the address at which it is written on.
const grown = /^grown:([0-9a-z]{14})$/;

/** What comes from a session or a lesson does not take the place of what was begun before. */
export function placeOfNew(params: URLSearchParams): string {
	if (params.has("shared")) return "shared";
	const place = `grown:${params.get("from") ?? ""}`;
	return grown.test(place) ? place : "new";
}

/** The address of the composer for a new thread's draft; null for a place of something else. */
export function newThreadPath(place: string): string | null {
	if (place === "new") return "/threads/new";
	if (place === "shared") return "/threads/new?shared";
	const [, lesson] = grown.exec(place) ?? [];
	return lesson ? `/threads/new?from=${lesson}` : null;
}

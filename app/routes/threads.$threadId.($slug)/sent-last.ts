/** What was sent last, by which the form knows that it begins anew. */
export function sentLast(params: URLSearchParams, waiting: { id: string }[]): string | null {
	if (params.has("held"))
		return `held ${waiting
			.map(({ id }) => id)
			.sort()
			.join(" ")}`;
	return params.has("posted") ? (params.get("from") ?? "") : null;
}

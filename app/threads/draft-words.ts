import type { Fields } from "./draft-form.ts";

const choices = new Set(["kind", "again", "toolId", "roles", "circleId", "revision", "triedIt", "grewFrom"]);

/** What a draft says in words. */
export const textOf = (fields: Fields): string =>
	Object.entries(fields)
		.filter(([name, value]) => !choices.has(name) && value.length > 0)
		.map(([, value]) => [value].flat().join(" "))
		.join("\n\n");

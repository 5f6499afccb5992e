import { type Cooked, type CookOptions, cookerVersion } from "#app/core/markdown/cook.server.ts";
import { cookMarkdown } from "#app/core/markdown/cooker.server.ts";

export type CookedSections = { cooked: Record<string, string>; text: string; excerpt: string; cookerVersion: number };

const excerptLength = 240;

/** Cooks with the given names, without asking the database; for filling one. */
export async function cookWith(
	sections: Record<string, string>,
	names: ReadonlyMap<string, string>,
	cook: (source: string, options: CookOptions) => Cooked | Promise<Cooked> = cookMarkdown,
): Promise<CookedSections> {
	const written = Object.entries(sections).filter(([, source]) => source !== "");
	const parts = await Promise.all(written.map(async ([name, source]) => ({ name, ...(await cook(source, { mentions: names })) })));
	const text = parts.map((part) => part.text).join("\n");
	return {
		cooked: Object.fromEntries(parts.map(({ name, html }) => [name, html])),
		text,
		excerpt: shorten(text.replace(/\s+/g, " ")),
		cookerVersion,
	};
}

const shorten = (text: string) => (text.length <= excerptLength ? text : `${text.slice(0, excerptLength).replace(/\s+\S*$/, "")} …`);

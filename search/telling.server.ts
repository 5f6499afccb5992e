import type { Db } from "#db/client.server.ts";
import { wordsOf } from "./folding.ts";
import { type Term, termsOf } from "./lexicon.server.ts";

const most = 6;
const [mostTitled, mostSpoken] = [12, 60];

/** The few words that say what a title and text are about: the rarest, those of the title counted twice. Most telling first. */
export async function tellingTerms({ title, text }: { title: string; text: string }, db: Db): Promise<Term[]> {
	const titled = wordsOf(title).slice(0, mostTitled);
	const words = [...new Set([...titled, ...wordsOf(text).slice(0, mostSpoken)])];
	return (await termsOf({ words, unfinished: false }, db))
		.filter(({ unknown }) => !unknown)
		.map((term) => ({ ...term, same: [], weight: titled.includes(term.word) ? term.weight * 2 : term.weight }))
		.sort((a, b) => b.weight - a.weight)
		.slice(0, most);
}

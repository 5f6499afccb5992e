import { sql } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { Scope } from "#search/engine.server.ts";
import { termsOf } from "#search/lexicon.server.ts";
import type { Question } from "#search/question.ts";

/**
 * The question with its typing errors mended, or null when there are none. A word is only offered when a thread holds it that the
 * searcher may read: the words of a private circle are nobody else's.
 */
export async function correctionOf(question: Question, scope: Scope, tx = db): Promise<string | null> {
	const terms = await termsOf(question, tx);
	const mended = new Map(terms.flatMap(({ word, corrected }) => (corrected ? [[word, corrected] as const] : [])));
	if (mended.size === 0) return null;
	const rows = await tx.execute<{ word: string }>(sql`
		select w.word from jsonb_array_elements_text(${JSON.stringify([...mended.values()])}::jsonb) w (word)
		where exists (select from search_documents d join ${threads} on ${threads.id} = d.id
			where d.kind = 'thread' and d.everything @@ plainto_tsquery('lamplight', w.word) and w.word = any(d.words) and ${scope.threads ?? sql`true`})`);
	const known = new Set([...rows].map(({ word }) => word));
	const words = question.words.map((word) => {
		const meant = mended.get(word);
		return meant && known.has(meant) ? meant : word;
	});
	return words.some((word, index) => word !== question.words[index]) ? words.join(" ") : null;
}

// What an admin does for search: words that mean the same, and a look at the indexes.
import { asc, eq, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { searchSynonyms, searchTargets } from "#db/schema/search.server.ts";

const mostGroups = 300;

const onlyAdmin = (viewer: Viewer) => {
	if (!isAdmin(viewer)) throw forbidden();
};
// Wakes the server that keeps the indexes in step: they may have to be built with the new words.
const wake = (tx: typeof db) => tx.execute(sql`select pg_notify('search_changes', '')`);

/** The groups of words that mean the same, by their first word. */
export async function synonyms(viewer: Viewer, tx = db) {
	onlyAdmin(viewer);
	return tx
		.select({ id: searchSynonyms.id, words: searchSynonyms.words })
		.from(searchSynonyms)
		.orderBy(asc(sql`lower(${searchSynonyms.words}[1])`), asc(searchSynonyms.id));
}

/** Adds a group. Returns what is wrong with it, or null. */
export async function addSynonyms(viewer: Viewer, words: string[]): Promise<string | null> {
	onlyAdmin(viewer);
	if (words.length < 2) return "Write at least two words or phrases, with a comma between them.";
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('search_synonyms', 0))`);
		const known = await tx.select({ words: searchSynonyms.words }).from(searchSynonyms);
		if (known.length >= mostGroups) return `There are ${mostGroups} groups already: take one away first.`;
		if (known.some((group) => words.every((word) => group.words.includes(word)))) return "There is such a group already.";
		await tx.insert(searchSynonyms).values({ id: newId(), words });
		await wake(tx);
		return null;
	});
}

/** Takes a group away; one that is gone already stays so. */
export async function removeSynonyms(viewer: Viewer, id: string): Promise<void> {
	onlyAdmin(viewer);
	await db.transaction(async (tx) => {
		await tx.delete(searchSynonyms).where(eq(searchSynonyms.id, id));
		await wake(tx);
	});
}

/** Has every index built anew; the old ones answer until that is done. */
export async function askForRebuild(viewer: Viewer): Promise<void> {
	onlyAdmin(viewer);
	await db.transaction(async (tx) => {
		await tx.update(searchTargets).set({ builtWith: null });
		await wake(tx);
	});
}

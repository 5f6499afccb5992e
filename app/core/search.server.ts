import { notInArray, sql } from "drizzle-orm";
import type { SearchTarget } from "#db/enums.ts";
import { searchChanges, searchTargets } from "#db/schema/search.server.ts";
import type { SearchEngine } from "#search/engine.server.ts";
import { withFallback } from "#search/fallback.server.ts";
import { type MeilisearchServer, meilisearchEngine, meilisearchStore } from "#search/meilisearch.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { postgresStore } from "#search/postgres-store.server.ts";
import { drain, reindex, type Store } from "#search/sync.server.ts";
import { db } from "./db.server.ts";
import { readEnv } from "./env.server.ts";

type Setup = { engine: SearchEngine; stores: Store[]; well(): boolean };

let made: Setup | undefined;

/** Search as configured: by Meilisearch with Postgres to fall back on, or by Postgres alone. */
function setup(): Setup {
	if (made) return made;
	const { MEILISEARCH_URL, MEILISEARCH_API_KEY } = readEnv();
	made = setupWith(MEILISEARCH_URL ? { url: MEILISEARCH_URL, apiKey: MEILISEARCH_API_KEY } : null);
	return made;
}

function setupWith(server: MeilisearchServer | null): Setup {
	const postgres = postgresEngine(db);
	if (!server) return { engine: postgres, stores: [postgresStore(db)], well: () => true };
	const report = (error: unknown) =>
		console.warn(`Meilisearch does not answer (${error instanceof Error ? error.name : "no reason given"}): Postgres searches meanwhile.`);
	const engine = withFallback(meilisearchEngine(server, postgres, db), postgres, report);
	return { engine, stores: [postgresStore(db), meilisearchStore(server, db)], well: engine.well };
}

/** Puts another Meilisearch server, or none, in place; for tests. */
export function useMeilisearch(server: MeilisearchServer | null): void {
	made = setupWith(server);
}

/** The search engine of this installation. */
export const search: SearchEngine = {
	get name() {
		return setup().engine.name;
	},
	threads: (...given) => setup().engine.threads(...given),
	others: (...given) => setup().engine.others(...given),
	similar: (...given) => setup().engine.similar(...given),
};

/** In a word, for `/readyz`: which engine answers, and whether it stands in for another. */
export const searchState = (): string => (setup().well() ? search.name : "postgres, while meilisearch is away");

// Changes are noted for each index that this installation keeps; one that is configured anew has everything still before it.
async function announceIndexes(): Promise<void> {
	const targets = setup().stores.map(({ target }) => target);
	await db.delete(searchTargets).where(notInArray(searchTargets.name, targets));
	await db
		.insert(searchTargets)
		.values(targets.map((name) => ({ name })))
		.onConflictDoNothing();
}

/** The indexes of this installation. */
export const indexNames = (): SearchTarget[] => setup().stores.map(({ target }) => target);

/** Brings an index up to date with what is committed. Returns how many documents that were; throws what kept it from that. */
export async function syncIndex(name: SearchTarget): Promise<number> {
	await announceIndexes();
	const store = setup().stores.find(({ target }) => target === name);
	return store ? drain(store, db) : 0;
}

/** Brings every index up to date, one after another. Throws the first fault, after trying all. */
export async function syncSearch(): Promise<number> {
	let brought = 0;
	const faults: unknown[] = [];
	for (const name of indexNames())
		try {
			brought += await syncIndex(name);
		} catch (error) {
			faults.push(error);
		}
	if (faults.length > 0) throw faults[0];
	return brought;
}

/** Builds every index anew. `progress` hears how far each is. Returns those that another server was busy with. */
export async function rebuildSearch(progress?: (target: string, done: number, all: number) => void): Promise<string[]> {
	await announceIndexes();
	const busy: string[] = [];
	for (const store of setup().stores)
		if (!(await reindex(store, db, (done, all) => progress?.(store.target, done, all)))) busy.push(store.target);
	return busy;
}

/** How each index stands: what is still to be brought, and since when bringing it fails. */
export const indexStates = (tx = db) =>
	tx
		.select({
			name: searchTargets.name,
			built: sql<boolean>`${searchTargets.builtWith} is not null`,
			failedAt: searchTargets.failedAt,
			open: sql<number>`(select count(*)::int from ${searchChanges} where ${searchChanges.target} = search_targets.name)`,
		})
		.from(searchTargets)
		.orderBy(searchTargets.name);

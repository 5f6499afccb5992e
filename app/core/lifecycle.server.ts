import { sql } from "drizzle-orm";
import { closeDb } from "#db/client.server.ts";
import { db } from "./db.server.ts";
import { startHub } from "./live/hub.server.ts";
import { keepSearchInStep } from "./search-keeper.server.ts";

export { searchState } from "./search.server.ts";

// A question waits its turn behind those of the pages: a server that is busy is not away, and must not be taken out for that.
const patience = 3000;

/** Whether the database answers within three seconds. */
export async function databaseIsReady(): Promise<boolean> {
	const answer = db.execute(sql`select 1`).then(
		() => true,
		() => false,
	);
	const tooLate = new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref());
	return Promise.race([answer, tooLate]);
}

let stopSearch: (() => Promise<void>) | undefined;
let stopHub: (() => Promise<void>) | undefined;

/** Hears from now on what changes, for the browsers that are connected. */
export function keepLive(): void {
	stopHub = startHub();
}

/** Ends every browser's connection: they come back to another server. */
export async function endLive(): Promise<void> {
	await stopHub?.();
	stopHub = undefined;
}

/** Keeps the search indexes in step from now on. */
export function keepSearch(): void {
	stopSearch = keepSearchInStep();
}

/** Lets the indexes be, finishes running queries, at most for five seconds, and closes the pool. */
export async function closeDatabase(): Promise<void> {
	await stopSearch?.();
	await closeDb(db);
}

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { SearchTarget } from "#db/enums.ts";
import { searchChanges, searchTargets } from "#db/schema/search.server.ts";
import { type DocumentName, documentsOf, type SearchDocument } from "./documents.server.ts";

/** Where documents go: puts in `documents`, and takes out those of `names` that have none. Throws when it could not. */
export type Store = {
	target: SearchTarget;
	put(names: DocumentName[], documents: SearchDocument[]): Promise<void>;
	/** What an index must have been built with to be brought up to date; another word, and it has to be built anew. */
	builtWith(): Promise<string>;
	/** Whether documents that were brought are not there any more. */
	lost(): Promise<boolean>;
	/** Builds the index from nothing. `progress` hears how many of how many documents are in. */
	rebuild(progress?: (done: number, all: number) => void): Promise<void>;
};

const batch = 50;
const mostPause = 2000;
const leaseSeconds = 60;

/**
 * Brings an index up to date with every change committed before the call. One call at a time does so, of all servers; another one
 * returns 0 at once, and whoever is at it sees its changes, too. Returns how many documents it brought. Throws what the store throws; nothing
 * is forgotten then.
 */
export async function drain(store: Store, db: Db): Promise<number> {
	const worker = randomUUID();
	let brought = 0;
	do {
		if (!(await lease(store.target, worker, db))) return brought;
		try {
			const [target] = await db.select().from(searchTargets).where(eq(searchTargets.name, store.target));
			if (target?.builtWith !== (await store.builtWith()) || (await store.lost())) await rebuild(store, worker, db);
			for (let done = -1; done !== 0; ) {
				// Whoever slept past the end of their turn leaves it to the one who has it now.
				if (!(await lease(store.target, worker, db))) return brought;
				const began = performance.now();
				done = await drainBatch(store, db);
				brought += done;
				// Half of the time belongs to those who read: after a busy hour the index takes twice as long, and nobody notices.
				if (done === batch) await pause(Math.min(mostPause, performance.now() - began));
			}
			await db
				.update(searchTargets)
				.set({ failedAt: null, failure: null })
				.where(and(eq(searchTargets.name, store.target), sql`${searchTargets.failedAt} is not null`));
		} catch (error) {
			// The message may hold an address or a key of the configuration: what is kept names the kind of fault alone.
			const failure = error instanceof Error ? error.name : "Error";
			await db.update(searchTargets).set({ failedAt: sql`now()`, failure }).where(eq(searchTargets.name, store.target));
			throw error;
		} finally {
			await release(store.target, worker, db);
		}
		// Whoever was woken while we held the lease went away again, so what woke them is ours.
	} while (await pending(store.target, db));
	return brought;
}

/** Builds an index from nothing; changes made meanwhile wait and are brought afterwards. The caller holds the lease. */
async function rebuild(store: Store, worker: string, db: Db, progress?: (done: number, all: number) => void): Promise<void> {
	const renewal = setInterval(() => void lease(store.target, worker, db).catch(() => undefined), (leaseSeconds * 1000) / 3);
	try {
		const builtWith = await store.builtWith();
		await store.rebuild(progress);
		await db.update(searchTargets).set({ builtWith }).where(eq(searchTargets.name, store.target));
	} finally {
		clearInterval(renewal);
	}
}

/** Builds an index anew although it seems well. Returns false when another server is busy with it. */
export async function reindex(store: Store, db: Db, progress?: (done: number, all: number) => void): Promise<boolean> {
	const worker = randomUUID();
	if (!(await lease(store.target, worker, db))) return false;
	try {
		await rebuild(store, worker, db, progress);
	} finally {
		await release(store.target, worker, db);
	}
	await drain(store, db);
	return true;
}

async function drainBatch(store: Store, db: Db): Promise<number> {
	// Not locked: a writer who changes one of these documents must never wait for an index.
	const changes = await db
		.select({ kind: searchChanges.kind, id: searchChanges.id, seq: searchChanges.seq })
		.from(searchChanges)
		.where(eq(searchChanges.target, store.target))
		.orderBy(asc(searchChanges.seq))
		.limit(batch);
	if (changes.length === 0) return 0;
	const names = changes.map(({ kind, id }) => ({ kind, id }));
	await store.put(names, await documentsOf(names, db));
	// A document that changed again since it was read has a new number, and stays.
	const seen = JSON.stringify(changes.map(({ kind, id, seq }) => ({ kind, id, seq: String(seq) })));
	await db.execute(sql`
		delete from search_changes c using jsonb_to_recordset(${seen}::jsonb) s (kind text, id text, seq bigint)
		where c.target = ${store.target} and c.kind = s.kind and c.id = s.id and c.seq = s.seq`);
	return changes.length;
}

async function lease(target: SearchTarget, worker: string, db: Db): Promise<boolean> {
	const rows = await db
		.update(searchTargets)
		.set({ leasedBy: worker, leasedUntil: sql`now() + ${`${leaseSeconds} seconds`}::interval` })
		.where(
			and(
				eq(searchTargets.name, target),
				or(isNull(searchTargets.leasedUntil), lt(searchTargets.leasedUntil, sql`now()`), eq(searchTargets.leasedBy, worker)),
			),
		)
		.returning({ name: searchTargets.name });
	return rows.length > 0;
}

const release = (target: SearchTarget, worker: string, db: Db) =>
	db
		.update(searchTargets)
		.set({ leasedBy: null, leasedUntil: null })
		.where(and(eq(searchTargets.name, target), eq(searchTargets.leasedBy, worker)));

async function pending(target: SearchTarget, db: Db): Promise<boolean> {
	const [row] = await db.select({ id: searchChanges.id }).from(searchChanges).where(eq(searchChanges.target, target)).limit(1);
	return row !== undefined;
}

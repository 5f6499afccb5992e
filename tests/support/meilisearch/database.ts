// All indexes of a server and the queue of its tasks.
import { ApiError, indexNotFound } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { Store } from "./store.ts";
import { TaskQueue } from "./tasks.ts";

export type Swap = { from: string; to: string; rename: boolean };

export class Database {
	readonly indexes = new Map<string, Store>();
	readonly tasks = new TaskQueue();
	lastUpdate: string | null = null;

	store(uid: string): Store {
		const store = this.indexes.get(uid);
		if (store === undefined) throw indexNotFound(uid);
		return store;
	}

	/** The index, which comes into being when there is none. */
	storeOrNew(uid: string): Store {
		const store = this.indexes.get(uid) ?? new Store(null);
		this.indexes.set(uid, store);
		return store;
	}

	create(uid: string, primaryKey: string | null): void {
		if (this.indexes.has(uid)) throw new ApiError("index_already_exists", `Index \`${uid}\` already exists.`);
		this.indexes.set(uid, new Store(primaryKey));
	}

	/** Work on an index that a task does; what goes wrong names the index. */
	enqueue(type: string, uid: string, details: JsonObject, work: (details: JsonObject) => void): JsonObject {
		return this.tasks.add(type, uid, details, () => {
			try {
				work(details);
				this.lastUpdate = new Date().toISOString();
			} catch (error) {
				const named = error instanceof ApiError && !error.message.startsWith("Index `");
				throw named ? error.inside(`Index \`${uid}\`: `) : error;
			}
		});
	}

	/** Gives indexes each other's names, all of them or none. */
	swap(swaps: Swap[], task: number): void {
		const missing = swaps.flatMap(({ from, to, rename }) => [from, ...(rename ? [] : [to])]).filter((uid) => !this.indexes.has(uid));
		const [first, ...others] = missing.sort();
		if (first !== undefined && others.length === 0) throw indexNotFound(first);
		if (first !== undefined) throw new ApiError("index_not_found", `Indexes ${missing.map((uid) => `\`${uid}\``).join(", ")} not found.`);
		const taken = swaps.find(({ to, rename }) => rename && this.indexes.has(to));
		if (taken !== undefined) throw new ApiError("index_already_exists", `Index \`${taken.to}\` already exists.`);
		const names = new Map<string, string>();
		for (const { from, to } of swaps) {
			const [a, b] = [this.indexes.get(from), this.indexes.get(to)];
			this.indexes.delete(from);
			if (b !== undefined) this.indexes.set(from, b);
			if (a !== undefined) this.indexes.set(to, a);
			names.set(from, to).set(to, from);
		}
		this.tasks.rename(names, task);
	}

	wipe(): void {
		this.indexes.clear();
		this.tasks.clear();
		this.lastUpdate = null;
	}
}

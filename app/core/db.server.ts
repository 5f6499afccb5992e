import { createDb, type Db } from "#db/client.server.ts";
import { readEnv } from "./env.server.ts";

let opened: Db | undefined;

/** The database of this process, opened at its first use. */
function open(): Db {
	if (opened) return opened;
	const { DATABASE_URL } = readEnv();
	if (!DATABASE_URL) throw new Error("The database was not provided before its first use.");
	opened = createDb(DATABASE_URL);
	return opened;
}

// A proxy, so that importing a module that reads the database needs no database yet.
export const db: Db = new Proxy({} as Db, { get: (_, key) => Reflect.get(open(), key) });

/** Puts another database in place; for tests, which clone one for each worker. */
export function useDb(other: Db): void {
	opened = other;
}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { ConfigurationError } from "./configuration-error.ts";

/** A database or a transaction in it: every query takes either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
export type Tx = Db;
/** A connection without the query builder, for what stands outside the schema: migrations, backups, the embedded database. */
export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;

export type ClientOptions = {
	/** Most connections at a time. */
	max?: number;
	/** Milliseconds; 0: no limit. */
	statementTimeout?: number;
	/** Seconds to wait for a connection. */
	connectTimeout?: number;
	/** Shown in `pg_stat_activity`. */
	applicationName?: string;
	/** Hears what other sessions say on a channel that this one listens to; it then stays connected for as long as it can. */
	onNotice?: (channel: string, payload: string) => void;
	onClose?: () => void;
};

/** Opens a pool; nothing connects until its first query. Throws `ConfigurationError` when the driver's patch is missing. */
export function createDb(url: string, options: ClientOptions = {}): Db {
	return drizzle(connect(url, { max: 10, statementTimeout: 5000, ...options }), { casing: "snake_case" });
}

/** Ends the pool of `createDb`: waits for running queries, at most for five seconds. */
export const closeDb = (db: Db): Promise<void> => (Reflect.get(db, "$client") as Sql).end({ timeout: 5 });

/** As `createDb`, without the query builder: one connection, no statement timeout. End it with `end({ timeout })`. */
export function connect(url: string, options: ClientOptions = {}): Sql {
	requirePatch();
	return postgres(url, {
		max: options.max ?? 1,
		connect_timeout: options.connectTimeout ?? 5,
		// Seconds until the next attempt. The default grows to 20, and whoever asks meanwhile would wait as long.
		backoff: () => 0.2,
		prepare: true,
		onnotice: () => undefined,
		...(options.onNotice ? { onnotify: options.onNotice, onclose: options.onClose, max_lifetime: null } : {}),
		connection: {
			application_name: options.applicationName ?? "lamplight",
			statement_timeout: options.statementTimeout ?? 0,
			idle_in_transaction_session_timeout: 10_000,
		},
	});
}

let patched = false;

// Without its patch this driver ends the process when a connection drops under load (porsager/postgres 1066, 1154, 1208).
function requirePatch(): void {
	if (patched) return;
	const main = createRequire(import.meta.url).resolve("postgres");
	const source = readFileSync(join(main, "..", "..", "..", "src", "connection.js"), "utf8");
	patched = source.includes("final && (final(err), final = null)");
	if (!patched)
		throw new ConfigurationError("The database driver lacks its patch: run node scripts/patch-dependencies.mjs and start again.");
}

import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** A database or a transaction in it: every query takes either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
export type Tx = Db;

export function createDb(url: string, options: { max?: number } = {}): Db {
	const client = postgres(url, { max: options.max ?? 10, backoff: () => 0.2, connect_timeout: 5, onnotice: () => undefined, connection: { application_name: "lamplight", statement_timeout: 5000, idle_in_transaction_session_timeout: 10000 } });
	return drizzle(client, { casing: "snake_case" });
}

export const closeDb = (db: Db): Promise<void> => (Reflect.get(db, "$client") as postgres.Sql).end({ timeout: 5 });

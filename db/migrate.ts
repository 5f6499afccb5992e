import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { ConfigurationError } from "./configuration-error.ts";

const lockKey = 726_501;
const oldest = 150_000;

/**
 * Brings a database to this build's schema. Safe when several servers start at once. Throws `ConfigurationError` when the
 * address does not lead to a Postgres 15 or newer, or when a newer Lamplight has been there.
 */
export async function migrate(url: string, folder = "db/migrations"): Promise<void> {
	const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined, connection: { application_name: "lamplight-migrate" } });
	try {
		const [server] = await client`select current_setting('server_version_num')::int as version`.catch((error: Error) => {
			throw new ConfigurationError(`DATABASE_URL does not lead to a database that answers: ${error.message || (error as NodeJS.ErrnoException).code}.`);
		});
		if (server?.version < oldest) throw new ConfigurationError("DATABASE_URL leads to a Postgres older than 15: Lamplight needs 15 or newer.");
		await client`select pg_advisory_lock(${lockKey})`;
		await refuseNewer(client, folder);
		await client`set lock_timeout = '10s'`;
		await applyMigrations(drizzle(client), { migrationsFolder: folder });
	} finally {
		await client.end({ timeout: 5 });
	}
}

async function refuseNewer(client: postgres.Sql, folder: string): Promise<void> {
	const journal = JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")) as { entries: { when: number }[] };
	const known = Math.max(0, ...journal.entries.map(({ when }) => when));
	const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
	if (!table?.name) return;
	const [latest] = await client`select max(created_at)::bigint as at from drizzle.__drizzle_migrations`;
	if (Number(latest?.at ?? 0) > known) throw new ConfigurationError("The database was used by a newer Lamplight: start that version, or restore a backup from before.");
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { connect, type Sql, type TransactionSql } from "./client.server.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { migrateJobs } from "./jobs.server.ts";

export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
const lockKey = 726_501;
const oldest = 150_000;

/**
 * Brings a database to this build's schema. Safe when several servers start at once. Throws `ConfigurationError` when the
 * address does not lead to a Postgres 15 or newer, or when a newer Lamplight has been there.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<void> {
	const sql = connect(url, { connectTimeout: 10, applicationName: "lamplight-migrate" });
	try {
		await requireServer(sql);
		// The lock falls with the connection, so a migration that is killed blocks nobody.
		await sql`set lock_timeout = '60s'`;
		await sql`select pg_advisory_lock(${lockKey})`.catch((error: { code?: string }) => {
			if (error.code === "55P03")
				throw new ConfigurationError(
					"Another Lamplight has been changing the database for a minute: wait until it is done, then start again.",
				);
			throw error;
		});
		await refuseNewer(await appliedUntil(sql), folder);
		await sql`set lock_timeout = '10s'`;
		await applyMigrations(drizzle(sql), { migrationsFolder: folder });
		await migrateJobs(url);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function requireServer(sql: Sql): Promise<void> {
	const deadline = Date.now() + 30_000;
	for (;;) {
		try {
			const [server] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
			if ((server?.version ?? 0) < oldest)
				throw new ConfigurationError("DATABASE_URL leads to a Postgres older than 15: Lamplight needs 15 or newer.");
			return;
		} catch (error) {
			if (error instanceof ConfigurationError) throw error;
			const { code, message } = error as { code?: string; message: string };
			if (code !== "57P03" || Date.now() > deadline)
				throw new ConfigurationError(`DATABASE_URL does not lead to a database that answers: ${message || code}.`);
			// It is starting up, or recovering from a crash.
			await pause(200);
		}
	}
}

/** When the newest applied migration was made (milliseconds), 0 for an empty database. */
export async function appliedUntil(sql: Sql | TransactionSql): Promise<number> {
	const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
	if (!table?.name) return 0;
	const [latest] = await sql`select max(created_at) as at from drizzle.__drizzle_migrations`;
	return Number(latest?.at ?? 0);
}

/** Throws `ConfigurationError` when a migration is newer than all that this build knows. */
export function refuseNewer(applied: number, folder = migrationsFolder): void {
	const journal = JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")) as { entries: { when: number }[] };
	if (applied > Math.max(0, ...journal.entries.map(({ when }) => when)))
		throw new ConfigurationError("The database was used by a newer Lamplight: start that version, or restore a backup from before.");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		if (!process.argv[2])
			throw new ConfigurationError("Which database? Run node db/migrate.ts postgres://user:password@host:5432/lamplight.");
		await migrate(process.argv[2]);
	} catch (error) {
		console.error(error instanceof ConfigurationError ? error.message : error);
		process.exit(1);
	}
}

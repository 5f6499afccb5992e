import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { type Archive, type Manifest, quoted, tablesOf, unpack } from "./backup.server.ts";
import { connect, type TransactionSql } from "./client.server.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { migrate, migrationsFolder, refuseNewer } from "./migrate.ts";

/**
 * Puts a backup back, whole or not at all, and brings it to this build's schema. Throws `ConfigurationError` and changes nothing
 * when the backup is broken or newer than this build, when a server is using the database, or when the database holds
 * something and `replace` was not said.
 */
export async function restore(
	{ url, uploadsDir, file, replace = false }: Archive & { replace?: boolean },
	folder = migrationsFolder,
): Promise<Manifest> {
	const uploads = resolve(uploadsDir);
	await mkdir(dirname(uploads), { recursive: true });
	// Beside the uploads, so that these can be moved into place.
	const draft = await mkdtemp(join(dirname(uploads), "restore-"));
	const sql = connect(url, { applicationName: "lamplight-restore" });
	try {
		const manifest = await unpack(file, draft);
		refuseNewer(manifest.migration, folder);
		const before = join(draft, "uploads-before");
		let moved = false;
		try {
			await sql.begin(async (tx) => {
				await tx`set local idle_in_transaction_session_timeout = 0`;
				await tx`set local lock_timeout = '10s'`;
				await requireQuiet(tx);
				if (!replace) await requireEmpty(tx, uploads);
				await layTables(tx, manifest.migration, folder);
				await fill(tx, manifest, join(draft, "database"));
				// Last, so that little can fail between the two; undone below when the commit does.
				if (existsSync(uploads)) await rename(uploads, before);
				await rename(join(draft, "uploads"), uploads);
				moved = true;
			});
		} catch (error) {
			if (moved) await rm(uploads, { recursive: true, force: true });
			if (existsSync(before)) await rename(before, uploads);
			throw error;
		}
		await migrate(url, folder);
		await sql`analyze`;
		return manifest;
	} finally {
		await sql.end({ timeout: 5 });
		await rm(draft, { recursive: true, force: true });
	}
}

async function requireQuiet(tx: TransactionSql): Promise<void> {
	const others =
		await tx`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'lamplight%'`;
	if (others.length > 0)
		throw new ConfigurationError("A Lamplight server is using this database: stop it, then restore again. Nothing was changed.");
}

async function requireEmpty(tx: TransactionSql, uploads: string): Promise<void> {
	const full = new ConfigurationError(
		"There is something here already: add --replace to put the backup in its place. Nothing was changed.",
	);
	for (const { name } of await tablesOf(tx)) if ((await tx`select from ${tx(name)} limit 1`).length > 0) throw full;
	if (existsSync(uploads) && (await readdir(uploads)).some((entry) => entry !== "tmp")) throw full;
}

/** Empty tables as they were when the backup was made, whatever was there before. */
async function layTables(tx: TransactionSql, migration: number, folder: string): Promise<void> {
	// Waiting jobs belong to what goes; the worker makes its own tables again.
	await tx.unsafe(
		"drop schema if exists graphile_worker cascade; drop schema if exists drizzle cascade; drop schema public cascade; create schema public; create schema drizzle",
	);
	await tx`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
	for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: folder })) {
		if (folderMillis > migration) continue;
		for (const statement of sql) await tx.unsafe(statement);
		await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
	}
}

async function fill(tx: TransactionSql, { tables, sequences }: Manifest, folder: string): Promise<void> {
	const there = new Set((await tablesOf(tx)).map(({ name }) => name));
	// Foreign keys would need an order, and triggers would write again what the backup holds: both rest meanwhile.
	const keys = await tx<{ owner: string; name: string; definition: string }[]>`
		select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`;
	for (const { owner, name } of keys) await tx.unsafe(`alter table ${owner} drop constraint ${quoted(name)}`);
	for (const { name, columns, rows } of tables) {
		if (!there.has(name))
			throw new ConfigurationError(
				`The backup holds the table "${name}", which this Lamplight does not know: restore it with the Lamplight that made it.`,
			);
		await tx.unsafe(`alter table ${quoted(name)} disable trigger user`);
		// Rows that a migration itself has written are in the backup, as people have left them.
		await tx.unsafe(`delete from ${quoted(name)}`);
		const into = await tx.unsafe(`copy ${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`).writable();
		await pipeline(createReadStream(join(folder, name)), into);
		const [count] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(name)}`;
		if (count?.rows !== rows)
			throw new ConfigurationError(`The table "${name}" came back with ${count?.rows} rows instead of ${rows}. Nothing was changed.`);
		await tx.unsafe(`alter table ${quoted(name)} enable trigger user`);
	}
	for (const { owner, name, definition } of keys) await tx.unsafe(`alter table ${owner} add constraint ${quoted(name)} ${definition}`);
	for (const { name, last } of sequences) if (last !== null) await tx`select setval(${quoted(name)}::regclass, ${last}::bigint)`;
}

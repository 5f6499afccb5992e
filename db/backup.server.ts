import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { connect, type TransactionSql } from "./client.server.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { appliedUntil } from "./migrate.ts";

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
/** What a backup holds, so that a restore can prove that nothing is missing or changed. */
export const manifestSchema = z.object({
	format: z.literal(1),
	madeAt: z.string(),
	/** When the newest migration of this database was made: names its schema. */
	migration: z.number(),
	tables: z.array(z.object({ name, columns: z.array(name), rows: z.number() })),
	sequences: z.array(z.object({ name, last: z.string().nullable() })),
	/** SHA-256 of every file, by its path in the archive. */
	files: z.record(z.string().regex(/^(database|uploads)\/(?!.*\.\.)/), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Archive = { url: string; uploadsDir: string; file: string };

/**
 * Writes the database, as of one instant, and the uploads into a `.tar.gz` that only its owner may read. People may go on
 * writing meanwhile. The keys in `secrets` are not in it: with them the backup could tell who wrote what anonymously.
 */
export async function backup({ url, uploadsDir, file }: Archive): Promise<Manifest> {
	const target = resolve(file);
	const draft = await mkdtemp(`${target}.draft-`).catch((error: NodeJS.ErrnoException) => {
		throw new ConfigurationError(`The backup can not be written to ${target} (${error.code}): choose another place.`);
	});
	const sql = connect(url, { applicationName: "lamplight-backup" });
	try {
		const database = await sql.begin("isolation level repeatable read read only", async (tx) => {
			await tx`set local idle_in_transaction_session_timeout = 0`;
			return { migration: await appliedUntil(tx), ...(await copyTables(tx, join(draft, "database"))) };
		});
		await gatherUploads(uploadsDir, join(draft, "uploads"));
		const manifest: Manifest = { format: 1, madeAt: new Date().toISOString(), ...database, files: await hashesOf(draft) };
		await writeFile(join(draft, "manifest.json"), JSON.stringify(manifest, null, "\t"));
		const archive = join(draft, basename(target));
		await tar(["-czf", archive, "-C", draft, "manifest.json", "database", "uploads"]);
		await chmod(archive, 0o600);
		await rename(archive, target);
		return manifest;
	} finally {
		await sql.end({ timeout: 5 });
		await rm(draft, { recursive: true, force: true });
	}
}

async function copyTables(tx: TransactionSql, folder: string): Promise<Pick<Manifest, "tables" | "sequences">> {
	await mkdir(folder, { mode: 0o700 });
	const tables: Manifest["tables"] = [];
	for (const { name, columns, key } of await tablesOf(tx)) {
		// By its key, which is random: rows in the order in which they were written would tell what was written one after the other.
		const ordered = `select ${columns.map(quoted).join(", ")} from ${quoted(name)} order by ${(key.length > 0 ? key : columns).map(quoted).join(", ")}`;
		const [count] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(name)}`;
		const rows = await tx.unsafe(`copy (${ordered}) to stdout`).readable();
		await pipeline(rows, createWriteStream(join(folder, name), { mode: 0o600 }));
		tables.push({ name, columns, rows: count?.rows ?? 0 });
	}
	const sequences = await tx<
		Manifest["sequences"]
	>`select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`;
	return { tables, sequences: [...sequences] };
}

// What search keeps is made from the other tables: the first server after a restore reads it in anew. What was live is past.
const derived = ["search_documents", "search_words", "search_changes", "search_targets", "live_events", "live_forgotten"];

/** The tables of Lamplight with the columns that can be written and those of the primary key, by name; not those that are made from others. */
export async function tablesOf(tx: TransactionSql): Promise<{ name: string; columns: string[]; key: string[] }[]> {
	const rows = await tx<{ name: string; columns: string[]; key: string[] }[]>`
		select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
			coalesce(array_agg(a.attname::text) filter (where exists (
				select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))), '{}') as key
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relname = any(${derived})
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
		group by c.relname order by c.relname`;
	return [...rows];
}

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

async function gatherUploads(from: string, to: string): Promise<void> {
	await mkdir(to, { mode: 0o700 });
	if (!existsSync(from)) return;
	for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name).slice(from.length + 1);
		// "tmp" holds what is just arriving.
		if (!entry.isFile() || path.split(/[\\/]/)[0] === "tmp") continue;
		await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
		// A finished upload never changes, so a second name for it is as good as a copy; it may be deleted meanwhile.
		await link(join(from, path), join(to, path))
			.catch(() => copyFile(join(from, path), join(to, path)))
			.catch((error: NodeJS.ErrnoException) => {
				if (error.code !== "ENOENT") throw error;
			});
	}
}

/** SHA-256 of every file below the two folders of a backup, by path. */
export async function hashesOf(folder: string): Promise<Record<string, string>> {
	const hashes: Record<string, string> = {};
	for (const part of ["database", "uploads"])
		for (const entry of await readdir(join(folder, part), { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const file = join(entry.parentPath, entry.name);
			const hash = createHash("sha256");
			await pipeline(createReadStream(file), hash);
			hashes[file.slice(folder.length + 1).replaceAll("\\", "/")] = hash.digest("hex");
		}
	return hashes;
}

/** Unpacks a backup into a folder and proves that it is whole. Throws `ConfigurationError` when it is not. */
export async function unpack(file: string, folder: string): Promise<Manifest> {
	const broken = (why: string) => new ConfigurationError(`${file} is not a whole backup (${why}): use another one. Nothing was changed.`);
	if (!existsSync(file)) throw new ConfigurationError(`There is no backup at ${file}.`);
	await tar(["-xzf", resolve(file), "--no-same-owner", "-C", folder]).catch((error: Error) => {
		throw error instanceof ConfigurationError ? error : broken("it can not be unpacked");
	});
	const parsed = manifestSchema.safeParse(
		await readFile(join(folder, "manifest.json"), "utf8")
			.then(JSON.parse)
			.catch(() => null),
	);
	if (!parsed.success) throw broken("its manifest is missing or of another kind");
	const found = await hashesOf(folder).catch(() => ({}) as Record<string, string>);
	for (const path of new Set([...Object.keys(found), ...Object.keys(parsed.data.files)]))
		if (found[path] !== parsed.data.files[path]) throw broken(`${path} is missing or changed`);
	return parsed.data;
}

function tar(args: string[]): Promise<void> {
	return new Promise((done, failed) => {
		const child = spawn("tar", args, { stdio: ["ignore", "ignore", "pipe"] });
		let said = "";
		child.stderr.on("data", (chunk: Buffer) => {
			said += chunk;
		});
		child.once("error", () => failed(new ConfigurationError("The program tar was not found: install it and try again.")));
		child.once("close", (code) => {
			if (code === 0) done();
			else
				failed(/No space left/.test(said) ? new ConfigurationError("The disk is full: free some space and try again.") : new Error(said));
		});
	});
}

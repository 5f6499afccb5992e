import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Sql } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { type Embedded, startEmbedded } from "#db/embedded.server.ts";
import { migrate, refuseNewer } from "#db/migrate.ts";

let home: string;
let embedded: Embedded;
let admin: Sql;
let sql: Sql;
let url: string;
let number = 0;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), "lamplight-migrate-"));
	chmodSync(home, 0o755);
	embedded = await startEmbedded({ dataDir: home, explicit: true });
	admin = connect(embedded.url);
});

afterAll(async () => {
	await sql.end();
	await admin.end();
	await embedded.stop();
	rmSync(home, { recursive: true, force: true });
});

beforeEach(async () => {
	await sql?.end();
	number += 1;
	await admin.unsafe(`create database migrate_${number}`);
	url = Object.assign(new URL(embedded.url), { pathname: `/migrate_${number}` }).href;
	sql = connect(url);
});

function folderOf(...statements: string[]): string {
	const folder = join(home, `migrations-${number}-${statements.length}`);
	mkdirSync(join(folder, "meta"), { recursive: true });
	const entries = statements.map((_, idx) => ({ idx, version: "7", when: 1000 * (idx + 1), tag: `000${idx}`, breakpoints: true }));
	writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
	for (const [idx, statement] of statements.entries()) writeFileSync(join(folder, `000${idx}.sql`), statement);
	return folder;
}

const message = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: unknown) => {
			expect(error).toBeInstanceOf(ConfigurationError);
			return (error as Error).message;
		},
	);

test("several servers that start at once apply each migration once", async () => {
	// Not repeatable, and slow enough that all of them meet.
	const folder = folderOf("create table once (id int)", "select pg_sleep(0.3);\n--> statement-breakpoint\ninsert into once values (1)");
	await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
	expect([...(await sql`select id from once`)]).toEqual([{ id: 1 }]);
});

test("a migration that fails leaves the database as it was", async () => {
	await expect(migrate(url, folderOf("create table half (id int);\n--> statement-breakpoint\nselect 1/0"))).rejects.toThrow();
	expect([...(await sql`select to_regclass('half') as half`)]).toEqual([{ half: null }]);
});

test("a database that a newer Lamplight has used is refused", async () => {
	await migrate(url, folderOf("select 1", "select 2"));
	expect(await message(migrate(url, folderOf("select 1")))).toBe(
		"The database was used by a newer Lamplight: start that version, or restore a backup from before.",
	);
	expect(() => refuseNewer(0)).not.toThrow();
});

test("an address that leads nowhere gets one sentence", async () => {
	expect(await message(migrate("postgres://somebody:secret@127.0.0.1:1/lamplight"))).toMatch(
		/^DATABASE_URL does not lead to a database that answers: .*ECONNREFUSED.*\.$/,
	);
	expect(await message(migrate(url.replace(/:[^:@]+@/, ":secret@")))).toMatch(
		/^DATABASE_URL does not lead to a database that answers: password authentication failed/,
	);
});

test("as a program it migrates the database it is given, and asks for one otherwise", async () => {
	const run = async (...args: string[]) => {
		const child = spawn(process.execPath, ["db/migrate.ts", ...args], { stdio: ["ignore", "ignore", "pipe"] });
		let said = "";
		child.stderr.on("data", (chunk: Buffer) => {
			said += chunk;
		});
		const [code] = await once(child, "close");
		return { code, said };
	};
	expect(await run(url)).toEqual({ code: 0, said: "" });
	const [applied] = await sql`select count(*)::int > 0 as some from drizzle.__drizzle_migrations`;
	expect(applied).toEqual({ some: true });
	expect(await run()).toEqual({ code: 1, said: "Which database? Run node db/migrate.ts postgres://user:password@host:5432/lamplight.\n" });
});

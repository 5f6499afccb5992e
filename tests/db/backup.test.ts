import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { backup } from "#db/backup.server.ts";
import { connect, type Sql } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { type Embedded, startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { restore } from "#db/restore.server.ts";

let home: string;
let embedded: Embedded;
let admin: Sql;
let number = 0;
let from: { url: string; uploadsDir: string };
let to: { url: string; uploadsDir: string };
let file: string;
let folder: string;

const first = `create table authors (id uuid primary key default gen_random_uuid(), name text unique, best bigint);
--> statement-breakpoint
create table posts (id bigint generated always as identity primary key, author_id uuid not null references authors, parent_id bigint references posts, body text, tags text[], at timestamptz, loud text generated always as (upper(body)) stored);
--> statement-breakpoint
alter table authors add constraint authors_best foreign key (best) references posts (id);
--> statement-breakpoint
create function stamp() returns trigger language plpgsql as $$ begin new.at = '2001-01-01'; return new; end $$;
--> statement-breakpoint
create trigger posts_stamp before insert on posts for each row execute function stamp();`;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), "lamplight-backup-"));
	chmodSync(home, 0o755);
	embedded = await startEmbedded({ dataDir: home, explicit: true });
	admin = connect(embedded.url);
});

afterAll(async () => {
	await admin.end();
	await embedded.stop();
	rmSync(home, { recursive: true, force: true });
});

async function place() {
	number += 1;
	await admin.unsafe(`create database place_${number}`);
	return {
		url: Object.assign(new URL(embedded.url), { pathname: `/place_${number}` }).href,
		uploadsDir: join(home, `place-${number}`, "uploads"),
	};
}

function journal(...migrations: [when: number, tag: string, sql: string][]) {
	folder = join(home, `migrations-${number}-${migrations.length}`);
	mkdirSync(join(folder, "meta"), { recursive: true });
	const entries = migrations.map(([when, tag], idx) => ({ idx, version: "7", when, tag, breakpoints: true }));
	writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
	for (const [, tag, sql] of migrations) writeFileSync(join(folder, `${tag}.sql`), sql);
}

const rowsOf = async (url: string, table: string) => {
	const sql = connect(url, { applicationName: "test" });
	try {
		return [...(await sql.unsafe(`select * from ${table} order by 1`))];
	} finally {
		await sql.end();
	}
};

beforeEach(async () => {
	from = await place();
	to = await place();
	file = join(home, `backup-${number}.tar.gz`);
	journal([1000, "0000_first", first]);
	await migrate(from.url, folder);
	const sql = connect(from.url, { applicationName: "test" });
	await sql`insert into authors (name) select 'Zoë ' || n || E'\t\\N\n' from generate_series(1, 50) as n`;
	await sql`insert into posts (author_id, body, tags) select id, name, array['a,b', null, '"quoted"'] from authors`;
	await sql`update posts set at = now(), parent_id = (select min(id) from posts)`;
	await sql`update authors set best = (select id from posts where author_id = authors.id)`;
	await sql.end();
	mkdirSync(join(from.uploadsDir, "a", "b"), { recursive: true });
	mkdirSync(join(from.uploadsDir, "tmp"));
	writeFileSync(join(from.uploadsDir, "a", "b", "picture.webp"), "bytes");
	writeFileSync(join(from.uploadsDir, "tmp", "arriving"), "half");
});

const refused = async (work: Promise<unknown>) => {
	const error = await work.catch((error: unknown) => error);
	expect(error).toBeInstanceOf(ConfigurationError);
	return (error as Error).message;
};

test("what is restored equals what was backed up, row for row and file for file", async () => {
	const manifest = await backup({ ...from, file });
	expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
		["authors", 50],
		["posts", 50],
	]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readdirSync(home).filter((name) => name.includes("draft"))).toEqual([]);
	await restore({ ...to, file }, folder);
	for (const table of ["authors", "posts", "drizzle.__drizzle_migrations"])
		expect(await rowsOf(to.url, table)).toEqual(await rowsOf(from.url, table));
	expect(readFileSync(join(to.uploadsDir, "a", "b", "picture.webp"), "utf8")).toBe("bytes");
	expect(existsSync(join(to.uploadsDir, "tmp"))).toBe(false);
	expect(readdirSync(join(to.uploadsDir, ".."))).toEqual(["uploads"]);

	const sql = connect(to.url, { applicationName: "test" });
	// Numbers go on where they were, and keys and triggers are at work again.
	const [next] = await sql`insert into posts (author_id, body) select id, 'next' from authors limit 1 returning id::int, at::date::text`;
	expect(next).toEqual({ id: 51, at: "2001-01-01" });
	await expect(sql`insert into posts (author_id) values (gen_random_uuid())`).rejects.toMatchObject({ code: "23503" });
	await sql.end();
});

test("a copy of any size leaves its connection awake, however late it is read", async () => {
	for (let rows = 40; rows <= 240; rows += 4)
		await admin.begin(async (tx) => {
			const copy = await tx.unsafe(`copy (select repeat('x', 1000) from generate_series(1, ${rows})) to stdout`).readable();
			await pause(3);
			let bytes = 0;
			for await (const chunk of copy) bytes += chunk.length;
			expect(bytes).toBe(rows * 1001);
			expect(await tx`select 1 as one`).toEqual([{ one: 1 }]);
		});
});

test("an older backup is brought to this build's schema; a newer one is refused", async () => {
	await backup({ ...from, file });
	journal([1000, "0000_first", first], [2000, "0001_second", "alter table authors add column title text not null default 'member'"]);
	await restore({ ...to, file }, folder);
	expect(await rowsOf(to.url, "authors")).toEqual((await rowsOf(from.url, "authors")).map((row) => ({ ...row, title: "member" })));
	const newer = `${file}.newer`;
	await backup({ ...to, file: newer });
	journal([1000, "0000_first", first]);
	expect(await refused(restore({ ...from, file: newer, replace: true }, folder))).toBe(
		"The database was used by a newer Lamplight: start that version, or restore a backup from before.",
	);
});

test("what is there is replaced only when that was said, and never under a running server", async () => {
	await backup({ ...from, file });
	await restore({ ...to, file }, folder);
	writeFileSync(join(to.uploadsDir, "later.webp"), "later");
	expect(await refused(restore({ ...to, file }, folder))).toMatch(/^There is something here already: add --replace/);
	const server = connect(to.url);
	await server`delete from posts where false`;
	expect(await refused(restore({ ...to, file, replace: true }, folder))).toMatch(/^A Lamplight server is using this database: stop it/);
	await server`update authors set name = 'changed', best = null where name like 'Zoë 7%'`;
	await server`insert into authors (name) values ('later')`;
	await server.end();
	await restore({ ...to, file, replace: true }, folder);
	expect(await rowsOf(to.url, "authors")).toEqual(await rowsOf(from.url, "authors"));
	expect(existsSync(join(to.uploadsDir, "later.webp"))).toBe(false);
});

test("a backup that is cut, changed or does not fit changes nothing", async () => {
	await backup({ ...from, file });
	await restore({ ...to, file }, folder);
	const before = await rowsOf(to.url, "authors");
	const unchanged = async () => {
		expect(await rowsOf(to.url, "authors")).toEqual(before);
		expect(readFileSync(join(to.uploadsDir, "a", "b", "picture.webp"), "utf8")).toBe("bytes");
		expect(readdirSync(join(to.uploadsDir, ".."))).toEqual(["uploads"]);
	};

	const cut = `${file}.cut`;
	writeFileSync(cut, readFileSync(file).subarray(0, 700));
	expect(await refused(restore({ ...to, file: cut, replace: true }, folder))).toMatch(/is not a whole backup/);
	await unchanged();

	const repack = (change: (folder: string) => void) => {
		const open = mkdtempSync(join(home, "open-"));
		spawnSync("tar", ["-xzf", file, "-C", open]);
		change(open);
		spawnSync("tar", ["-czf", `${file}.changed`, "-C", open, "."]);
		return `${file}.changed`;
	};
	const changed = repack((open) => writeFileSync(join(open, "uploads", "a", "b", "picture.webp"), "other"));
	expect(await refused(restore({ ...to, file: changed, replace: true }, folder))).toContain(
		"uploads/a/b/picture.webp is missing or changed",
	);
	await unchanged();

	// Whole by its manifest, but Postgres refuses its last row: the copy must end, and all of it be undone.
	const { createHash } = await import("node:crypto");
	const lying = repack((open) => {
		const path = join(open, "database", "authors");
		writeFileSync(path, `${readFileSync(path, "utf8")}not-a-uuid\tname\t\\N\n`);
		const manifest = JSON.parse(readFileSync(join(open, "manifest.json"), "utf8"));
		manifest.files["database/authors"] = createHash("sha256").update(readFileSync(path)).digest("hex");
		writeFileSync(join(open, "manifest.json"), JSON.stringify(manifest));
	});
	await expect(restore({ ...to, file: lying, replace: true }, folder)).rejects.toMatchObject({ code: "22P02" });
	await unchanged();
});

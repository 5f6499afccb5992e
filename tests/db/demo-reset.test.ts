// npm run demo:reset: the demo company as it was, and no other company.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { db } from "#app/core/db.server.ts";
import { useTestDb } from "#tests/support/db.ts";

const url = useTestDb("lamplight_demo");
const folder = mkdtempSync(join(tmpdir(), "lamplight-reset-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reset = () =>
	spawnSync(process.execPath, ["scripts/demo-reset.ts"], {
		env: { NODE_ENV: "test", PATH: process.env.PATH, DATABASE_URL: url(), DATA_DIR: folder },
		encoding: "utf8",
	});
const count = async (table: string) =>
	Number((await db.execute<{ count: string }>(sql`select count(*) from ${sql.identifier(table)}`))[0]?.count);
const tables = ["people", "threads", "posts", "activity", "awards", "thank_yous", "nominations", "moderation_log", "coaching_sessions"];
const counts = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)] as const)));

test("what people did in it is gone, what it began with is there, and its log is for good again", { timeout: 120_000 }, async () => {
	const before = await counts();
	await db.execute(sql`delete from thank_yous`);
	await db.execute(sql`insert into moderation_log (id, at, act, words) values (0, now(), 'officers', 'Tried out.')`);
	const { status, stderr, stdout } = reset();
	expect(stderr).toBe("");
	expect(status).toBe(0);
	expect(stdout).toContain("maya@northwind.example");
	expect(await counts()).toEqual(before);
	await expect(db.execute(sql`truncate moderation_log`)).rejects.toThrow();
});

test("a company of its own is left alone", { timeout: 120_000 }, async () => {
	await db.execute(sql`update installation set demo = false`);
	const before = await counts();
	const { status, stderr } = reset();
	expect(status).toBe(1);
	expect(stderr).toBe("This database is not the demo company: nothing was changed.\n");
	expect(await counts()).toEqual(before);
});

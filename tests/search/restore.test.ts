import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { db, useDb } from "#app/core/db.server.ts";
import { syncSearch } from "#app/core/search.server.ts";
import { find } from "#app/search/queries.server.ts";
import { backup } from "#db/backup.server.ts";
import { closeDb, connect, createDb } from "#db/client.server.ts";
import { restore } from "#db/restore.server.ts";
import { databaseNamed } from "#tests/support/database.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();

test("what is restored is found again: the index is no part of the backup, and is made anew from what is", async () => {
	const author = await makePerson();
	const { id: circleId } = await makeCircle({ keeper: author });
	await makeThread({ author, circleId, title: "Kept in a backup" });
	await syncSearch();
	const folder = mkdtempSync(join(tmpdir(), "lamplight-restore-"));
	const name = `restored_${process.pid}`;
	const [admin, before] = [connect(inject("databaseUrl")), createDb(url(), { max: 2 })];
	await admin.unsafe(`create database ${name}`);
	const target = databaseNamed(inject("databaseUrl"), name);
	const file = join(folder, "backup.tar.gz");
	const manifest = await backup({ url: url(), uploadsDir: join(folder, "uploads"), file });
	expect(manifest.tables.map((table) => table.name).filter((table) => /^search_/.test(table))).toEqual([
		"search_misses",
		"search_synonyms",
	]);
	await restore({ url: target, uploadsDir: join(folder, "restored"), file });
	const restored = createDb(target, { max: 2 });
	useDb(restored);
	expect((await find(author, "backup", 0)).hits).toEqual([]);
	await syncSearch();
	expect((await find(author, "backup", 0)).hits).toHaveLength(1);
	const [count] = await db.execute<{ left: number }>(sql`select count(*)::int as left from search_changes`);
	expect(count?.left).toBe(0);
	useDb(before);
	await closeDb(restored);
	await admin.unsafe(`drop database ${name} with (force)`);
	await admin.end();
	rmSync(folder, { recursive: true, force: true });
});

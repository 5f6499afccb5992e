import { expect, test } from "vitest";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { missedWords } from "#app/search/misses.server.ts";
import { find } from "#app/search/queries.server.ts";
import { searchMisses } from "#db/schema/search.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();

test("what three people did not find shows up in words, and never who they were", async () => {
	const admin = await makePerson({ role: "admin" });
	const [one, ...others] = await Promise.all(Array.from({ length: 12 }, () => makePerson()));
	if (!one) throw new Error("There must be one.");
	for (let times = 0; times < 5; times++) await find(one, "Zebra tractors", 0);
	expect(await missedWords(admin), "one person is no crowd, however often").toEqual([]);
	for (const other of others) await find(other, "tractors zebra", 0);
	expect(await missedWords(admin)).toEqual(["tractors zebra"]);
	const rows = await db.select().from(searchMisses);
	expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["lastOn", "marks", "words"]);
	const text = JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
	for (const { id, handle, name } of [one, ...others]) for (const trace of [id, handle, name]) expect(text).not.toContain(trace);
	await expect(missedWords(one)).rejects.toMatchObject({ init: { status: 403 } });
	const back = shiftClock(91 * 86_400_000);
	expect(await missedWords(admin)).toEqual([]);
	expect(await db.select().from(searchMisses), "and is forgotten").toEqual([]);
	back();
});

test("a search that finds somebody, narrows, or asks nothing is no miss", async () => {
	const person = await makePerson();
	for (const q of ["", "kind:win", '"only a phrase"', "to"]) await find(person, q, 0);
	expect(await db.select().from(searchMisses)).toEqual([]);
});

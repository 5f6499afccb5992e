import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { action as care } from "#app/routes/admin.search/route.tsx";
import { loader as page } from "#app/routes/search._index/route.tsx";
import { loader as quick } from "#app/routes/search.quick/route.ts";
import { searchLimit } from "#app/search/limits.ts";
import { searchSynonyms, searchTargets } from "#db/schema/search.server.ts";
import { visit } from "#tests/auth/visit.ts";
import { cookieOf } from "#tests/circles/requests.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();

let admin: Viewer;
beforeAll(async () => {
	admin = await makePerson({ role: "admin" });
});

test("searching is limited for each person, and its page without a question is not", async () => {
	const [one, other] = [await cookieOf(await makePerson()), await cookieOf(await makePerson())];
	const statuses = [];
	for (let times = 0; times <= searchLimit.max; times++) statuses.push((await visit(page, { path: "/search?q=a", cookie: one })).status);
	expect(statuses.filter((status) => status === 200)).toHaveLength(searchLimit.max);
	expect(statuses.at(-1)).toBe(429);
	expect((await visit(page, { path: "/search", cookie: one })).status).toBe(200);
	expect((await visit(page, { path: "/search?q=a", cookie: other })).status).toBe(200);
	expect((await visit(quick, { path: "/search/quick?q=a", cookie: one })).status, "as one types it is counted apart").toBe(200);
});

test("a page beyond the last, or none at all, is an answer", async () => {
	const cookie = await cookieOf(await makePerson());
	for (const at of ["-1", "1e9", "x", "24", "25", "0x10"])
		expect((await visit(page, { path: `/search?q=words&page=${at}`, cookie })).status, at).toBe(200);
});

test("synonyms: a group is added once, a wrong one says why, and one goes again; nobody but an admin cares for them", async () => {
	const cookie = await cookieOf(admin);
	const send = (form: Record<string, string>, as = cookie) => visit(care, { path: "/admin/search", cookie: as, form });
	expect((await send({ intent: "add", words: " LLM ,language  model, llm" })).status).toBe(303);
	const [group] = await db.select().from(searchSynonyms);
	expect(group?.words).toEqual(["llm", "language model"]);
	for (const words of [
		"alone",
		"",
		"llm, language model",
		"x".repeat(41),
		"a, ---",
		Array.from({ length: 13 }, (_, n) => `w${n}`).join(","),
	])
		expect((await send({ intent: "add", words })).status, words).toBe(422);
	expect(await db.select().from(searchSynonyms)).toHaveLength(1);
	expect((await send({ intent: "remove", id: group?.id ?? "" }, await cookieOf(await makePerson()))).status).toBe(404);
	expect((await send({ intent: "remove", id: group?.id ?? "" })).status).toBe(303);
	expect(await db.select().from(searchSynonyms)).toHaveLength(0);
	await db.update(searchTargets).set({ builtWith: "1" });
	expect((await send({ intent: "rebuild" })).status).toBe(303);
	expect((await db.select().from(searchTargets))[0]?.builtWith).toBe(null);
});

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { agendaAppears, agendaOf, askAgenda, dropAgenda } from "#app/coaching/agenda.server.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts, rateLimits } from "#db/schema/auth.server.ts";
import { agendaQuestions } from "#db/schema/coaching.server.ts";
import { makeDatedSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
const gone = { init: { status: 404 } };
const minute = 60_000;
const question = (text: string, as: "name" | "nobody" = "nobody") => ({ text, as, submission: randomUUID() });

let crowd: Viewer[];
beforeAll(async () => {
	crowd = await Promise.all(Array.from({ length: 12 }, () => makePerson()));
});

async function scene(startsIn = 600) {
	const [host, asker] = [await makePerson(), await makePerson()];
	const { id } = await makeDatedSession({ host, kind: "group", startsIn });
	return { host, asker, id };
}
const texts = async (viewer: Viewer, id: string) => (await agendaOf(viewer, id)).map(({ text }) => text).sort();
const rowsOf = (id: string) => db.select().from(agendaQuestions).where(eq(agendaQuestions.sessionId, id));

test("everybody brings questions with their name; the same submission twice is one", async () => {
	const { host, asker, id } = await scene();
	const one = question("How long may a prompt be?", "name");
	expect(await Promise.all([askAgenda(asker, id, one), askAgenda(asker, id, one)])).toEqual([null, null]);
	const [shown] = await agendaOf(host, id);
	expect(shown).toMatchObject({ text: one.text, own: false, waits: false, author: { name: asker.name } });
	expect(await agendaOf(asker, id)).toMatchObject([{ own: true }]);
	expect(await rowsOf(id)).toHaveLength(1);
});

test("without a name only its author sees it for a while; then everybody, and no row or answer says whose it is", async () => {
	const { host, asker, id } = await scene();
	const one = question("Is it too late to begin?");
	await askAgenda(asker, id, one);
	await askAgenda(asker, id, one);
	const [row] = await rowsOf(id);
	expect(await rowsOf(id)).toHaveLength(1);
	expect(row?.authorId).toBeNull();
	expect(JSON.stringify(row)).not.toContain(asker.id);
	const waits = (row?.appearsAt?.getTime() ?? 0) - now().getTime();
	expect(waits).toBeGreaterThan(minute);
	expect(waits).toBeLessThanOrEqual(30 * minute);
	expect(await texts(asker, id)).toEqual([one.text]);
	for (const other of [host, await makePerson({ role: "admin" }), await makePerson({ role: "moderator" })])
		expect(await texts(other, id)).toEqual([]);
	await agendaAppears();
	expect(await texts(host, id)).toEqual([]);
	const back = shiftClock(31 * minute);
	await Promise.all([agendaAppears(), agendaAppears()]);
	back();
	const seen = await agendaOf(host, id);
	expect(seen).toMatchObject([{ text: one.text, own: false, waits: false, author: null }]);
	expect(JSON.stringify(seen)).not.toContain(asker.name);
	expect(Object.keys(seen[0] ?? {})).not.toContain("mark");
	expect(await agendaOf(asker, id)).toMatchObject([{ own: true }]);
	expect((await rowsOf(id))[0]?.appearsAt).toBeNull();
});

test("twenty a day without a name, counted without storing who", async () => {
	const { asker, id } = await scene();
	for (let n = 0; n < 20; n++) expect(await askAgenda(asker, id, question(`Question number ${n}`))).toBeNull();
	expect(await askAgenda(asker, id, question("One too many"))).toMatchObject({ errors: { as: expect.any(String) } });
	expect(await askAgenda(asker, id, question("With my name", "name"))).toBeNull();
	expect((await db.select().from(rateLimits)).filter(({ key }) => key.startsWith("agenda:"))).not.toHaveLength(0);
	expect(await rowsOf(id)).toHaveLength(21);
});

test("the author takes their own back; host and moderators take away what has appeared, others nothing", async () => {
	const { host, asker, id } = await scene();
	const moderator = await makePerson({ role: "moderator" });
	await askAgenda(asker, id, question("Waiting"));
	const [waiting] = await rowsOf(id);
	for (const other of [host, moderator, crowd[0] ?? host])
		await expect(dropAgenda(other, id, waiting?.id ?? "")).rejects.toMatchObject(gone);
	await dropAgenda(asker, id, waiting?.id ?? "");
	for (const who of [host, moderator]) {
		await askAgenda(asker, id, question("With my name", "name"));
		const [shown] = await rowsOf(id);
		await expect(dropAgenda(crowd[0] ?? host, id, shown?.id ?? "")).rejects.toMatchObject(gone);
		await dropAgenda(who, id, shown?.id ?? "");
	}
	expect(await rowsOf(id)).toEqual([]);
});

test("an agenda belongs to a group session that is not over", async () => {
	const { host, asker, id } = await scene(-600);
	expect(await askAgenda(asker, id, question("Too late", "name"))).toMatchObject({ errors: { form: expect.any(String) } });
	const one = await makeDatedSession({ host, startsIn: 60 });
	await expect(askAgenda(host, one.id, question("Of two", "name"))).rejects.toMatchObject(gone);
	await expect(askAgenda(asker, one.id, question("Of two", "name"))).rejects.toMatchObject(gone);
});

test("the order tells nothing of when something was asked", async () => {
	const { host, asker, id } = await scene();
	for (let n = 0; n < 8; n++) await askAgenda(n % 2 ? asker : host, id, question(`Number ${n} please`, "name"));
	const order = (await agendaOf(host, id)).map((one) => one.text);
	expect(order).not.toEqual([...order].sort());
	expect((await agendaOf(asker, id)).map((one) => one.text)).toEqual(order);
});

test("where fewer than ten work one asks with the name", async () => {
	const { asker, id } = await scene();
	await db.update(accounts).set({ disabledAt: now() });
	await db.update(accounts).set({ disabledAt: null }).where(eq(accounts.id, asker.id));
	expect(await askAgenda(asker, id, question("Who asks?"))).toMatchObject({ errors: { as: expect.stringContaining("Fewer") } });
});

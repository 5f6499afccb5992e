import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessionById } from "#app/coaching/queries.server.ts";
import { dropRecurring, gapsFor, noteRecurring, recurringFor } from "#app/coaching/recurring.server.ts";
import { daysToChoose, nudgeDue, reflectionOf, saveReflection } from "#app/coaching/reflections.server.ts";
import { wordsToShare } from "#app/coaching/share.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { bookings, recurringTopics, reflections } from "#db/schema/coaching.server.ts";
import { notices } from "#db/schema/notifications.server.ts";
import { people, tools } from "#db/schema/people.server.ts";
import { makeDatedSession, makePlace } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
const gone = { init: { status: 404 } };
const day = 86_400_000;
const words = { tried: "I gave it the notes of a shift.", willDo: "Ask it for a table.", byDay: null };

async function scene(startsIn = -120) {
	const [host, guest] = [await makePerson({ name: "Hedwig Hostname" }), await makePerson()];
	const { id } = await makeDatedSession({ host, startsIn });
	const bookingId = await makePlace(id, guest);
	return { host, guest, id, bookingId };
}
const toldOf = (personId: string) => db.select().from(notices).where(eq(notices.personId, personId));

test("a guest looks back once it is over; nobody else reads it or writes it", async () => {
	const { host, guest, id } = await scene();
	expect(await saveReflection(guest, id, words)).toBeNull();
	expect(await reflectionOf(guest, id)).toEqual(words);
	for (const other of [host, await makePerson({ role: "admin" }), await makePerson({ role: "moderator" }), await makePerson()]) {
		expect(await reflectionOf(other, id)).toBeNull();
		await expect(saveReflection(other, id, words)).rejects.toMatchObject(gone);
	}
	const early = await scene(60);
	await expect(saveReflection(early.guest, early.id, words)).rejects.toMatchObject(gone);
	const left = await scene();
	await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.id, left.bookingId));
	await expect(saveReflection(left.guest, left.id, words)).rejects.toMatchObject(gone);
});

test("the day is one of the next ninety, and one that has come stays", async () => {
	const { guest, id } = await scene();
	const { first, last } = daysToChoose(guest.timeZone);
	const later = (at: string, days: number) => new Date(Date.parse(at) + days * day).toISOString().slice(0, 10);
	for (const byDay of [later(first, -1), later(last, 1), "2027-02-31", "9999-99-99"])
		expect(await saveReflection(guest, id, { ...words, byDay })).toMatchObject({ errors: { byDay: expect.any(String) } });
	expect(await reflectionOf(guest, id)).toBeNull();
	for (const byDay of [last, first]) expect(await saveReflection(guest, id, { ...words, byDay })).toBeNull();
	const back = shiftClock(3 * day);
	expect(await saveReflection(guest, id, { ...words, tried: "More.", byDay: first })).toBeNull();
	expect(await reflectionOf(guest, id)).toEqual({ ...words, tried: "More.", byDay: first });
	back();
});

test("on its day, where they are, a guest is reminded once, however many workers look", async () => {
	const { guest, host, id } = await scene();
	const { first } = daysToChoose(guest.timeZone);
	const tomorrow = new Date(Date.parse(first) + day).toISOString().slice(0, 10);
	await saveReflection(guest, id, { ...words, byDay: tomorrow });
	await nudgeDue();
	await runJobs(url());
	expect(await toldOf(guest.id)).toEqual([]);
	// On the line of the dates it is tomorrow already.
	await db.update(people).set({ timeZone: "Pacific/Kiritimati" }).where(eq(people.id, guest.id));
	const ahead = daysToChoose("Pacific/Kiritimati").first >= tomorrow;
	const back = ahead ? () => undefined : shiftClock(day);
	await Promise.all([nudgeDue(), nudgeDue(), nudgeDue()]);
	await nudgeDue();
	await runJobs(url());
	back();
	const told = await toldOf(guest.id);
	expect(told.map(({ kind, sessionId }) => [kind, sessionId])).toEqual([["nudge", id]]);
	expect(told[0]?.cause).toContain(tomorrow);
	expect(await toldOf(host.id)).toEqual([]);
	// Another day is another reminder; the same one again is none.
	await saveReflection(guest, id, { ...words, byDay: tomorrow });
	expect((await db.select().from(reflections).where(sql`nudged_at is null and by_day is not null`)).length).toBe(0);
});

test("whoever gave up their seat is not reminded", async () => {
	const { guest, id, bookingId } = await scene();
	await saveReflection(guest, id, { ...words, byDay: daysToChoose(guest.timeZone).first });
	await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.id, bookingId));
	await nudgeDue();
	await runJobs(url());
	expect(await toldOf(guest.id)).toEqual([]);
});

test("what can be taken along into a thread is the guest's own words, and nothing of the host", async () => {
	const { host, guest, id } = await scene();
	await saveReflection(guest, id, words);
	const session = await sessionById(guest, id);
	if (!session) throw new Error("not there");
	for (const kind of ["win", "lesson", "question"] as const) {
		const offered = await wordsToShare(guest, session, kind);
		expect(offered.length).toBeGreaterThan(0);
		expect(JSON.stringify(offered)).not.toMatch(/Hedwig|Hostname/);
	}
	const asHost = await sessionById(host, id);
	expect(asHost ? await wordsToShare(host, asHost, "lesson") : null).toEqual([]);
});

test("what keeps coming up names neither session nor guest, and bears the day alone", async () => {
	const { host, guest, id } = await scene();
	await noteRecurring(host, id, { text: "Prompts that are too long" });
	await noteRecurring(host, id, { text: "Prompts that are too long" });
	await expect(noteRecurring(guest, id, { text: "No" })).rejects.toMatchObject(gone);
	const early = await scene(60);
	await expect(noteRecurring(early.host, early.id, { text: "No" })).rejects.toMatchObject(gone);
	expect(await noteRecurring(host, id, { text: "A tool", toolId: newId() })).toMatchObject({ errors: { toolId: expect.any(String) } });
	const rows = await db.select().from(recurringTopics).where(eq(recurringTopics.hostId, host.id));
	expect(rows).toHaveLength(1);
	expect(rows[0]?.at.getTime()).toBe(Math.floor(Date.now() / day) * day);
	expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${id}|${guest.id}`));
	const [own] = await recurringFor(host);
	expect(own?.text).toBe("Prompts that are too long");
	await expect(dropRecurring(guest, own?.id ?? "")).rejects.toMatchObject(gone);
	await dropRecurring(host, own?.id ?? "");
	expect(await recurringFor(host)).toEqual([]);
});

test("admins read of a gap when two champions say the same, without a name; nobody else reads it", async () => {
	const admin = await makePerson({ role: "admin" });
	const [one, two] = [await scene(), await scene()];
	const toolId = newId();
	await db.insert(tools).values({ id: toolId, name: "Copilot in Excel", slug: "copilot-in-excel" });
	await noteRecurring(one.host, one.id, { text: "Pivot tables", toolId });
	await noteRecurring(one.host, one.id, { text: "Macros", toolId });
	await noteRecurring(one.host, one.id, { text: "Which data may go in" });
	await noteRecurring(one.host, one.id, { text: "Something of my own" });
	expect(await gapsFor(admin)).toEqual([]);
	await noteRecurring(two.host, two.id, { text: "Formulas", toolId });
	await noteRecurring(two.host, two.id, { text: "which data may go in" });
	const gaps = await gapsFor(admin);
	expect(gaps).toEqual(
		expect.arrayContaining([
			{ about: "Copilot in Excel", champions: 2, texts: ["Formulas", "Macros", "Pivot tables"] },
			{ about: expect.stringMatching(/which data may go in/i), champions: 2, texts: [] },
		]),
	);
	expect(gaps).toHaveLength(2);
	expect(JSON.stringify(gaps)).not.toMatch(/Hedwig|Something of my own/);
	for (const role of ["member", "moderator"] as const)
		await expect(async () => gapsFor(await makePerson({ role }))).rejects.toMatchObject(gone);
});

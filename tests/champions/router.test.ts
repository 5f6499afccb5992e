import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { hasRoom, loadOf } from "#app/champions/load.server.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { candidatesFor } from "#app/helping/candidates.server.ts";
import { questionsFor } from "#app/helping/queries.server.ts";
import { bringQuestions, isBroughtTo, passOn, takeOn } from "#app/helping/routing.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { champions } from "#db/schema/champions.server.ts";
import { askedHelpers, waitingQuestions } from "#db/schema/helping.server.ts";
import { people, personTools } from "#db/schema/people.server.ts";
import { tags, threadTags } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { agent, claude, makeChampion, makeColleagues, makeLists, support } from "./scene.ts";

useTestDb();
const hour = 3_600_000;
const undo: (() => void)[] = [];
let asker: Viewer;
let circle: Awaited<ReturnType<typeof makeCircle>>;
beforeAll(async () => {
	await makeLists();
	await db.insert(tags).values([{ name: "claude" }, { name: "tables" }]);
});
beforeEach(async () => {
	asker = await makePerson();
	circle = await makeCircle({ keeper: asker });
});
afterEach(async () => {
	for (const back of undo.splice(0)) back();
	await db.update(accounts).set({ disabledAt: now() });
});

const question = async (named = "claude") => {
	const thread = await makeThread({ author: asker, circleId: circle.id });
	await db.insert(threadTags).values({ threadId: thread.id, tag: named });
	return thread.id;
};
const waiting = async (named?: string) => {
	const id = await question(named);
	await db.insert(waitingQuestions).values({ threadId: id, dueAt: now() });
	return id;
};
const first = async (id: string, count = 1) => candidatesFor(id, false, count, db);
const loadNow = async (person: Viewer) => {
	const [row] = await db.execute<{ load: number | null; room: boolean }>(
		sql`select ${loadOf(sql`${person.id}::text`)} as load, ${hasRoom(sql`${person.id}::text`)} as room`,
	);
	return row;
};
const uses = (person: Viewer) => db.insert(personTools).values({ personId: person.id, toolId: claude.id });

test("a champion of the tool, of the asker's role or of their department comes before who only uses it", async () => {
	await db.update(people).set({ departmentId: support.id, jobRoleId: agent.id }).where(eq(people.id, asker.id));
	await makeColleagues(4);
	for (const scope of [{ toolId: claude.id }, { jobRoleId: agent.id }, { departmentId: support.id }]) {
		const champion = await makePerson();
		await makeChampion(champion, [scope]);
		expect(await first(await question())).toEqual([champion.id]);
		await db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, champion.id));
	}
	const [other, former] = [await makePerson(), await makePerson()];
	await makeChampion(other, [{ toolId: "gemini00000000" }]);
	await makeChampion(former, undefined, { from: -300, to: -1 });
	expect(await first(await question(), 20)).not.toContain(other.id);
	expect(await first(await question(), 20)).not.toContain(former.id);
});

test("who rests, wants nothing for now or has a full table is left out, and comes back", async () => {
	const champion = await makePerson();
	await makeChampion(champion);
	await uses(champion);
	const set = (values: Partial<typeof champions.$inferInsert>) =>
		db.update(champions).set(values).where(eq(champions.personId, champion.id));
	const id = await question();
	for (const values of [{ restingSince: now() }, { capacity: 0 }]) {
		expect(await first(id)).toEqual([champion.id]);
		await set(values);
		expect(await first(id)).toEqual([]);
		await set({ restingSince: null, capacity: 8 });
	}
	await set({ capacity: 2 });
	for (let n = 0; n < 2; n++) await db.insert(askedHelpers).values({ threadId: await question(), personId: champion.id, askedAt: now() });
	expect(await first(id)).toEqual([]);
	undo.push(shiftClock(29 * 24 * hour));
	// Whoever was not here for a month is not asked.
	await db.update(accounts).set({ createdAt: now() });
	expect(await first(id)).toEqual([champion.id]);
});

test("the load: questions not passed on and sessions they host, of 28 days and to come, over their capacity", async () => {
	const champion = await makePerson();
	await makeChampion(champion, undefined, { own: { capacity: 4 } });
	expect(await loadNow(champion)).toEqual({ load: 0, room: true });
	const at = (hours: number) => new Date(now().getTime() + hours * hour);
	const brought = async (askedAt: Date, passedAt: Date | null = null) =>
		db.insert(askedHelpers).values({ threadId: await question(), personId: champion.id, askedAt, passedAt });
	await brought(at(-1));
	await brought(at(-2), at(-1));
	await brought(at(-29 * 24));
	await db.execute(
		sql`insert into office_hours (id, host_id, title, kind, minutes, time_zone, created_at) values ('hours000000001', ${champion.id}, 'Hour', 'one', 30, 'UTC', now())`,
	);
	const session = (n: number, starts: Date, state = "booked") =>
		db.execute(sql`
		insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, created_at, cancelled_at, cancelled_by)
		select ${`session000000${n}`}, 'hours000000001', ${champion.id}, 'one', ${state}, 1, s, s + interval '30 minutes', s, s + interval '30 minutes', now(),
			case when ${state} = 'cancelled' then now() end, case when ${state} = 'cancelled' then 'host' end from (select ${starts.toISOString()}::timestamptz as s) x`);
	await session(1, at(-24));
	await session(2, at(24 * 40));
	await session(3, at(48), "cancelled");
	await session(4, at(-24 * 29));
	expect(await loadNow(champion)).toEqual({ load: 0.75, room: true });
	await session(5, at(72));
	expect(await loadNow(champion)).toEqual({ load: 1, room: false });
	await db.update(champions).set({ capacity: 0 }).where(eq(champions.personId, champion.id));
	expect(await loadNow(champion)).toEqual({ load: null, room: false });
});

test("taken on, it is brought to nobody else for a day; it stays with whoever took it", async () => {
	const [one, two] = [await makePerson(), await makePerson()];
	await makeChampion(one);
	await makeChampion(two);
	const late = await Promise.all(Array.from({ length: 3 }, () => makePerson()));
	const id = await waiting();
	await bringQuestions();
	expect((await questionsFor(one)).map((row) => row.id)).toEqual([id]);
	for (const person of late) await uses(person);
	await expect(takeOn(late[0] ?? one, id)).rejects.toMatchObject({ init: { status: 404 } });
	await takeOn(one, id);
	await takeOn(one, id);
	expect(await questionsFor(one)).toMatchObject([{ id, taken: true }]);
	// Another passes it on: nobody is asked in their stead, since somebody took it.
	await passOn(two, id);
	expect(await db.select().from(askedHelpers).where(eq(askedHelpers.threadId, id))).toHaveLength(2);
	undo.push(shiftClock(23.9 * hour));
	await bringQuestions();
	expect(await db.select().from(askedHelpers).where(eq(askedHelpers.threadId, id))).toHaveLength(2);
	undo.push(shiftClock(0.2 * hour));
	await bringQuestions();
	expect((await db.select().from(askedHelpers).where(eq(askedHelpers.threadId, id))).length).toBeGreaterThan(2);
});

test("passed on, somebody else is asked; “not mine” is remembered for questions alike", async () => {
	const [one, two] = [await makePerson(), await makePerson()];
	for (const person of [one, two]) await uses(person);
	await db.update(people).set({ askMeAbout: "claude, and tables" }).where(eq(people.id, one.id));
	const id = await question();
	await db.insert(waitingQuestions).values({ threadId: id, wave: 1 });
	expect(await first(id)).toEqual([one.id]);
	await db.insert(askedHelpers).values({ threadId: id, personId: one.id, askedAt: now() });
	await passOn(one, id, { notMine: true });
	expect(await isBroughtTo(two, id)).toBe(true);
	expect(await questionsFor(one)).toEqual([]);
	await expect(passOn(one, id)).rejects.toMatchObject({ init: { status: 404 } });
	await db.delete(waitingQuestions);
	expect(await first(await question())).toEqual([two.id]);
	// Of something else it says nothing, and after a while it is forgotten.
	expect((await first(await question("tables"), 5)).includes(one.id)).toBe(true);
	undo.push(shiftClock(91 * 24 * hour));
	expect(await first(await question())).toEqual([]);
	await db.update(accounts).set({ createdAt: now() });
	expect(await first(await question())).toEqual([one.id]);
});

test("a tampered thread is not there, and an old question is left alone", async () => {
	const person = await makePerson();
	for (const id of [undefined, "", "zzzzzzzzzzzzzz", "' or 1=1 --", "x".repeat(9000)]) {
		await expect(takeOn(person, id)).rejects.toMatchObject({ init: { status: 404 } });
		await expect(passOn(person, id, { notMine: true })).rejects.toMatchObject({ init: { status: 404 } });
	}
});

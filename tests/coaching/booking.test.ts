import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { offersWhere, slotsFor } from "#app/coaching/availability.server.ts";
import { moveSession } from "#app/coaching/commands.server.ts";
import { bookHeld, heldBy, holdFromPool, holdSlot, letGoOf } from "#app/coaching/hold.server.ts";
import { retireHours } from "#app/coaching/hours.server.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { cancel, runOut } from "#app/coaching/seats.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { rateLimits } from "#db/schema/auth.server.ts";
import { champions } from "#db/schema/champions.server.ts";
import { bookings, busy, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { inHours, makeHost, makeTool, offer, words } from "./offers.ts";

useTestDb();
let undo: (() => void) | null = null;
const later = (ms: number) => {
	undo?.();
	undo = shiftClock(ms);
};
afterEach(() => {
	undo?.();
	undo = null;
});
const minute = 60_000;
const gone = { init: { status: 404 } };

async function book(guest: Viewer, hours: string, startsAt: Date, more: Partial<typeof words> = {}): Promise<string> {
	const held = await holdSlot(guest, hours, startsAt);
	if (!("id" in held)) throw new Error("It was taken.");
	const booked = await bookHeld(guest, held.id, { ...words, ...more });
	if ("errors" in booked) throw new Error(JSON.stringify(booked.errors));
	return held.id;
}
const rowOf = async (id: string) => (await db.select().from(coachingSessions).where(eq(coachingSessions.id, id)))[0];
const jobs = () =>
	db.execute<{ task: string; payload: { personId: string; kind: string; cause: string } }>(
		sql`select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
	);
const told = async (kind: string, id: string) =>
	(await jobs())
		.filter(({ task, payload }) => task === "notifications.notice" && payload.kind === kind && payload.cause.includes(id))
		.map(({ payload }) => payload);

let host: Viewer;
let guest: Viewer;
let hours: string;
beforeAll(async () => {
	[host, guest] = [await makeHost(), await makePerson()];
	hours = await offer(host);
});

describe("one slot", () => {
	test("25 people want it: one has it, the others are given the next three free ones", async () => {
		const own = await offer(await makeHost());
		const people = await Promise.all(Array.from({ length: 25 }, () => makePerson()));
		const at = inHours(30);
		const answers = await Promise.all(people.map((person) => holdSlot(person, own, at)));
		expect(answers.filter((one) => "id" in one)).toHaveLength(1);
		for (const answer of answers)
			if ("taken" in answer) {
				expect(answer.next.map((next) => (next.getTime() - at.getTime()) / minute)).toEqual([30, 60, 90]);
			}
		expect(
			await db
				.select()
				.from(bookings)
				.innerJoin(coachingSessions, eq(coachingSessions.id, bookings.sessionId))
				.where(eq(coachingSessions.officeHoursId, own)),
		).toHaveLength(1);
	});

	test("fifty rounds of 25 at once: never two, and never nobody", async () => {
		const own = await offer(await makeHost());
		const people = await Promise.all(Array.from({ length: 25 }, () => makePerson()));
		for (let round = 0; round < 50; round += 1) {
			const at = inHours(20 + round);
			const answers = await Promise.all(people.map((person) => holdSlot(person, own, at)));
			const winner = answers.findIndex((one) => "id" in one);
			expect(
				answers.filter((one) => "id" in one),
				`round ${round}`,
			).toHaveLength(1);
			const held = answers[winner];
			if (held && "id" in held) await bookHeld(people[winner] as Viewer, held.id, words);
		}
		expect(
			await db
				.select()
				.from(coachingSessions)
				.where(and(eq(coachingSessions.officeHoursId, own), eq(coachingSessions.state, "booked"))),
		).toHaveLength(50);
	}, 120_000);

	test("past the code: two rows of one host or one guest at the same time can not be written", async () => {
		const id = await book(guest, hours, inHours(40));
		const session = await rowOf(id);
		if (!session) throw new Error("no row");
		const copy = { ...session, id: "copyofsession1" };
		await expect(db.insert(coachingSessions).values(copy)).rejects.toMatchObject({ cause: { code: "23P01" } });
		// As somebody else's session it may be; with this guest in it not.
		const other = await makeHost();
		await db.insert(coachingSessions).values({ ...copy, hostId: other.id });
		const place = { id: "copyofbooking1", sessionId: copy.id, state: "booked" as const, createdAt: new Date() };
		await expect(db.insert(bookings).values({ ...place, guestId: guest.id })).rejects.toMatchObject({ cause: { code: "23P01" } });
		await expect(db.insert(bookings).values({ ...place, guestId: other.id })).rejects.toMatchObject({
			cause: { constraint_name: "bookings_not_the_host" },
		});
		// A champion who is somebody's guest is no host meanwhile.
		await expect(db.insert(bookings).values({ ...place, guestId: host.id })).rejects.toMatchObject({ cause: { code: "23P01" } });
		await db.insert(bookings).values({ ...place, guestId: (await makePerson()).id });
		await expect(db.insert(bookings).values({ ...place, id: "copyofbooking2", guestId: (await makePerson()).id })).rejects.toMatchObject({
			cause: { constraint_name: "bookings_seats" },
		});
		// Cancelled, it takes nobody's time; and it can not be taken up again where another stands.
		await db.update(coachingSessions).set({ state: "cancelled", cancelledAt: new Date() }).where(eq(coachingSessions.id, copy.id));
		expect(await db.select().from(busy).where(eq(busy.source, copy.id))).toEqual([]);
		expect(await db.select().from(busy).where(eq(busy.source, place.id))).toEqual([]);
	});

	test("one who books with two champions at once is in one place", async () => {
		const hosts = await Promise.all([makeHost(), makeHost(), makeHost()]);
		const offers = await Promise.all(hosts.map((one) => offer(one)));
		const person = await makePerson();
		const at = inHours(50);
		for (let round = 0; round < 10; round += 1) {
			const answers = await Promise.all(offers.map((one) => holdSlot(person, one, at)));
			// Choosing another slot lets go of the one before: the last one stays.
			expect(answers.filter((one) => "id" in one).length).toBeGreaterThan(0);
			const held = await db
				.select()
				.from(bookings)
				.where(and(eq(bookings.guestId, person.id), eq(bookings.state, "held")));
			expect(held).toHaveLength(1);
		}
	});

	test("buffers keep the slots beside it free, for everybody", async () => {
		const own = await makeHost();
		const buffered = await offer(own, { bufferBefore: "10", bufferAfter: "20" });
		const plain = await offer(own, { title: "Another offer of the same host" });
		const at = inHours(60);
		await book(guest, buffered, at);
		const person = await makePerson();
		for (const [offered, minutes] of [
			[buffered, 30],
			[buffered, -30],
			[plain, 30],
			[plain, 0],
		] as const)
			expect(await holdSlot(person, offered, new Date(at.getTime() + minutes * minute))).toHaveProperty("taken");
		expect(await holdSlot(person, plain, new Date(at.getTime() + 60 * minute))).toHaveProperty("id");
	});
});

describe("what is no slot", () => {
	test.each([
		["in the past", () => inHours(-5)],
		["beside the grid", () => new Date(inHours(30).getTime() + 7 * minute)],
		["beyond the horizon", () => inHours(24 * 61)],
		["far away", () => new Date("9999-12-31T23:59:59Z")],
	])("%s: nothing is written", async (_, at) => {
		const before = await db.select().from(coachingSessions);
		const answer = await holdSlot(await makePerson(), hours, at());
		expect(answer).toMatchObject({ taken: true });
		expect("taken" in answer ? answer.next : []).toHaveLength(3);
		expect(await db.select().from(coachingSessions)).toHaveLength(before.length);
	});

	test("in the hour that clocks skip", async () => {
		const own = await makeHost("Europe/Berlin");
		const night = await offer(own, { mon: "", tue: "", wed: "", thu: "", fri: "", sat: "", sun: "02:00-03:00", horizonDays: "120" });
		// The last Sunday of March 2027 has no such hour; the Sunday before has it at 01:00 UTC.
		later(Date.parse("2027-03-01T12:00:00Z") - Date.now());
		await db.execute(sql`update champion_terms set ends_on = '2028-01-01' where person_id = ${own.id}`);
		const person = await makePerson();
		expect(await holdSlot(person, night, new Date("2027-03-28T01:00:00Z"))).toMatchObject({ taken: true });
		expect(await holdSlot(person, night, new Date("2027-03-28T00:00:00Z"))).toMatchObject({ taken: true });
		expect(await holdSlot(person, night, new Date("2027-03-21T01:00:00Z"))).toHaveProperty("id");
	});

	test("hours that do not exist, are one's own, a group's, retired, or of somebody who rests, left or is no champion", async () => {
		const person = await makePerson();
		const at = inHours(70);
		const tried = async (id: string | undefined, viewer: Viewer = person) => expect(holdSlot(viewer, id, at)).rejects.toMatchObject(gone);
		await tried(undefined);
		await tried("' or 1=1 --");
		await tried("zzzzzzzzzzzzzz");
		await tried(hours, host);
		await tried(
			await offer(await makeHost(), {
				kind: "group",
				seats: "5",
				title: "A group",
				mon: "09:00-09:30",
				tue: "",
				wed: "",
				thu: "",
				fri: "",
				sat: "",
				sun: "",
			}),
		);
		const retired = await offer(host, { title: "Retired" });
		await retireHours(host, retired);
		await tried(retired);
		await expect(retireHours(person, hours)).rejects.toMatchObject(gone);
		const resting = await makeHost();
		const rests = await offer(resting);
		await db.update(champions).set({ restingSince: new Date() }).where(eq(champions.personId, resting.id));
		await tried(rests);
		const former = await makeHost();
		const once = await offer(former);
		await db.execute(
			sql`update champion_terms set ends_on = ${new Date().toISOString().slice(0, 10)}::date where person_id = ${former.id}`,
		);
		await tried(once);
		const closed = await makeHost();
		const left = await offer(closed);
		await db.execute(sql`update accounts set disabled_at = now() where id = ${closed.id}`);
		await tried(left);
	});
});

describe("a hold", () => {
	test("is for its holder, for ten minutes; then whoever comes next has it", async () => {
		const at = inHours(80);
		const [first, second] = [await makePerson(), await makePerson()];
		const held = await holdSlot(first, hours, at);
		if (!("id" in held)) throw new Error("taken");
		expect(await heldBy(first, held.id)).not.toBeNull();
		expect(await heldBy(second, held.id)).toBeNull();
		expect(await sessionById(first, held.id)).toBeNull();
		expect(await holdSlot(second, hours, at)).toMatchObject({ taken: true });
		expect(await bookHeld(second, held.id, words)).toHaveProperty("errors");
		later(11 * minute);
		const next = await holdSlot(second, hours, at);
		expect(next).toHaveProperty("id");
		expect(await bookHeld(first, held.id, words)).toMatchObject({ errors: { form: expect.stringContaining("ten minutes") } });
	});

	test("that ran out is booked all the same when nobody took it", async () => {
		const person = await makePerson();
		const held = await holdSlot(person, hours, inHours(82));
		later(30 * minute);
		expect(await bookHeld(person, "id" in held ? held.id : "", words)).toHaveProperty("path");
	});

	test("goes by the clock, and when its holder lets go or chooses another", async () => {
		const person = await makePerson();
		const first = await holdSlot(person, hours, inHours(84));
		const second = await holdSlot(person, hours, inHours(85));
		if (!("id" in first) || !("id" in second)) throw new Error("taken");
		expect(await rowOf(first.id)).toBeUndefined();
		await letGoOf(await makePerson(), second.id);
		expect(await rowOf(second.id)).toBeDefined();
		await letGoOf(person, second.id);
		expect(await rowOf(second.id)).toBeUndefined();
		const third = await holdSlot(person, hours, inHours(84));
		later(11 * minute);
		await Promise.all([runOut(), runOut()]);
		expect(await rowOf("id" in third ? third.id : "")).toBeUndefined();
		expect(await db.select().from(busy).where(eq(busy.personId, person.id))).toEqual([]);
	});

	test("is booked once, and tells both once, with the words that are for the host", async () => {
		const person = await makePerson();
		const circle = await makeCircle({ keeper: host, visibility: "private", members: [host] });
		const secret = await makeThread({ author: host, circleId: circle.id });
		const held = await holdSlot(person, hours, inHours(86));
		if (!("id" in held)) throw new Error("taken");
		const both = await Promise.all([1, 2].map(() => bookHeld(person, held.id, { ...words, threadId: secret.id })));
		expect(both).toEqual([{ path: `/coaching/${held.id}` }, { path: `/coaching/${held.id}` }]);
		expect((await told("booked", held.id)).map(({ personId }) => personId).sort()).toEqual([host.id, person.id].sort());
		const [booking] = await db.select().from(bookings).where(eq(bookings.sessionId, held.id));
		// A thread that the guest can not see is not tied to it.
		expect(booking).toMatchObject({ state: "booked", want: words.want, threadId: null });
		expect((await rowOf(held.id))?.link).toBe(`https://meet.example/${held.id}`);
		expect(await sessionById(await makePerson({ role: "admin" }), held.id)).toBeNull();
		expect((await sessionById(host, held.id))?.guests).toMatchObject([{ id: person.id, want: words.want }]);
	});
});

describe("any champion for a topic", () => {
	test("the least loaded, then whoever was booked least recently; the next when one is taken", async () => {
		const tool = await makeTool("Poolware");
		const hosts = await Promise.all([makeHost(), makeHost(), makeHost()]);
		const offers = await Promise.all(hosts.map((one) => offer(one, { tools: [tool] })));
		await offer(await makeHost(), { tools: [tool], pooled: "", title: "Not in the pool" });
		// The first has one session more than the others; the second was booked before the third.
		await book(await makePerson(), offers[0] as string, inHours(100));
		await book(await makePerson(), offers[0] as string, inHours(101));
		await book(await makePerson(), offers[1] as string, inHours(102));
		await book(await makePerson(), offers[2] as string, inHours(103));
		const at = inHours(110);
		const order: string[] = [];
		for (let n = 0; n < 4; n += 1) {
			const person = await makePerson();
			const held = await holdFromPool(person, { toolId: tool }, at);
			if ("id" in held) {
				order.push((await rowOf(held.id))?.hostId ?? "");
				await bookHeld(person, held.id, words);
			} else expect(held.next).toHaveLength(3);
		}
		expect(order).toEqual([hosts[1]?.id, hosts[2]?.id, hosts[0]?.id]);
		await expect(holdFromPool(guest, { toolId: "zzzzzzzzzzzzzz" }, at)).rejects.toMatchObject(gone);
	});

	test("as many at once as there are champions: each has one, and nobody two", async () => {
		const tool = await makeTool("Racepool");
		for (let n = 0; n < 4; n += 1) await offer(await makeHost(), { tools: [tool] });
		for (let round = 0; round < 10; round += 1) {
			const people = await Promise.all(Array.from({ length: 6 }, () => makePerson()));
			const at = inHours(120 + round);
			const answers = await Promise.all(people.map((person) => holdFromPool(person, { toolId: tool }, at)));
			const held = answers.flatMap((one) => ("id" in one ? [one.id] : []));
			expect(held, `round ${round}`).toHaveLength(4);
			expect(new Set(await Promise.all(held.map(async (id) => (await rowOf(id))?.hostId))).size).toBe(4);
		}
	}, 60_000);

	test("one who has enough on the table is not asked", async () => {
		const tool = await makeTool("Fullpool");
		const full = await makeHost();
		await offer(full, { tools: [tool] });
		await db.update(champions).set({ capacity: 0 }).where(eq(champions.personId, full.id));
		await expect(holdFromPool(guest, { toolId: tool }, inHours(130))).rejects.toMatchObject(gone);
	});
});

describe("moving", () => {
	test("keeps session, booking and address; the number grows; its old time is free again (cal.com 12122, 23216)", async () => {
		const person = await makePerson();
		const at = inHours(140);
		const id = await book(person, hours, at);
		const [before] = await db.select().from(bookings).where(eq(bookings.sessionId, id));
		for (const [viewer, hoursOn] of [
			[person, 3],
			[host, 5],
		] as const) {
			const to = new Date(at.getTime() + hoursOn * 60 * minute);
			expect(await moveSession(viewer, id, to)).toEqual({ path: `/coaching/${id}` });
			expect((await rowOf(id))?.startsAt).toEqual(to);
		}
		const [after] = await db.select().from(bookings).where(eq(bookings.sessionId, id));
		expect([after?.id, after?.sequence, (await rowOf(id))?.sequence]).toEqual([before?.id, 2, 2]);
		expect(await holdSlot(await makePerson(), hours, at)).toHaveProperty("id");
		expect((await told("moved", id)).length).toBe(4);
	});

	test("over its own old time, but onto nobody else's", async () => {
		const wide = await offer(await makeHost(), { minutes: "60", mon: "00:00-24:00" });
		const [one, two] = [await makePerson(), await makePerson()];
		const at = inHours(150);
		const first = await book(one, wide, at);
		await book(two, wide, new Date(at.getTime() + 60 * minute));
		expect(await moveSession(one, first, new Date(at.getTime() + 60 * minute))).toHaveProperty("errors.startsAt");
		expect(await moveSession(one, first, new Date(at.getTime() - 60 * minute))).toHaveProperty("path");
	});

	test("not by others, not to where the guest is elsewhere, not when it begins soon, is over or cancelled", async () => {
		const person = await makePerson();
		const at = inHours(160);
		const id = await book(person, hours, at);
		const other = await offer(await makeHost());
		const to = new Date(at.getTime() + 120 * minute);
		await book(person, other, to);
		for (const nobody of [await makePerson(), await makePerson({ role: "admin" })])
			await expect(moveSession(nobody, id, to)).rejects.toMatchObject(gone);
		expect(await moveSession(host, id, to)).toMatchObject({ errors: { startsAt: expect.any(String) } });
		expect(await moveSession(host, id, new Date(at.getTime() + minute))).toHaveProperty("errors.startsAt");
		expect((await rowOf(id))?.sequence).toBe(0);
		later(at.getTime() - Date.now() - 30 * minute);
		expect(await moveSession(person, id, new Date(at.getTime() + 240 * minute))).toHaveProperty("errors.form");
		await cancel(person, id, "");
		await expect(moveSession(person, id, new Date(at.getTime() + 240 * minute))).rejects.toMatchObject(gone);
	});

	test("two who move two sessions onto one slot: one succeeds, fifty times", async () => {
		const own = await makeHost();
		const mine = await offer(own);
		const [one, two] = [await makePerson(), await makePerson()];
		const first = await book(one, mine, inHours(200));
		const second = await book(two, mine, inHours(201));
		for (let round = 0; round < 50; round += 1) {
			const to = inHours(210 + round);
			const answers = await Promise.all([moveSession(one, first, to), moveSession(two, second, to)]);
			expect(
				answers.filter((answer) => "path" in answer),
				`round ${round}`,
			).toHaveLength(1);
		}
	}, 60_000);
});

describe("cancelling", () => {
	test("by either side: both are told, the time is free, no reminder is left, twice is once", async () => {
		for (const by of ["guest", "host"] as const) {
			const person = await makePerson();
			const at = inHours(by === "guest" ? 300 : 302);
			const id = await book(person, hours, at);
			const viewer = by === "guest" ? person : host;
			const reminders = async () =>
				(await jobs()).filter(({ task, payload }) => task === "coaching.remind" && JSON.stringify(payload).includes(id));
			expect(await reminders()).toHaveLength(2);
			await Promise.all([cancel(viewer, id, "Something came up."), cancel(viewer, id, "Something came up.")]);
			expect(await rowOf(id)).toMatchObject({ state: "cancelled", cancelledBy: by, reason: "Something came up.", sequence: 1 });
			expect(await reminders()).toEqual([]);
			expect((await told("cancelled", id)).map(({ personId }) => personId).sort()).toEqual([host.id, person.id].sort());
			expect(await holdSlot(await makePerson(), hours, at)).toHaveProperty("id");
			expect(await db.select().from(busy).where(eq(busy.personId, person.id))).toEqual([]);
		}
	});

	test("not by others, and not once it has begun", async () => {
		const person = await makePerson();
		const at = inHours(304);
		const id = await book(person, hours, at);
		for (const nobody of [await makePerson(), await makePerson({ role: "admin" })])
			await expect(cancel(nobody, id, "")).rejects.toMatchObject(gone);
		later(at.getTime() - Date.now() + minute);
		expect(await cancel(person, id, "")).toHaveProperty("errors.form");
	});

	test("a booking and a cancellation at once, fifty times: the time is never lost and never double", async () => {
		const own = await offer(await makeHost());
		const [one, two] = [await makePerson(), await makePerson()];
		for (let round = 0; round < 50; round += 1) {
			await db.delete(rateLimits);
			const at = inHours(400 + round * 2);
			const id = await book(one, own, at);
			const [, held] = await Promise.all([cancel(one, id, ""), holdSlot(two, own, at)]);
			if ("id" in held) await letGoOf(two, held.id);
			expect(await holdSlot(two, own, at)).toHaveProperty("id");
		}
	}, 60_000);
});

test("what is shown is what is accepted: every slot of a week can be held", async () => {
	const own = await makeHost("America/St_Johns");
	const odd = await offer(own, { minutes: "45", bufferAfter: "10", mon: "09:15-12:00, 22:00-01:00", weeklyLimit: "30" });
	const [found] = await offersWhere(eq(officeHours.id, odd));
	if (!found) throw new Error("not offered");
	const person = await makePerson();
	const slots = (await slotsFor(person, [found], { from: inHours(1), to: inHours(24 * 8) })).get(odd) ?? [];
	expect(slots.length).toBeGreaterThan(50);
	for (const slot of slots.filter((_, index) => index % 9 === 0)) expect(await holdSlot(person, odd, slot.startsAt)).toHaveProperty("id");
});

import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { moveSession } from "#app/coaching/commands.server.ts";
import { layOutGroups } from "#app/coaching/groups.server.ts";
import { bookHeld, holdSlot } from "#app/coaching/hold.server.ts";
import { addDaysOff, ownDaysOff, removeDaysOff, retireHours, saveHours } from "#app/coaching/hours.server.ts";
import { hoursInput } from "#app/coaching/input.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { answerOffer, cancel, offerOf, runOut, takeSeat } from "#app/coaching/seats.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { BookingState } from "#db/enums.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { form, makeHost, offer, words } from "./offers.ts";

useTestDb();
const hour = 3_600_000;
/** As many as are made. */
type Tuple = [Viewer, Viewer, Viewer, Viewer, Viewer];
const gone = { init: { status: 404 } };
let undo: (() => void) | null = null;
const later = (ms: number) => {
	undo?.();
	undo = shiftClock(ms);
};
afterEach(() => {
	undo?.();
	undo = null;
});

let host: Viewer;
let hours: string;
let session: typeof coachingSessions.$inferSelect;
const week = (text: string) => ({ mon: text, tue: text, wed: text, thu: text, fri: text, sat: text, sun: text });
const group = { kind: "group", minutes: "60", seats: "5", title: "Spreadsheets together", ...week("10:00-11:00") };
beforeEach(async () => {
	host = await makeHost();
	hours = await offer(host, group);
	const rows = await laidOut();
	session = rows[3] as typeof session;
});
const laidOut = () =>
	db
		.select()
		.from(coachingSessions)
		.where(and(eq(coachingSessions.officeHoursId, hours), eq(coachingSessions.state, "booked")))
		.orderBy(coachingSessions.startsAt);
const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => makePerson()));
const statesOf = async (id = session.id) => {
	const rows = await db.select().from(bookings).where(eq(bookings.sessionId, id)).orderBy(bookings.place);
	return rows.map(({ state }) => state);
};
const count = (states: BookingState[], state: BookingState) => states.filter((one) => one === state).length;
const bookingOf = async (person: Viewer, id = session.id) =>
	(
		await db
			.select()
			.from(bookings)
			.where(and(eq(bookings.sessionId, id), eq(bookings.guestId, person.id)))
	)[0];
const told = async (person: Viewer) =>
	(
		await db.execute<{ payload: { kind: string; cause: string } }>(
			sql`select payload from graphile_worker._private_jobs where payload ->> 'personId' = ${person.id}`,
		)
	).map(({ payload }) => payload);

test("22 at once for five seats: five have one, the others wait in the order in which they came", async () => {
	const people = await crowd(20);
	await Promise.all([...people, ...people.slice(0, 2)].map((person) => takeSeat(person, session.id, words)));
	const states = await statesOf();
	expect([states.length, count(states, "booked"), count(states, "waiting")]).toEqual([20, 5, 15]);
	const view = await sessionById(people[19] as Viewer, session.id);
	expect(view?.guests.length === 0 || view?.guests.length === 5).toBe(true);
	// Three leave at once: three are offered a seat, and nobody more.
	const booked = await db
		.select()
		.from(bookings)
		.where(and(eq(bookings.sessionId, session.id), eq(bookings.state, "booked")))
		.limit(3);
	await Promise.all(booked.map(({ guestId }) => cancel(people.find(({ id }) => id === guestId) as Viewer, session.id, "")));
	const after = await statesOf();
	expect([count(after, "booked"), count(after, "offered"), count(after, "waiting"), count(after, "cancelled")]).toEqual([2, 3, 12, 3]);
	// First come, first served.
	const waiting = await db
		.select()
		.from(bookings)
		.where(and(eq(bookings.sessionId, session.id), sql`${bookings.state} in ('offered', 'waiting')`))
		.orderBy(bookings.place);
	expect(waiting.map(({ state }) => state)).toEqual([...Array(3).fill("offered"), ...Array(12).fill("waiting")]);
});

test("fifty rounds of joining and leaving at once: never more than there are seats, and no seat stays empty while somebody waits", async () => {
	const people = await crowd(9);
	for (let round = 0; round < 50; round += 1) {
		await Promise.all(
			people.map((person, index) =>
				(index + round) % 3 === 0 ? cancel(person, session.id, "").catch(() => undefined) : takeSeat(person, session.id, words),
			),
		);
		const states = await statesOf();
		const taken = count(states, "booked") + count(states, "offered");
		expect(taken, `round ${round}`).toBeLessThanOrEqual(5);
		if (count(states, "waiting") > 0) expect(taken, `round ${round}`).toBe(5);
	}
}, 120_000);

test("who is elsewhere by then, or no longer here, is passed over; an offer is refused in one step and runs out", async () => {
	const [one, two, three, four, five, ...next] = await crowd(10);
	for (const person of [one, two, three, four, five, ...next]) await takeSeat(person as Viewer, session.id, words);
	const [elsewhere, left, refuses, sleeps, takes] = next as Viewer[] as Tuple;
	const other = await offer(await makeHost(), { minutes: "60" });
	const held = await holdSlot(elsewhere, other, session.startsAt);
	await bookHeld(elsewhere, "id" in held ? held.id : "", words);
	await db.update(accounts).set({ disabledAt: new Date() }).where(eq(accounts.id, left.id));
	await cancel(one as Viewer, session.id, "");
	expect((await bookingOf(elsewhere))?.state).toBe("waiting");
	expect((await bookingOf(left))?.state).toBe("waiting");
	const offered = await bookingOf(refuses);
	expect(offered).toMatchObject({ state: "offered" });
	expect((offered?.until?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(24 * hour);
	expect((await told(refuses)).map(({ kind, cause }) => [kind, cause])).toEqual([
		["offered", `offer:${offered?.id}:${offered?.until?.toISOString()}`],
	]);
	for (const nobody of [takes, host, await makePerson({ role: "admin" })]) {
		expect(await offerOf(nobody, offered?.id)).toBeNull();
		await expect(answerOffer(nobody, offered?.id, true)).rejects.toMatchObject(gone);
	}
	await answerOffer(refuses, offered?.id, false);
	expect([(await bookingOf(refuses))?.state, (await bookingOf(sleeps))?.state]).toEqual(["cancelled", "offered"]);
	later(25 * hour);
	await Promise.all([runOut(), runOut()]);
	expect([(await bookingOf(sleeps))?.state, (await bookingOf(takes))?.state]).toEqual(["cancelled", "offered"]);
	const mine = await bookingOf(takes);
	expect(await answerOffer(sleeps, (await bookingOf(sleeps))?.id, true)).toHaveProperty("errors.form");
	expect(await Promise.all([answerOffer(takes, mine?.id, true), answerOffer(takes, mine?.id, true)])).toEqual([
		{ path: `/coaching/${session.id}` },
		{ path: `/coaching/${session.id}` },
	]);
	expect((await told(takes)).filter(({ kind }) => kind === "booked")).toHaveLength(1);
	expect((await bookingOf(takes))?.state).toBe("booked");
});

test("an offer ends when the session begins, and nobody is moved up any more", async () => {
	const people = await crowd(6);
	for (const person of people) await takeSeat(person, session.id, words);
	later(session.startsAt.getTime() - Date.now() - hour);
	await cancel(people[0] as Viewer, session.id, "");
	expect((await bookingOf(people[5] as Viewer))?.until).toEqual(session.startsAt);
	later(session.startsAt.getTime() - Date.now() + 60_000);
	expect(await answerOffer(people[5] as Viewer, (await bookingOf(people[5] as Viewer))?.id, true)).toHaveProperty("errors.form");
	await expect(takeSeat(await makePerson(), session.id, words)).resolves.toHaveProperty("errors.form");
});

test("whoever gave a seat up can come again, at the end; their calendar's number grows", async () => {
	const people = await crowd(6);
	for (const person of people) await takeSeat(person, session.id, words);
	const [first] = people as Viewer[] as Tuple;
	await cancel(first, session.id, "");
	await takeSeat(first, session.id, { ...words, want: "Again." });
	expect(await bookingOf(first)).toMatchObject({ state: "waiting", sequence: 2, want: "Again." });
	await cancel(people[1] as Viewer, session.id, "");
	expect((await bookingOf(first))?.state).toBe("offered");
});

test("who comes is seen by those who come and the host; a host takes no seat; nobody takes two places", async () => {
	const [guest, other] = (await crowd(2)) as Viewer[] as Tuple;
	await takeSeat(guest, session.id, words);
	expect((await sessionById(guest, session.id))?.guests).toMatchObject([{ id: guest.id, want: "" }]);
	expect((await sessionById(host, session.id))?.guests).toMatchObject([{ id: guest.id, want: words.want }]);
	for (const viewer of [other, await makePerson({ role: "admin" })]) expect((await sessionById(viewer, session.id))?.guests).toEqual([]);
	await expect(takeSeat(host, session.id, words)).rejects.toMatchObject(gone);
	await expect(takeSeat(guest, "zzzzzzzzzzzzzz", words)).rejects.toMatchObject(gone);
	const more = await makeHost();
	await offer(more, group);
	const [, , , same] = await db
		.select()
		.from(coachingSessions)
		.where(eq(coachingSessions.hostId, more.id))
		.orderBy(coachingSessions.startsAt);
	expect(same?.startsAt).toEqual(session.startsAt);
	expect(await takeSeat(guest, same?.id, words)).toMatchObject({ errors: { form: expect.stringContaining("another session") } });
});

test("the host moves it for all, but not onto another one of theirs, and cancels it for all", async () => {
	const people = (await crowd(3)) as Viewer[] as Tuple;
	for (const person of people) await takeSeat(person, session.id, words);
	await expect(moveSession(people[0], session.id, new Date(session.startsAt.getTime() + 24 * hour))).rejects.toMatchObject(gone);
	expect(await moveSession(host, session.id, new Date(session.startsAt.getTime() + 24 * hour))).toHaveProperty("errors.startsAt");
	await cancel(host, session.id, "I am ill.");
	expect(await statesOf()).toEqual(["cancelled", "cancelled", "cancelled"]);
	for (const person of people) expect((await told(person)).filter(({ kind }) => kind === "cancelled")).toHaveLength(1);
	// A host who called it off meant it: the hour is not laid out again.
	await layOutGroups();
	expect((await laidOut()).map(({ startsAt }) => startsAt.getTime())).not.toContain(session.startsAt.getTime());
});

test("sessions are laid out once by any number of workers, follow the hours, and those with somebody in them stay", async () => {
	const before = await laidOut();
	await Promise.all([layOutGroups(), layOutGroups(), layOutGroups()]);
	// They are the same ones: their addresses stand in calendars.
	expect((await laidOut()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
	const [guest] = (await crowd(1)) as Viewer[] as Tuple;
	await takeSeat(guest, session.id, words);
	const changed = await saveHours(host, hours, hoursInput.parse(form({ ...group, ...week("15:00-16:00") })));
	expect(changed).toEqual({ id: hours });
	const after = await laidOut();
	expect(after.filter(({ startsAt }) => startsAt.getTime() === session.startsAt.getTime())).toHaveLength(1);
	expect(
		new Set(
			after
				.filter(({ id }) => id !== session.id)
				.map(({ startsAt }) => new Date(startsAt).toLocaleTimeString("en-GB", { timeZone: "Europe/Amsterdam" })),
		),
	).toEqual(new Set(["15:00:00"]));
	await addDaysOff(host, new Date().toISOString().slice(0, 10), new Date(Date.now() + 90 * 24 * hour).toISOString().slice(0, 10));
	expect((await laidOut()).map(({ id }) => id)).toEqual([session.id]);
	const [off] = await ownDaysOff(host);
	await expect(removeDaysOff(guest, off?.id)).rejects.toMatchObject(gone);
	await removeDaysOff(host, off?.id);
	expect((await laidOut()).length).toBeGreaterThan(20);
	await retireHours(host, hours);
	expect((await laidOut()).map(({ id }) => id)).toEqual([session.id]);
});

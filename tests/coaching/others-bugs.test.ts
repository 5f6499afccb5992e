// What goes wrong in other booking tools, by their issue numbers, where no other file here holds it. slots.test.ts has daylight saving
// (cal.com 1092, 4702, 6622, 7747, 10517, 12137; Easy!Appointments 1432), booking.test.ts double booking and moving (5820, 10789, 13397,
// 23974, 29958, 12122, 23216; Easy!Appointments 160, 845), seats.test.ts seats and waitlist (13360; Eventra 11927), reminders.test.ts
// reminders (6973, 7225, 12407, 10890), notices.test.ts and calendar.test.ts calendar messages (5339, 28884, 29706).
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { moveSession } from "#app/coaching/commands.server.ts";
import { bookHeld, holdSlot } from "#app/coaching/hold.server.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { answerOffer, cancel, takeSeat } from "#app/coaching/seats.server.ts";
import { shownSlots, weekOf } from "#app/coaching/weeks.server.ts";
import { db } from "#app/core/db.server.ts";
import { coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { inHours, makeHost, offer, words } from "./offers.ts";

useTestDb();
let host: Viewer;
let people: Viewer[];
beforeAll(async () => {
	host = await makeHost();
	people = await Promise.all(Array.from({ length: 4 }, () => makePerson()));
});
const guest = (index: number) => people[index] as Viewer;
const kindsFor = async (person: Viewer) =>
	(
		await db.execute<{ kind: string }>(
			sql`select payload ->> 'kind' as kind from graphile_worker._private_jobs where payload ->> 'personId' = ${person.id} and payload ->> 'kind' is not null order by id`,
		)
	).map(({ kind }) => kind);

test("a slot is on the reader's day, not the host's (Easy!Appointments 961; Rallly 22, 90)", () => {
	// Nine in the morning of the 3rd in Auckland is the evening of the 2nd in New York.
	const start = new Date("2026-12-02T20:00:00Z");
	expect(shownSlots([start], { zone: "America/New_York", hostZone: "Pacific/Auckland" })).toEqual([
		{ startsAt: "2026-12-02T20:00:00.000Z", day: "2026-12-02", mine: "15:00", theirs: "09:00", daysOn: 1 },
	]);
	expect(shownSlots([start], { zone: "Pacific/Auckland", hostZone: "America/New_York" })[0]).toMatchObject({
		day: "2026-12-03",
		daysOn: -1,
	});
	const week = weekOf([start], { from: null, zone: "Pacific/Auckland", hostZone: null, horizonDays: 60 });
	expect(week.days.map(({ day }) => day)).toEqual(["2026-12-03"]);
});

test("times are shown by the clock of their own day, across a change of clocks (Nextcloud Calendar 5873)", () => {
	const starts = [new Date("2027-03-26T08:00:00Z"), new Date("2027-03-29T07:00:00Z")];
	expect(shownSlots(starts, { zone: "Europe/Berlin", hostZone: null }).map(({ mine }) => mine)).toEqual(["09:00", "09:00"]);
	expect(shownSlots(starts, { zone: "America/New_York", hostZone: null }).map(({ mine }) => mine)).toEqual(["04:00", "03:00"]);
});

test("everybody with a seat has the link, and it stays when the session moves (cal.com 6664, 3419, 14086)", async () => {
	const days = { mon: "10-11", tue: "10-11", wed: "10-11", thu: "10-11", fri: "10-11", sat: "10-11", sun: "10-11" };
	const hours = await offer(host, { kind: "group", minutes: "60", seats: "2", ...days });
	const [, , , session] = await db
		.select()
		.from(coachingSessions)
		.where(eq(coachingSessions.officeHoursId, hours))
		.orderBy(coachingSessions.startsAt);
	const id = session?.id ?? "";
	for (const index of [0, 1, 2]) await takeSeat(guest(index), id, words);
	const link = `https://meet.example/${id}`;
	for (const index of [0, 1]) expect((await sessionById(guest(index), id))?.link).toBe(link);
	expect((await sessionById(guest(2), id))?.link).toBe("");
	// Whoever only waited has nothing in a calendar, so nothing is called off there (cal.com 22826).
	await cancel(guest(2), id, "");
	expect(await kindsFor(guest(2))).toEqual([]);
	await takeSeat(guest(3), id, words);
	await cancel(guest(0), id, "");
	const [place] = await db.execute<{ id: string }>(sql`select id from bookings where session_id = ${id} and guest_id = ${guest(3).id}`);
	await answerOffer(guest(3), place?.id, true);
	expect((await sessionById(guest(3), id))?.link).toBe(link);
	expect(await kindsFor(guest(0))).toEqual(["booked", "cancelled"]);
	expect(await kindsFor(guest(3))).toEqual(["offered", "booked"]);

	const single = await offer(await makeHost());
	const held = await holdSlot(guest(0), single, inHours(48));
	const booked = "id" in held ? held.id : "";
	await bookHeld(guest(0), booked, words);
	// The template changes meanwhile: what was promised in the mail stays.
	await db.update(officeHours).set({ link: "https://elsewhere.example" }).where(eq(officeHours.id, single));
	expect(await moveSession(guest(0), booked, inHours(50))).toHaveProperty("path");
	expect((await sessionById(guest(0), booked))?.link).toBe(`https://meet.example/${booked}`);
});

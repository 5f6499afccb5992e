import { eq, sql } from "drizzle-orm";
import ICAL from "ical.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { readAll, unreadAgain } from "#app/notifications/commands.server.ts";
import { noticesOf } from "#app/notifications/notice-list.server.ts";
import { type NewNotice, noteNotice, readNotices, readSessionNotices } from "#app/notifications/notices.server.ts";
import { unreadTold } from "#app/notifications/unread.server.ts";
import { championTerms } from "#db/schema/champions.server.ts";
import { bookings, coachingSessions, noShows } from "#db/schema/coaching.server.ts";
import { attention, mails, notices } from "#db/schema/notifications.server.ts";
import { makeBooking, makeHours, makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { type Received, startMailServer } from "#tests/support/mail.ts";
import { makePerson } from "#tests/support/makers.ts";

type Person = Viewer & { email: string };
const url = useTestDb();
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let host: Person;
let ann: Person;
let bob: Person;
const hour = 3_600_000;
const undo: (() => void)[] = [];

beforeAll(async () => {
	smtp = await startMailServer();
	process.env.SMTP_URL = smtp.url;
	process.env.APP_URL = "https://lamplight.example.com";
	[host, ann, bob] = await Promise.all([
		makePerson({ name: 'Zoë "Z", Host' }),
		makePerson({ name: "Ann Guest" }),
		makePerson({ name: "Bob Other" }),
	]);
});
afterAll(async () => {
	await smtp.stop();
	delete process.env.SMTP_URL;
	delete process.env.APP_URL;
});
afterEach(async () => {
	for (const back of undo.splice(0)) back();
	smtp.received.length = 0;
	for (const table of [notices, mails, bookings, coachingSessions, attention]) await db.delete(table);
	await db.execute(sql`delete from graphile_worker._private_jobs`);
});

/** Nothing but quiet hours, from an hour ago on for 22 hours. */
const asleep = async (person: Person) => {
	const minute = Number(new Intl.DateTimeFormat("en", { timeZone: person.timeZone, hour: "numeric", hourCycle: "h23" }).format(now())) * 60;
	await db
		.insert(attention)
		.values({ personId: person.id, quietFrom: (minute + 1380) % 1440, quietTo: (minute + 1260) % 1440, workingDays: [] });
};
const tell = async (person: Person, kind: NewNotice["kind"], cause: string, about: { sessionId?: string; termId?: string }) => {
	await noteNotice({ personId: person.id, kind, cause, ...about });
	await runJobs(url());
};
const session = async (values: Parameters<typeof makeSession>[1] = {}, hours: Parameters<typeof makeHours>[1] = {}) =>
	makeSession(await makeHours(host, { title: "Prompts, plainly", link: "https://meet.example/room", ...hours }), values);
const group = () => session({}, { kind: "group", seats: 5, minutes: 60 });
const toldOf = (id: string, sequence: number) => ({ cause: `session:${id}:${sequence}`, about: { sessionId: id } });
const told = async (person: Person, kind: "booked" | "moved" | "cancelled", id: string, sequence: number) => {
	const { cause, about } = toldOf(id, sequence);
	await tell(person, kind, cause, about);
};

function calendarOf(mail: Received | undefined) {
	const raw = mail?.raw ?? "";
	const method = /^Content-Type: text\/calendar;(?:[^\r\n]|\r\n[ \t])*method=(\w+)/im.exec(raw)?.[1];
	const attached = mail?.attachments.map(({ contentType, content }) => ({ contentType, text: content.toString() })) ?? [];
	const text = attached[0]?.text ?? "";
	const calendar = new ICAL.Component(ICAL.parse(text));
	const [event, ...more] = calendar.getAllSubcomponents("vevent");
	if (!event || more.length > 0) throw new Error("one event was expected");
	const value = (name: string) => event.getFirstPropertyValue(name);
	return {
		partMethod: method,
		attached,
		method: calendar.getFirstPropertyValue("method"),
		uid: value("uid"),
		sequence: Number(value("sequence")),
		status: value("status"),
		starts: String(value("dtstart")),
		organizer: event.getFirstProperty("organizer"),
		attendees: event.getAllProperties("attendee").map((one) => one.getFirstValue()),
		summary: value("summary"),
		place: value("location"),
	};
}

describe("a mail about an appointment", () => {
	test("asks, moves and cancels one entry, each time with the same UID and organizer, and a greater SEQUENCE", async () => {
		const made = await session();
		const booking = await makeBooking(made, ann, { want: "A secret wish", tried: "A secret try" });
		await told(ann, "booked", made.id, 0);
		const startsAt = new Date(made.startsAt.getTime() + 26 * hour);
		await db
			.update(coachingSessions)
			.set({
				startsAt,
				endsAt: new Date(startsAt.getTime() + hour / 2),
				blockedFrom: startsAt,
				blockedTo: new Date(startsAt.getTime() + hour / 2),
				sequence: 1,
			})
			.where(eq(coachingSessions.id, made.id));
		await db.update(bookings).set({ sequence: 1 }).where(eq(bookings.id, booking.id));
		await told(ann, "moved", made.id, 1);
		await db
			.update(coachingSessions)
			.set({ state: "cancelled", cancelledAt: now(), cancelledBy: "host", reason: "I am ill.", sequence: 2 })
			.where(eq(coachingSessions.id, made.id));
		await db.update(bookings).set({ sequence: 2 }).where(eq(bookings.id, booking.id));
		await told(ann, "cancelled", made.id, 2);

		expect(smtp.received.map(({ recipient }) => recipient)).toEqual([ann.email, ann.email, ann.email]);
		const [asked, moved, cancelled] = smtp.received.map(calendarOf);
		expect([asked, moved, cancelled].map((one) => [one?.partMethod, one?.method, one?.sequence, one?.status])).toEqual([
			["REQUEST", "REQUEST", 0, "CONFIRMED"],
			["REQUEST", "REQUEST", 1, "CONFIRMED"],
			["CANCEL", "CANCEL", 2, "CANCELLED"],
		]);
		for (const one of [asked, moved, cancelled]) {
			expect(one?.uid).toBe(`session-${made.id}@lamplight.example.com`);
			expect(one?.attendees).toEqual([`mailto:${ann.email}`]);
			expect(one?.organizer?.getFirstValue()).toBe("mailto:lamplight@lamplight.example.com");
			expect(one?.organizer?.getParameter("cn")).toBe(host.name);
			expect(one?.summary).toBe(`Prompts, plainly with ${host.name}`);
			expect(one?.attached).toHaveLength(2);
			expect(one?.attached.map(({ text }) => text)[1]).toBe(one?.attached[0]?.text);
		}
		expect(moved?.starts).toBe(startsAt.toISOString().replace(/\.\d+/, ""));
		expect(asked?.place).toBe("https://meet.example/room");
		expect(smtp.received[2]?.text).toContain("I am ill.");
		expect(smtp.received[2]?.text).not.toContain("meet.example");
		for (const mail of smtp.received) {
			expect(mail.text).toContain(", Europe/Amsterdam");
			expect(`${mail.raw}${mail.text}${mail.html}`).not.toContain("secret");
			expect(mail.raw).not.toMatch(/^List-Unsubscribe/im);
		}
	});

	test("to a guest of a group names no other guest, anywhere", async () => {
		const made = await group();
		for (const person of [ann, bob]) await makeBooking(made, person, { want: `Words of ${person.name}` });
		await told(ann, "booked", made.id, 0);
		const [mail] = smtp.received;
		const everything = `${mail?.raw}${mail?.text}${mail?.html}${calendarOf(mail)
			.attached.map(({ text }) => text)
			.join("")}`;
		for (const words of [bob.name, bob.email, bob.handle, "Words of"]) expect(everything).not.toContain(words);
		expect(calendarOf(mail).attendees).toEqual([`mailto:${ann.email}`]);
	});

	test("to the host says who comes and what they want to try, and keeps it out of the calendar", async () => {
		const made = await session({ sequence: 4 });
		await makeBooking(made, ann, { want: "Letters to customers", tried: "Copying" });
		await told(host, "booked", made.id, 4);
		const [mail] = smtp.received;
		expect(mail?.subject).toBe("Ann Guest booked a session with you");
		expect(mail?.text).toContain("Wants to try: Letters to customers");
		const calendar = calendarOf(mail);
		expect([calendar.sequence, calendar.attendees, calendar.summary]).toEqual([
			4,
			[`mailto:${host.email}`],
			"Prompts, plainly with Ann Guest",
		]);
		expect(calendar.attached.map(({ text }) => text).join("")).not.toMatch(/Letters|Copying/);
	});

	test("says CANCEL to a guest who gave up their place while the session goes on", async () => {
		const made = await group();
		await makeBooking(made, ann, { state: "cancelled", sequence: 1 });
		await told(ann, "cancelled", made.id, 1);
		expect(calendarOf(smtp.received[0])).toMatchObject({ method: "CANCEL", status: "CANCELLED", sequence: 1 });
		expect(smtp.received[0]?.text).not.toContain("meet.example");
	});

	test("says CANCEL to a guest who gave up a seat and waits for one again", async () => {
		const made = await group();
		await makeBooking(made, ann, { state: "waiting", sequence: 2 });
		await told(ann, "cancelled", made.id, 1);
		expect(calendarOf(smtp.received[0])).toMatchObject({ method: "CANCEL", sequence: 2 });
	});

	test("comes at once, in quiet hours too", async () => {
		await asleep(ann);
		const made = await session();
		await makeBooking(made, ann);
		await told(ann, "booked", made.id, 0);
		expect(smtp.received).toHaveLength(1);
	});

	test("that was overtaken by a newer one is not sent", async () => {
		const made = await session({ state: "cancelled", cancelledAt: now(), cancelledBy: "guest", sequence: 1 });
		await makeBooking(made, ann, { state: "cancelled", sequence: 1 });
		for (const [kind, sequence] of [
			["booked", 0],
			["cancelled", 1],
		] as const) {
			const { cause, about } = toldOf(made.id, sequence);
			await noteNotice({ personId: ann.id, kind, cause, ...about });
			undo.push(shiftClock(1000));
		}
		await runJobs(url());
		expect(smtp.received.map((mail) => calendarOf(mail).method)).toEqual(["CANCEL"]);
		expect((await db.select().from(mails)).map(({ state }) => state).sort()).toEqual(["dropped", "sent"]);
	});

	test("goes to nobody who is not in the session, and is told once however often its job runs", async () => {
		const made = await session();
		await makeBooking(made, ann);
		await told(bob, "booked", made.id, 0);
		expect(smtp.received).toHaveLength(0);
		expect(await noticesOf(bob, false)).toEqual([]);
		await Promise.all(Array.from({ length: 4 }, () => told(ann, "booked", made.id, 0)));
		expect(smtp.received).toHaveLength(1);
		await tell(ann, "booked", "session:zzzzzzzzzzzzzz:0", { sessionId: "zzzzzzzzzzzzzz" });
		expect(smtp.received).toHaveLength(1);
	});
});

describe("a reminder", () => {
	const reminded = (person: Person, id: string, sequence: number, which = "day") =>
		tell(person, "reminder", `reminder:${id}:${sequence}:${which}`, { sessionId: id });

	test("is about the time that stands, and about no other", async () => {
		const made = await session({ startsAt: new Date(now().getTime() + 24 * hour), sequence: 2 });
		const booking = await makeBooking(made, ann);
		await db.insert(attention).values({ personId: ann.id, quietFrom: 0, quietTo: 0, workingDays: [] });
		await reminded(ann, made.id, 1);
		expect(smtp.received).toHaveLength(0);
		await reminded(ann, made.id, 2);
		expect(smtp.received.map(({ subject }) => subject)).toEqual([`Coming up: “Prompts, plainly” with ${host.name}`]);
		expect(smtp.received[0]?.attachments).toEqual([]);
		await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.id, booking.id));
		await reminded(ann, made.id, 2, "hour");
		expect(smtp.received).toHaveLength(1);
	});

	test("waits for the morning when that is before the session, and else does not", async () => {
		await asleep(ann);
		const late = await session({ startsAt: new Date(now().getTime() + 23.5 * hour) });
		await makeBooking(late, ann);
		await reminded(ann, late.id, 0);
		expect(smtp.received).toHaveLength(0);
		const [job] = await db.execute<{ run_at: Date; key: string }>(sql`select run_at, key from graphile_worker.jobs`);
		expect(job?.key).toMatch(/^mail:/);
		expect(new Date(job?.run_at ?? 0).getTime()).toBeGreaterThan(now().getTime() + 19 * hour);
		undo.push(shiftClock(22.5 * hour));
		await db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
		await runJobs(url());
		expect(smtp.received).toHaveLength(1);
		expect((await db.select().from(mails)).map(({ state }) => state)).toEqual(["sent"]);
		for (const back of undo.splice(0)) back();
		const soon = await session({ startsAt: new Date(now().getTime() + hour) });
		await makeBooking(soon, ann);
		await reminded(ann, soon.id, 0, "hour");
		expect(smtp.received).toHaveLength(2);
	});
});

describe("an offered seat", () => {
	test("can be taken and declined by a link while it is offered, and is not told of afterwards", async () => {
		const made = await group();
		const until = new Date(now().getTime() + 20 * hour);
		const booking = await makeBooking(made, ann, { state: "offered", until });
		await db.insert(attention).values({ personId: ann.id, quietFrom: 0, quietTo: 0, workingDays: [] });
		await tell(ann, "offered", `offer:${booking.id}:${new Date(until.getTime() - hour).toISOString()}`, { sessionId: made.id });
		expect(smtp.received).toHaveLength(0);
		await tell(ann, "offered", `offer:${booking.id}:${until.toISOString()}`, { sessionId: made.id });
		expect(smtp.received[0]?.text).toContain(`Take the seat: https://lamplight.example.com/coaching/offers/${booking.id}`);
		expect(smtp.received[0]?.text).toContain("No, thank you");
		expect(smtp.received[0]?.text).not.toContain("meet.example");
		expect((await noticesOf(ann, true)).map(({ path }) => path)).toEqual([`/coaching/offers/${booking.id}`]);
		undo.push(shiftClock(21 * hour));
		expect(await noticesOf(ann, true)).toEqual([]);
		expect(await unreadTold(ann)).toBe(0);
	});
});

describe("in the product", () => {
	test("notices are counted, and read by their session, by the list, or all with an undo", async () => {
		const [first, second] = [await session(), await session({ startsAt: new Date(now().getTime() + 48 * hour) })];
		for (const made of [first, second]) {
			await makeBooking(made, ann);
			await told(ann, "booked", made.id, 0);
		}
		expect(await unreadTold(ann)).toBe(2);
		expect(await unreadTold(bob)).toBe(0);
		const list = await noticesOf(ann, true);
		expect(list[0]).toMatchObject({ sentence: `Your session with ${host.name} is booked`, unread: true, path: `/coaching/${second.id}` });
		expect(list[0]?.when).toMatch(/^\w+ \d+ \w+ \d{4}, \d\d:\d\d to \d\d:\d\d, Europe\/Amsterdam$/);
		await readNotices(bob, now(), now());
		await readSessionNotices(bob, first.id);
		expect(await unreadTold(ann)).toBe(2);
		await readSessionNotices(ann, first.id);
		expect(await unreadTold(ann)).toBe(1);
		// What came after the list was shown stays unread.
		await readNotices(ann, new Date((list[0]?.at.getTime() ?? 0) - 1), now());
		expect(await unreadTold(ann)).toBe(1);
		await readNotices(ann, list[0]?.at ?? new Date(0), now());
		expect(await unreadTold(ann)).toBe(0);
		await db.update(notices).set({ readAt: null });
		const at = await readAll(ann, now());
		expect(await unreadTold(ann)).toBe(0);
		expect((await noticesOf(ann, false)).map(({ unread }) => unread)).toEqual([false, false]);
		await unreadAgain(ann, at);
		expect(await unreadTold(ann)).toBe(2);
	});

	test("a session that was moved and then cancelled is one line", async () => {
		const made = await session({ state: "cancelled", cancelledAt: now(), cancelledBy: "host", sequence: 2 });
		await makeBooking(made, ann, { state: "cancelled" });
		for (const [kind, sequence] of [
			["booked", 0],
			["moved", 1],
			["cancelled", 2],
		] as const) {
			await told(ann, kind, made.id, sequence);
			undo.push(shiftClock(1000));
		}
		expect((await noticesOf(ann, true)).map(({ sentence }) => sentence)).toEqual([`${host.name} cancelled “Prompts, plainly”`]);
		expect(await unreadTold(ann)).toBe(1);
	});
});

test("that somebody did not come is between the two, and is no longer told once it was taken back", async () => {
	const made = await group();
	const [booking] = [await makeBooking(made, ann), await makeBooking(made, bob)];
	await db.insert(noShows).values({ bookingId: booking.id, side: "guest", at: now() });
	for (const person of [ann, bob]) await tell(person, "no-show", `no-show:${booking.id}`, { sessionId: made.id });
	expect((await noticesOf(ann, true)).map(({ sentence }) => sentence)).toEqual([`${host.name} missed you at “Prompts, plainly”`]);
	expect(await noticesOf(bob, true)).toEqual([]);
	await db.delete(noShows);
	expect(await unreadTold(ann)).toBe(0);
});

test("a nomination is told to admins while it waits, and to the person; to nobody else", async () => {
	const admin = await makePerson({ role: "admin" });
	const id = newId();
	await db
		.insert(championTerms)
		.values({ id, personId: ann.id, state: "proposed", nominatedBy: bob.id, why: "Patient.", proposedAt: now() });
	for (const person of [admin, ann, bob, host])
		await tell(person, person === ann ? "nominated" : "nomination", `term:${id}:proposed`, { termId: id });
	expect(await Promise.all([admin, ann, bob, host].map((person) => unreadTold(person)))).toEqual([1, 1, 0, 0]);
	expect((await noticesOf(admin, true))[0]?.sentence).toBe("Ann Guest was nominated as a champion");
	await db.update(championTerms).set({ state: "declined" }).where(eq(championTerms.id, id));
	expect(await Promise.all([admin, ann, bob, host].map((person) => unreadTold(person)))).toEqual([0, 0, 1, 0]);
	expect((await noticesOf(bob, true))[0]?.sentence).toBe("The nomination of Ann Guest did not come about");
});

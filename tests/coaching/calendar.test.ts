import { eq } from "drizzle-orm";
import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { personByCalendarToken, renewCalendarToken } from "#app/coaching/calendar-token.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { loader } from "#app/routes/calendars.$token/route.ts";
import { action as settings, loader as settingsPage } from "#app/routes/settings.calendar/route.tsx";
import { accounts } from "#db/schema/auth.server.ts";
import { calendarTokens, coachingSessions } from "#db/schema/coaching.server.ts";
import { notices } from "#db/schema/notifications.server.ts";
import { cookieFrom, visit } from "#tests/auth/visit.ts";
import { makeBooking, makeHours, makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
beforeAll(() => {
	process.env.APP_URL = "https://lamplight.example.com";
});
afterAll(() => {
	delete process.env.APP_URL;
});

const hour = 3_600_000;
const day = 24 * hour;
const inTime = (ms: number) => new Date(now().getTime() + ms);
const signedIn = async () => {
	const person = await makePerson();
	return { person, cookie: cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), person.id)] }) };
};
const ask = (token: string, tag?: string): Promise<Response> =>
	loader({
		request: new Request(`http://lamplight.test/calendars/${token}`, tag ? { headers: { "If-None-Match": tag } } : {}),
		params: { token },
		context: {} as never,
	});
const status = async (token: string) => (await visit(loader as never, { path: `/calendars/${token}`, params: { token } })).status;
const eventsOf = (text: string) =>
	new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => {
		const value = (name: string) => event.getFirstPropertyValue(name);
		return {
			uid: String(value("uid")),
			sequence: value("sequence"),
			status: value("status"),
			summary: value("summary"),
			starts: String(value("dtstart")),
		};
	});
const feedOf = async (person: Viewer) => eventsOf(await (await ask(await renewCalendarToken(person))).text());
const uid = ({ id }: { id: string }) => `session-${id}@lamplight.example.com`;

test("a calendar has a person's sessions as host and as guest, with the UID and SEQUENCE of the mails, and nothing of others", async () => {
	const [host, guest, other] = await Promise.all([makePerson({ name: "Zoë" }), makePerson({ name: "Ann" }), makePerson({ name: "Bob" })]);
	const one = await makeHours(host, { title: "Prompts; plainly" });
	const many = await makeHours(host, { kind: "group", seats: 4, title: "Drop in" });
	const old = await makeSession(one, { startsAt: inTime(-50 * day) });
	const oldest = await makeSession(one, { startsAt: inTime(-70 * day) });
	const coming = await makeSession(one, { startsAt: inTime(2 * day), sequence: 3 });
	const group = await makeSession(many, { startsAt: inTime(4 * day) });
	const held = await makeSession(one, { startsAt: inTime(6 * day), state: "held", heldUntil: inTime(hour) });
	for (const session of [old, oldest, coming]) await makeBooking(session, guest, { sequence: 1, want: "A secret wish" });
	await makeBooking(held, guest, { state: "held", until: inTime(hour) });
	await makeBooking(group, guest);
	await makeBooking(group, other, { want: "A secret wish" });
	const texts = await Promise.all([host, guest, other].map(async (person) => (await ask(await renewCalendarToken(person))).text()));
	const [hosts = [], guests = [], others = []] = texts.map(eventsOf);
	expect(hosts.map((event) => event.uid)).toEqual([old, coming, group].map(uid));
	expect(hosts[1]).toMatchObject({ sequence: 3, status: "CONFIRMED", summary: "Prompts; plainly with Ann" });
	expect(guests.map((event) => event.uid)).toEqual([old, coming, group].map(uid));
	expect(guests[1]).toMatchObject({
		sequence: 1,
		summary: "Prompts; plainly with Zoë",
		starts: coming.startsAt.toISOString().replace(/\.\d+/, ""),
	});
	expect(others.map((event) => event.uid)).toEqual([uid(group)]);
	for (const text of texts) {
		expect(text).toContain("METHOD:PUBLISH");
		expect(text).not.toMatch(/secret|ATTENDEE|@test\.example/);
	}
	expect(texts[1]).not.toContain("Bob");
});

test("what was cancelled stays for thirty days, if it ever stood there", async () => {
	const [host, guest] = await Promise.all([makePerson(), makePerson()]);
	const hours = await makeHours(host);
	const cancelled = (at: number, startsAt: number) =>
		makeSession(hours, { state: "cancelled", startsAt: inTime(startsAt), cancelledAt: inTime(at), cancelledBy: "host", sequence: 1 });
	const [lately, long, waited] = [await cancelled(-2 * day, 3 * day), await cancelled(-31 * day, 4 * day), await cancelled(-day, 5 * day)];
	for (const session of [lately, long]) {
		await makeBooking(session, guest, { state: "cancelled", sequence: 1 });
		await db
			.insert(notices)
			.values({ id: newId(), personId: guest.id, kind: "booked", cause: `session:${session.id}:0`, sessionId: session.id, at: now() });
	}
	await makeBooking(waited, guest, { state: "cancelled" });
	expect(await feedOf(guest)).toMatchObject([{ uid: uid(lately), status: "CANCELLED", sequence: 1 }]);
	expect((await feedOf(host)).map((event) => event.uid)).toEqual([lately, waited].map(uid));
});

test("who asks again gets 304 until something changes", async () => {
	const [host, guest] = await Promise.all([makePerson(), makePerson()]);
	const session = await makeSession(await makeHours(host));
	await makeBooking(session, guest);
	const token = await renewCalendarToken(guest);
	const first = await ask(token);
	expect(first.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
	expect(first.headers.get("Cache-Control")).toContain("private");
	expect(first.headers.get("Last-Modified")).toBeNull();
	const tag = first.headers.get("ETag") ?? "";
	for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
		const again = await ask(token, known);
		expect([again.status, await again.text()]).toEqual([304, ""]);
	}
	await db.update(coachingSessions).set({ link: "Room 5" }).where(eq(coachingSessions.id, session.id));
	expect((await ask(token, tag)).status).toBe(200);
});

test("the address is shown once, stored as a hash only, and ended by a new one, by its owner, and with the account", async () => {
	const { person, cookie } = await signedIn();
	expect((await visit(settingsPage, { cookie })).data).toEqual({ since: null });
	const renew = async () =>
		/\/calendars\/([\w-]{32})"/.exec(JSON.stringify((await visit(settings, { form: { intent: "renew" }, cookie })).data))?.[1] ?? "";
	const [first, second] = [await renew(), await renew()];
	expect(await personByCalendarToken(second)).toMatchObject({ id: person.id, role: "member" });
	expect(JSON.stringify([(await visit(settingsPage, { cookie })).data, await db.select().from(calendarTokens)])).not.toContain(second);
	expect([await status(first), await status(second)]).toEqual([404, 200]);
	await visit(settings, { form: { intent: "everything" }, cookie });
	expect(await status(second)).toBe(200);
	await visit(settings, { form: { intent: "revoke" }, cookie });
	expect(await status(second)).toBe(404);
	const third = await renew();
	await db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, person.id));
	expect(await status(third)).toBe(404);
});

test("what is no token opens nothing, and who asks without end is told to wait", async () => {
	for (const token of ["", "x", "a".repeat(32), "a".repeat(10_000), "\0".repeat(32), "' or 1=1 --", "__proto__"]) {
		expect(await personByCalendarToken(token)).toBeNull();
		expect((await visit(loader as never, { params: { token } })).status).toBe(404);
	}
	const token = await renewCalendarToken(await makePerson());
	const answers: number[] = [];
	for (let n = 0; n < 121; n++) answers.push(await status(token));
	expect([answers[0], answers[119], answers[120]]).toEqual([200, 200, 429]);
});

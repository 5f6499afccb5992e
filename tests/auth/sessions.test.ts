import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { setDisabled, setRole } from "#app/auth/commands.server.ts";
import { hashPassword } from "#app/auth/password.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { loader as account, action as changePassword } from "#app/routes/settings.account/route.tsx";
import { action as revoke } from "#app/routes/settings.sessions/route.ts";
import { sessions } from "#db/schema/auth.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { cookieFrom, visit } from "./visit.ts";

useTestDb();

const present = "teapot under seven bridges";
const next = "kettle above nine rivers";
const passwordHash = await hashPassword(present);

const begin = async (person: Viewer, agent = "Firefox/140") =>
	cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test", { headers: { "User-Agent": agent } }), person.id)] });
const isIn = async (cookie: string) => (await visit(account, { cookie })).status === 200;
const listed = async (cookie: string) =>
	((await visit(account, { cookie })).data as { sessions: { id: string; device: string; present: boolean }[] }).sessions;

const [hour, day] = [3_600_000, 86_400_000];

test("a session that is not used ends after twelve hours", async () => {
	const cookie = await begin(await makePerson());
	for (const [ms, alive] of [
		[12 * hour - 10_000, true],
		[12 * hour + 10_000, false],
	] as const) {
		const put = shiftClock(ms);
		expect(await isIn(cookie)).toBe(alive);
		put();
	}
});

test("one that is used all the time ends after seven days", async () => {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
	const start = Date.now();
	const cookie = await begin(await makePerson());
	for (let at = 5 * hour; at < 7 * day; at += 5 * hour) {
		vi.setSystemTime(start + at);
		expect([at / hour, await isIn(cookie)]).toEqual([at / hour, true]);
	}
	vi.setSystemTime(start + 7 * day - 10_000);
	expect(await isIn(cookie)).toBe(true);
	vi.setSystemTime(start + 7 * day + 10_000);
	expect(await isIn(cookie)).toBe(false);
	vi.useRealTimers();
});

test("sessions that nobody can use any more leave the table when their person signs in again", async () => {
	const person = await makePerson();
	await begin(person);
	const put = shiftClock(13 * hour);
	await begin(person);
	put();
	expect(await db.select().from(sessions).where(eq(sessions.userId, person.id))).toHaveLength(1);
});

test("one sees one's own browsers, and signs out one of them or all the others", async () => {
	const [me, other] = [await makePerson(), await makePerson()];
	const [here, phone, tablet, foreign] = [
		await begin(me),
		await begin(me, "iPhone Safari/1"),
		await begin(me, "Android Chrome/1"),
		await begin(other),
	];
	const list = await listed(here);
	expect(list.map(({ device }) => device).sort()).toEqual(["Chrome on Android", "Firefox", "Safari on iOS"]);
	expect(list.filter((session) => session.present)).toMatchObject([{ device: "Firefox" }]);

	const [theirs] = await listed(foreign);
	expect((await visit(revoke, { form: { id: theirs?.id ?? "" }, cookie: here })).status).toBe(303);
	expect(await isIn(foreign)).toBe(true);

	await visit(revoke, { form: { id: list.find(({ device }) => device === "Safari on iOS")?.id ?? "" }, cookie: here });
	expect([await isIn(here), await isIn(phone), await isIn(tablet)]).toEqual([true, false, true]);
	await visit(revoke, { form: { id: "others" }, cookie: here });
	expect([await isIn(here), await isIn(tablet), await isIn(foreign)]).toEqual([true, false, true]);
});

test("a new password ends every other session and renews this one", async () => {
	const me = await makePerson({ passwordHash });
	const [here, phone] = [await begin(me), await begin(me)];
	const answer = await visit(changePassword, { form: { current: present, password: next }, cookie: here });
	expect(answer.status).toBe(303);
	expect([await isIn(here), await isIn(phone), await isIn(cookieFrom(answer))]).toEqual([false, false, true]);
	expect(
		(await visit(changePassword, { form: { current: present, password: "another fine long one" }, cookie: cookieFrom(answer) })).status,
	).toBe(422);
});

test("the password is not changed without the present one, nor to a weak, long or equal one, and nobody is signed out", async () => {
	const me = await makePerson({ passwordHash, name: "Wilhelmina Vanderbilt" });
	const [here, phone] = [await begin(me), await begin(me)];
	const cases: [string, string, string][] = [
		["wrong teapot entirely", next, "current"],
		[present, "short", "password"],
		[present, "x".repeat(300), "password"],
		[present, "password1234", "password"],
		[present, "wilhelmina-1990", "password"],
		[present, present, "password"],
	];
	for (const [current, password, field] of cases) {
		const { status, data } = await visit(changePassword, { form: { current, password }, cookie: here });
		expect([status, Object.keys((data as { errors: object }).errors), JSON.stringify(data).includes(next)]).toEqual([422, [field], false]);
	}
	expect([await isIn(here), await isIn(phone)]).toEqual([true, true]);
});

test("the present password can not be guessed from a browser left open", async () => {
	const me = await makePerson({ passwordHash });
	const here = await begin(me);
	for (let at = 0; at < 10; at += 1)
		await visit(changePassword, { form: { current: `a wrong guess ${at}`, password: next }, cookie: here });
	const { data } = await visit(changePassword, { form: { current: present, password: next }, cookie: here });
	expect(JSON.stringify(data)).toContain("wait a quarter of an hour");
});

test("whoever is closed out or given another role is signed out everywhere at once", async () => {
	const [admin, one, two] = [await makePerson({ role: "admin" }), await makePerson(), await makePerson()];
	const [first, second, third] = [await begin(one), await begin(one), await begin(two)];
	await setDisabled(admin, one.id, true);
	expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, false, true]);
	// A session that slipped in meanwhile is refused as well.
	expect(await isIn(await begin(one))).toBe(false);
	await setRole(admin, two.id, "moderator");
	expect(await isIn(third)).toBe(false);
});

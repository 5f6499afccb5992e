import { eq } from "drizzle-orm";
import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { timeZones } from "#app/people/time-zones.ts";
import { loader as profileRoute } from "#app/routes/people.$handle/route.tsx";
import { action as appearance, loader as appearancePage } from "#app/routes/settings.appearance/route.tsx";
import { action as photo } from "#app/routes/settings.photo/route.ts";
import { loader as profilePage, action as save } from "#app/routes/settings.profile/route.tsx";
import { loader as upload } from "#app/routes/uploads.$name/route.ts";
import { departments, jobRoles, people, personTools, tools } from "#db/schema/people.server.ts";
import { cookieFrom, visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();

const finance = "dddddddddddddd";
const analyst = "rrrrrrrrrrrrrr";
const [claude, whisper, retired] = ["tttttttttttttt", "wwwwwwwwwwwwww", "zzzzzzzzzzzzzz"];

beforeAll(async () => {
	await db.insert(departments).values({ id: finance, slug: "finance", name: "Finance" });
	await db.insert(jobRoles).values({ id: analyst, slug: "analyst", name: "Analyst" });
	await db.insert(tools).values([
		{ id: claude, slug: "claude", name: "Claude" },
		{ id: whisper, slug: "whisper", name: "Whisper" },
		{ id: retired, slug: "old", name: "Old tool", retiredAt: now() },
	]);
});

const cookieOf = async (person: Viewer) =>
	cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), person.id)] });
const full = (person: Viewer) => ({
	name: person.name,
	handle: person.handle,
	departmentId: finance,
	jobRoleId: analyst,
	tools: [claude, whisper],
	timeZone: "Asia/Kolkata",
	askMeAbout: "Pivot tables",
	learningNow: "Asking for ranges",
});
const stored = async ({ id }: Viewer) => (await db.select().from(people).where(eq(people.id, id)))[0];
const toolsOf = async ({ id }: Viewer) =>
	(await db.select({ id: personTools.toolId }).from(personTools).where(eq(personTools.personId, id))).map((row) => row.id).sort();

test("a profile is saved, shown with the local time there, and offered for editing to its owner alone", async () => {
	const [me, colleague] = [await makePerson(), await makePerson()];
	const [mine, theirs] = [await cookieOf(me), await cookieOf(colleague)];
	const handle = `renamed-${me.handle.slice(-4)}`;
	expect(await visit(save, { form: { ...full(me), handle: handle.toUpperCase() }, cookie: mine })).toMatchObject({
		status: 303,
		location: `/people/${handle}`,
	});
	const seen = await visit(profileRoute, { params: { handle }, cookie: theirs });
	expect(seen.data).toMatchObject({
		own: false,
		person: { department: "Finance", jobRole: "Analyst", askMeAbout: "Pivot tables", tools: [{ slug: "claude" }, { slug: "whisper" }] },
	});
	const there = now().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Kolkata" });
	expect(JSON.stringify(seen.data)).toContain(there);
	expect((await visit(profileRoute, { params: { handle }, cookie: mine })).data).toMatchObject({ own: true });
	expect((await visit(profilePage, { cookie: mine })).data).toMatchObject({ profile: { timeZone: "Asia/Kolkata", departmentId: finance } });
});

test("what will not do is refused beside its field, changes nothing and is kept in the form", async () => {
	const [me, other] = [await makePerson(), await makePerson()];
	const cookie = await cookieOf(me);
	const before = await stored(me);
	const cases: [Record<string, string | string[]>, string][] = [
		[{ handle: other.handle }, "handle"],
		[{ handle: "mentions" }, "handle"],
		[{ handle: "everyone" }, "handle"],
		[{ handle: "a" }, "handle"],
		[{ handle: "-dash" }, "handle"],
		[{ handle: "späth" }, "handle"],
		[{ name: " " }, "name"],
		[{ name: "x".repeat(81) }, "name"],
		[{ timeZone: "Mars/Olympus" }, "timeZone"],
		[{ timeZone: "" }, "timeZone"],
		[{ departmentId: "bbbbbbbbbbbbbb" }, "departmentId"],
		[{ jobRoleId: "bbbbbbbbbbbbbb" }, "jobRoleId"],
		[{ departmentId: "x' or 1=1" }, "departmentId"],
		[{ tools: ["nonsense"] }, "tools"],
		[{ askMeAbout: "x".repeat(201) }, "askMeAbout"],
		[{ learningNow: ["two", "values"] }, "learningNow"],
	];
	for (const [fields, field] of cases) {
		const { status, data } = await visit(save, { form: { ...full(me), ...fields }, cookie });
		const { errors, values } = data as { errors: object; values: Record<string, unknown> };
		expect([fields, status, Object.keys(errors)]).toEqual([fields, 422, [field]]);
		expect(values.askMeAbout).toBe(fields.askMeAbout ?? "Pivot tables");
	}
	expect(await stored(me)).toEqual(before);
	expect(await toolsOf(me)).toEqual([]);
});

test("two who take one handle at the same instant: one has it, the other is told", async () => {
	const pair = [await makePerson(), await makePerson()];
	const cookies = await Promise.all(pair.map(cookieOf));
	const answers = await Promise.all(
		pair.map((person, at) => visit(save, { form: { ...full(person), handle: "sought-after" }, cookie: cookies[at] ?? "" })),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
});

test("the same form sent five times at once is saved once", async () => {
	const me = await makePerson();
	const cookie = await cookieOf(me);
	const answers = await Promise.all(Array.from({ length: 5 }, () => visit(save, { form: full(me), cookie })));
	expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(303));
	expect(await toolsOf(me)).toEqual([claude, whisper]);
});

test("an entry that was retired stays with those who have it and is offered to nobody else", async () => {
	const [me, other] = [await makePerson(), await makePerson()];
	const [mine, theirs] = [await cookieOf(me), await cookieOf(other)];
	await db.insert(personTools).values({ personId: me.id, toolId: retired });
	await db.insert(departments).values({ id: "eeeeeeeeeeeeee", slug: "old", name: "Old department", retiredAt: now() });
	await db.update(people).set({ departmentId: "eeeeeeeeeeeeee" }).where(eq(people.id, me.id));
	expect(JSON.stringify((await visit(profilePage, { cookie: mine })).data)).toMatch(/Old department.*Old tool/);
	expect(JSON.stringify((await visit(profilePage, { cookie: theirs })).data)).not.toMatch(/Old /);
	await visit(save, { form: { ...full(me), departmentId: "eeeeeeeeeeeeee", tools: [retired, claude] }, cookie: mine });
	expect([(await stored(me))?.departmentId, await toolsOf(me)]).toEqual(["eeeeeeeeeeeeee", [claude, retired].sort()]);
	expect((await visit(save, { form: { ...full(other), tools: [retired, claude] }, cookie: theirs })).status).toBe(303);
	expect(await toolsOf(other)).toEqual([claude]);
});

test("every time zone that is offered can be chosen, also under its other name", async () => {
	const me = await makePerson();
	const cookie = await cookieOf(me);
	expect(timeZones().length).toBeGreaterThan(400);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...timeZones(), "Asia/Calcutta", "Asia/Kolkata", "Europe/Kyiv", "Europe/Kiev"), async (timeZone) => {
			expect((await visit(save, { form: { ...full(me), timeZone }, cookie })).status).toBe(303);
			expect((await visit(profileRoute, { params: { handle: me.handle }, cookie })).status).toBe(200);
		}),
		{ numRuns: 25 },
	);
});

test("nobody saves for somebody else, or gives themself a role", async () => {
	const [me, other] = [await makePerson(), await makePerson()];
	const cookie = await cookieOf(me);
	const before = await stored(other);
	await visit(save, { form: { ...full(me), id: other.id, personId: other.id, role: "admin", photo: "x.webp" }, cookie });
	expect(await stored(other)).toEqual(before);
	expect((await stored(me))?.photo).toBeNull();
});

const withFile = (bytes: Buffer, name = "anna_mueller.jpg") => {
	const form = new FormData();
	form.append("photo", new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
	return form;
};
const jpeg = (colour: string) =>
	sharp({ create: { width: 900, height: 500, channels: 3, background: colour } })
		.withExif({ IFD0: { Artist: "Secret canary" } })
		.jpeg()
		.toBuffer();

test("a photo becomes a square without metadata, replaces the one before, and can be taken away", async () => {
	const me = await makePerson();
	const cookie = await cookieOf(me);
	const photoNow = async () => (await stored(me))?.photo ?? "";
	const load = (name: string) => visit(upload, { path: `/uploads/${name}`, params: { name }, cookie });

	expect(await visit(photo, { path: "/settings/photo", form: withFile(await jpeg("#357")), cookie })).toMatchObject({
		status: 303,
		location: "/settings/profile",
	});
	const first = await photoNow();
	expect(first).toMatch(/^[0-9a-z]{26,40}\.webp$/);
	expect((await load(first)).status).toBe(200);

	await visit(photo, { path: "/settings/photo", form: withFile(await jpeg("#753")), cookie });
	const second = await photoNow();
	expect(second).not.toBe(first);
	expect([(await load(first)).status, (await load(second)).status]).toEqual([404, 200]);

	expect(
		(await visit(photo, { path: "/settings/photo", form: withFile(Buffer.from("<svg onload=alert(1)>")), cookie })).location,
	).toContain("photo=refused");
	expect((await visit(photo, { path: "/settings/photo", form: new FormData(), cookie })).status).toBe(303);
	expect(await photoNow()).toBe(second);

	const remove = new FormData();
	remove.append("remove", "1");
	await visit(photo, { path: "/settings/photo", form: remove, cookie });
	expect(await photoNow()).toBe("");
	expect((await load(second)).status).toBe(404);
});

test("light or dusk is a choice of this browser, and following the system forgets it", async () => {
	const cookie = await cookieOf(await makePerson());
	const { setCookies } = await visit(appearance, { form: { theme: "dark" }, cookie });
	expect(setCookies[0]).toMatch(/^theme=dark;/);
	expect((await visit(appearancePage, { cookie: `${cookie}; theme=dark` })).data).toEqual({ theme: "dark" });
	expect((await visit(appearance, { form: { theme: "system" }, cookie })).setCookies[0]).toMatch(/^theme=;.*Max-Age=0/);
	expect((await visit(appearance, { form: { theme: "neon" }, cookie })).status).toBe(422);
	expect((await visit(appearancePage, { cookie: `${cookie}; theme=__proto__` })).data).toEqual({ theme: "system" });
});

import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { createInvite, revokeInvite } from "#app/auth/commands.server.ts";
import { inviteHash, listInvites } from "#app/auth/queries.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { action as join, loader as joinPage } from "#app/routes/join/route.tsx";
import { accounts, installation, invites } from "#db/schema/auth.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { departments, people } from "#db/schema/people.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { visit } from "./visit.ts";

useTestDb();

let admin: Viewer;
let count = 0;
const password = "teapot under seven bridges";
const form = (fields: Record<string, string> = {}) => {
	count += 1;
	return { name: `Somebody New`, email: `new-${count}@elsewhere.example`, password, timeZone: "Europe/Amsterdam", ...fields };
};
const byInvite = (token: string, fields: Record<string, string> = {}) => visit(join, { path: `/join?invite=${token}`, form: form(fields) });
const byItself = (fields: Record<string, string> = {}) => visit(join, { path: "/join", form: form(fields) });
const accountOf = async (email: string) =>
	(
		await db
			.select({ id: accounts.id, role: accounts.role, handle: people.handle, timeZone: people.timeZone })
			.from(accounts)
			.innerJoin(people, eq(people.id, accounts.id))
			.where(eq(accounts.email, email))
	)[0];
const usedOf = async (token: string) =>
	(
		await db
			.select({ used: invites.used })
			.from(invites)
			.where(eq(invites.tokenHash, inviteHash(token)))
	)[0]?.used;
const closed = { status: 422, setCookies: [], data: { errors: { form: expect.stringContaining("This did not work with this address.") } } };

// First, while the database is empty: ten people press the button of a new installation at the same instant.
beforeAll(async () => {
	const answers = await Promise.all(
		Array.from({ length: 10 }, (_, at) => byItself({ email: `first-${at}@company.example`, company: "Northwind" })),
	);
	expect(answers.filter(({ status }) => status === 303)).toMatchObject([{ location: "/admin" }]);
	for (const answer of answers.filter(({ status }) => status !== 303)) expect(answer).toMatchObject(closed);
	const [first, ...others] = await db.select().from(accounts);
	expect([first?.role, others]).toEqual(["admin", []]);
	admin = { ...(await makePerson()), id: first?.id ?? "", role: "admin" };
});

test("the first person administers the installation, which bears the company's name, and keeps the circle of everyone", async () => {
	expect(await db.select({ name: installation.name, demo: installation.demo }).from(installation)).toEqual([
		{ name: "Northwind", demo: false },
	]);
	expect(await db.select({ slug: circles.slug, visibility: circles.visibility }).from(circles)).toEqual([
		{ slug: "everyone", visibility: "open" },
	]);
	expect(await db.select({ id: circleMembers.personId, role: circleMembers.role }).from(circleMembers)).toEqual([
		{ id: admin.id, role: "keeper" },
	]);
});

test("without an invitation nobody joins, whatever they send", async () => {
	expect((await visit(joinPage, { path: "/join" })).data).toMatchObject({ empty: false, invited: false, domains: [] });
	expect(await byItself()).toMatchObject(closed);
	expect(await byItself({ role: "admin", first: "true", invite: "x" })).toMatchObject(closed);
	expect(await byInvite("a".repeat(32))).toMatchObject(closed);
	expect(await byInvite("%00")).toMatchObject(closed);
});

test("of twenty who use an invitation for seven at the same instant, seven join", { timeout: 60_000 }, async () => {
	const token = await createInvite(admin, { note: "The night shift", seats: 7 });
	const before = (await db.select().from(accounts)).length;
	const answers = await Promise.all(Array.from({ length: 20 }, () => byInvite(token)));
	expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(303), ...Array(13).fill(422)]);
	expect((await db.select().from(accounts)).length).toBe(before + 7);
	expect(await usedOf(token)).toBe(7);
	expect((await visit(joinPage, { path: `/join?invite=${token}` })).data).toMatchObject({ invited: false, spent: true });
});

test("who joins is a member, signed in, in the circle of everyone, and in their time zone", async () => {
	const token = await createInvite(admin, { note: "", seats: 1 });
	expect((await visit(joinPage, { path: `/join?invite=${token}` })).data).toMatchObject({ invited: true, spent: false });
	const answer = await byInvite(token, { email: "Zoe@Elsewhere.Example", role: "admin", id: admin.id, disabledAt: "" });
	expect(answer).toMatchObject({ status: 303, location: "/settings/profile?welcome" });
	expect(answer.setCookies[0]).toMatch(/^sid=/);
	const made = await accountOf("zoe@elsewhere.example");
	expect(made).toMatchObject({ role: "member", timeZone: "Europe/Amsterdam" });
	expect(
		await db
			.select()
			.from(circleMembers)
			.where(eq(circleMembers.personId, made?.id ?? "")),
	).toMatchObject([{ role: "member" }]);
});

test("a revoked invitation, one past its fourteen days and one with a taken address answer with the same words", async () => {
	const [revoked, late, good] = await Promise.all([1, 2, 3].map(() => createInvite(admin, { note: "", seats: 5 })));
	const id =
		(
			await db
				.select()
				.from(invites)
				.where(eq(invites.tokenHash, inviteHash(revoked ?? "")))
		)[0]?.id ?? "";
	await revokeInvite(admin, id);
	const { email } = await makePerson();
	const first = await byInvite(revoked ?? "");
	const put = shiftClock(14 * 86_400_000 + 1000);
	const second = await byInvite(late ?? "");
	put();
	const third = await byInvite(good ?? "", { email });
	const fourth = await byItself({ email: email.toUpperCase() });
	for (const answer of [first, second, third, fourth]) expect(answer).toMatchObject(closed);
	const words = [first, second, third, fourth].map((answer) => JSON.stringify(answer).replace(/"email":"[^"]*"/, ""));
	expect(new Set(words)).toHaveLength(1);
	expect([await usedOf(revoked ?? ""), await usedOf(late ?? "")]).toEqual([0, 0]);
	// The seat that the taken address tried is free again.
	expect(await usedOf(good ?? "")).toBe(0);
});

test("an invitation works until its last second", async () => {
	const token = await createInvite(admin, { note: "", seats: 1 });
	const put = shiftClock(14 * 86_400_000 - 5000);
	expect((await byInvite(token)).status).toBe(303);
	put();
});

test("colleagues with an allowed address join by themselves, look-alikes do not", async () => {
	await db.update(installation).set({ allowedDomains: ["northwind.example"] });
	for (const email of [
		"a@evil-northwind.example",
		"a@sub.northwind.example",
		"a@northwind.example.evil.test",
		"northwind.example@evil.test",
		'"a@northwind.example"@evil.test',
		"a@northwind.example,b@evil.test",
		"a@northwind.example\0",
	])
		expect([email, (await byItself({ email })).status]).toEqual([email, email.endsWith("\0") ? 303 : 422]);
	expect((await byItself({ email: "B@NorthWind.example" })).status).toBe(303);
	await db.update(installation).set({ allowedDomains: [] });
});

test("handles come from names, each is given once, none is a word of the house", { timeout: 60_000 }, async () => {
	const token = await createInvite(admin, { note: "", seats: 100 });
	const names = [
		"Élodie Ångström",
		"Élodie Ångström",
		"Élodie Ångström",
		"李小龙",
		"李小龙",
		"Admin",
		"Mentions",
		"X",
		"O'Neil-Smith",
		"everyone here",
		`${"long".repeat(15)} ${"name".repeat(4)}`,
	];
	const answers = await Promise.all(names.map((name, at) => byInvite(token, { name, email: `h${at}@handles.example` })));
	expect(answers.map(({ status }, at) => [names[at], status])).toEqual(names.map((name) => [name, name.length < 2 ? 422 : 303]));
	const handles = (await Promise.all(names.map((_, at) => accountOf(`h${at}@handles.example`)))).flatMap((made) => made?.handle ?? []);
	expect(new Set(handles).size).toBe(names.length - 1);
	expect(handles).toEqual(
		expect.arrayContaining(["elodie", "elodie-angstrom", "o", "everyone-here"].filter((handle) => handle.length > 1)),
	);
	for (const handle of handles) expect(handle).toMatch(/^(?!(admin|mentions|everyone)$)[a-z0-9][a-z0-9-]{1,29}$/);
});

test("weak passwords, strange time zones and departments that are not there are refused beside their field; what was typed is kept", async () => {
	const token = await createInvite(admin, { note: "", seats: 5 });
	await db.insert(departments).values({ id: "dddddddddddddd", slug: "finance", name: "Finance" });
	const cases: [Record<string, string>, string][] = [
		[{ password: "northwind-2026" }, "password"],
		[{ password: "somebody new 1" }, "password"],
		[{ password: "short" }, "password"],
		[{ timeZone: "Mars/Olympus" }, "timeZone"],
		[{ timeZone: "+05:30" }, "timeZone"],
		[{ departmentId: "bbbbbbbbbbbbbb" }, "departmentId"],
		[{ jobRoleId: "bbbbbbbbbbbbbb" }, "jobRoleId"],
		[{ name: "" }, "name"],
		[{ email: "nobody" }, "email"],
	];
	for (const [fields, field] of cases) {
		const { status, data } = await byInvite(token, { name: "Somebody New", ...fields });
		const { errors, values } = data as { errors: Record<string, string>; values: Record<string, string> };
		expect([status, Object.keys(errors)]).toEqual([422, [field]]);
		expect(values).not.toHaveProperty("password");
		if (field !== "name") expect(values.name).toBe("Somebody New");
	}
	expect(await usedOf(token)).toBe(0);
	expect((await byInvite(token, { departmentId: "dddddddddddddd", timeZone: "" })).status).toBe(303);
});

test("thirty failures an hour from one network, while successes do not count", { timeout: 60_000 }, async () => {
	const token = await createInvite(admin, { note: "", seats: 100 });
	const network = "one office";
	for (let at = 0; at < 31; at += 1) expect((await visit(join, { path: `/join?invite=${token}`, form: form(), network })).status).toBe(303);
	for (let at = 0; at < 30; at += 1) await visit(join, { path: "/join", form: form(), network });
	const { data } = await visit(join, { path: `/join?invite=${token}`, form: form(), network });
	expect(JSON.stringify(data)).toContain("try again in an hour");
});

test("invitations are made, seen and ended by admins only, and their tokens are not stored", async () => {
	for (const role of ["member", "moderator"] as const) {
		const person = await makePerson({ role });
		const is403 = { init: { status: 403 } };
		await expect(createInvite(person, { note: "", seats: 1 })).rejects.toMatchObject(is403);
		await expect(revokeInvite(person, "bbbbbbbbbbbbbb")).rejects.toMatchObject(is403);
		await expect(listInvites(person)).rejects.toMatchObject(is403);
	}
	const token = await createInvite(admin, { note: "", seats: 1 });
	expect(JSON.stringify([await db.select().from(invites), await listInvites(admin)])).not.toContain(token);
});

test("no form, however strange, is an error, and none makes an account", { timeout: 60_000 }, async () => {
	const field = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.constantFrom("a@b.example", "__proto__", "' or 1=1 --", "x".repeat(10_000), "\0", "\ud800", password),
		fc.array(fc.string(), { maxLength: 3 }),
	);
	const names = ["name", "email", "password", "timeZone", "departmentId", "jobRoleId", "company", "__proto__", "role"];
	const before = (await db.select().from(accounts)).length;
	await fc.assert(
		fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), field), async (fields) => {
			expect((await visit(join, { path: "/join", form: fields })).status).toBe(422);
		}),
		{ numRuns: 150 },
	);
	expect((await db.select().from(accounts)).length).toBe(before);
});

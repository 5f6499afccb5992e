import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { hashPassword, verifyPassword } from "#app/auth/password.server.ts";
import { db } from "#app/core/db.server.ts";
import { loader as account } from "#app/routes/settings.account/route.tsx";
import { action as signIn, loader as signInPage } from "#app/routes/sign-in/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.ts";
import { accounts, installation, sessions } from "#db/schema/auth.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { cookieFrom, visit } from "./visit.ts";

useTestDb();

const right = "teapot under seven bridges";
const passwordHash = await hashPassword(right);
const makeUser = (role: "member" | "admin" = "member") => makePerson({ passwordHash, role });
const enter = (email: string, options: { path?: string; cookie?: string; password?: string } = {}) =>
	visit(signIn, { path: options.path ?? "/sign-in", form: { email, password: options.password ?? right }, cookie: options.cookie ?? "" });
const isIn = async (cookie: string) => (await visit(account, { cookie })).status === 200;

test("while nobody has an account, the sign-in page leads to joining", async () => {
	expect(await visit(signInPage, { path: "/sign-in" })).toMatchObject({ status: 303, location: "/join" });
});

test("a password signs in once it is right; the address is kept and the password never sent back", async () => {
	const { email } = await makeUser();
	const wrong = await enter(email, { password: "a-wrong-password" });
	expect(wrong).toMatchObject({ status: 422, setCookies: [], data: { values: { email } } });
	expect(JSON.stringify(wrong)).not.toContain("a-wrong-password");
	const answer = await enter(email.toUpperCase());
	expect(answer).toMatchObject({ status: 303, location: "/" });
	expect(await isIn(cookieFrom(answer))).toBe(true);
	expect(await isIn("")).toBe(false);
});

test("the cookies are for this host, out of reach of scripts and of other sites", async () => {
	const { email } = await makeUser();
	const { setCookies } = await enter(email);
	expect(setCookies).toHaveLength(2);
	for (const line of setCookies)
		expect(line).toMatch(/^(sid|known)=[^;]+(?=.*; HttpOnly)(?=.*; SameSite=Lax)(?=.*; Path=\/(;|$))(?!.*Domain)/);
});

test("over https the cookies bear the prefix __Host- and are Secure", async () => {
	vi.stubEnv("APP_URL", "https://lamplight.example");
	vi.resetModules();
	const { lucia } = await import("#app/auth/lucia.server.ts");
	const { knownDeviceCookie } = await import("#app/auth/known-device.server.ts");
	vi.unstubAllEnvs();
	expect(lucia.createSessionCookie("x").serialize()).toMatch(/^__Host-sid=x;.*Secure/);
	vi.stubEnv("APP_URL", "https://lamplight.example");
	expect(knownDeviceCookie({ id: "x", passwordHash: "y" })).toMatch(/^__Host-known=.*Secure/);
	vi.unstubAllEnvs();
});

test("signing in gives a new session: one that was planted before is good for nothing", async () => {
	const [victim, attacker] = [await makeUser(), await makeUser()];
	const planted = cookieFrom(await enter(attacker.email));
	expect(await isIn(planted)).toBe(true);
	const cookie = cookieFrom(await enter(victim.email, { cookie: planted }));
	expect(cookie).not.toContain(planted.split(";")[0]);
	expect([await isIn(planted), await isIn(cookie)]).toEqual([false, true]);
	const invented = "sid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	expect(cookieFrom(await enter(victim.email, { cookie: invented }))).not.toContain(invented);
	expect(await isIn(invented)).toBe(false);
});

test("no row of the session table is a cookie", async () => {
	const { email } = await makeUser();
	await enter(email);
	const rows = await db.select().from(sessions);
	expect(rows.length).toBeGreaterThan(0);
	for (const { id } of rows) {
		expect(id).toMatch(/^[0-9a-f]{64}$/);
		expect(await isIn(`sid=${id}`)).toBe(false);
	}
});

test("no cookie, however strange, is an error", async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: fc.constantFrom(..."sid=;%E0A \"'\\,é\u0001"), maxLength: 200 }), async (text) => {
			const cookie = text.replace(/[^\x20-\xff]/g, "");
			expect(await isIn(cookie)).toBe(false);
			expect(await isIn(`sid=${cookie}`)).toBe(false);
			expect(await isIn(`sid=${"x".repeat(5000)}; known=${cookie}`)).toBe(false);
		}),
		{ numRuns: 60 },
	);
});

test("a cookie of another program on this host does not sign one out", async () => {
	const cookie = cookieFrom(await enter((await makeUser()).email));
	expect(await isIn(`theirs=100%; ${cookie}; more=%E0%A4%A`)).toBe(true);
});

test("signing out ends the session and clears its cookie", async () => {
	const { email } = await makeUser();
	const cookie = cookieFrom(await enter(email));
	const answer = await visit(signOut, { form: {}, cookie });
	expect(answer).toMatchObject({ status: 303, location: "/sign-in" });
	expect(answer.setCookies[0]).toMatch(/^sid=;.*Max-Age=0/);
	expect(await isIn(cookie)).toBe(false);
});

test("after signing in one comes back to where one was, and never to another host", async () => {
	const { email } = await makeUser();
	expect((await enter(email, { path: "/sign-in?to=%2Fthreads%2Fnew%3Fkind%3Dwin" })).location).toBe("/threads/new?kind=win");
	for (const to of [
		"//evil.example",
		"/\\evil.example",
		"/\t/evil.example",
		"https://evil.example",
		"javascript:alert(1)",
		"/..//evil.example",
		"\r\nX: y",
		"/%2f..//evil.example",
	])
		expect((await enter(email, { path: `/sign-in?to=${encodeURIComponent(to)}` })).location).toMatch(/^\/(?![/\\])/);
	const cookie = cookieFrom(await enter(email));
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: fc.constantFrom(..."/\\.:@%2f\tevil?#"), maxLength: 20 }), async (to) => {
			const { location } = await visit(signInPage, { path: `/sign-in?to=${encodeURIComponent(to)}`, cookie });
			expect(new URL(location ?? "", "http://lamplight.test").origin).toBe("http://lamplight.test");
			expect(location).toMatch(/^\/(?![/\\])/);
		}),
		{ numRuns: 300 },
	);
});

test("passwords are hashed with argon2id, 19 MiB, two passes, one lane, and a salt of their own", async () => {
	expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await hashPassword(right)).not.toBe(passwordHash);
});

test("a password is taken exactly as typed: spaces, case, accents and every script count", { timeout: 60_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: "binary", minLength: 12, maxLength: 128 }), async (password) => {
			const hash = await hashPassword(password);
			expect(await verifyPassword(hash, password)).toBe(true);
			for (const other of [`${password} `, ` ${password}`, password.slice(0, -1)]) expect(await verifyPassword(hash, other)).toBe(false);
		}),
		{ numRuns: 8 },
	);
	expect(await verifyPassword(await hashPassword("cafe\u0301 du coin"), "caf\u00e9 du coin")).toBe(false);
});

const lookAround = (handle: string) => visit(signIn, { path: "/sign-in", form: { intent: "demo", handle } });

test("a demo company lets one look around as somebody; no other installation does, nor one started with DEMO=0", async () => {
	const [person, closed] = [await makePerson(), await makePerson({ disabled: true })];
	expect((await lookAround(person.handle)).status).toBe(422);
	await db.insert(installation).values({ name: "A company", demo: false });
	expect((await lookAround(person.handle)).status).toBe(422);
	expect(JSON.stringify(await visit(signInPage, { path: "/sign-in" }))).not.toContain(person.name);

	await db.update(installation).set({ demo: true });
	expect(JSON.stringify(await visit(signInPage, { path: "/sign-in" }))).toContain(person.handle);
	const answer = await lookAround(person.handle);
	expect([answer.status, await isIn(cookieFrom(answer))]).toEqual([303, true]);
	expect((await lookAround(closed.handle)).status).toBe(422);
	expect((await lookAround("nobody-here")).status).toBe(422);

	vi.stubEnv("DEMO", "0");
	expect((await lookAround(person.handle)).status).toBe(422);
	expect(JSON.stringify(await visit(signInPage, { path: "/sign-in" }))).not.toContain(person.handle);
	vi.unstubAllEnvs();
	await db.delete(installation);
});

test("no form, however strange, is an error, and none signs anybody in", { timeout: 60_000 }, async () => {
	const field = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.constantFrom("a@b.example", "__proto__", "' or 1=1 --", "x".repeat(100_000), "\0", "\ud800"),
		fc.array(fc.string(), { maxLength: 3 }),
	);
	const form = fc.dictionary(fc.constantFrom("email", "password", "intent", "handle", "__proto__", "role", "to"), field);
	const before = (await db.select().from(sessions)).length;
	await fc.assert(
		fc.asyncProperty(form, async (fields) => {
			expect([422, 429]).toContain((await visit(signIn, { path: "/sign-in", form: fields })).status);
		}),
		{ numRuns: 150 },
	);
	expect((await db.select().from(sessions)).length).toBe(before);
	expect((await db.select().from(accounts)).length).toBeGreaterThan(0);
});

import { randomUUID } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { changePassword } from "#app/auth/commands.server.ts";
import { signedInHeaders } from "#app/auth/session.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { action as signIn } from "#app/routes/sign-in/route.tsx";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { type Answer, cookieFrom, visit } from "./visit.ts";

// The hash is replaced by a comparison that is counted: these tests are about what reaches it.
const hashes = vi.hoisted(() => ({ slow: null as Promise<void> | null }));
vi.mock("@node-rs/argon2", () => ({
	hash: vi.fn(async (password: string) => `$argon2id$${password}`),
	verify: vi.fn(async (stored: string, password: string) => {
		await hashes.slow;
		return stored === `$argon2id$${password}`;
	}),
}));
beforeEach(() => void vi.mocked(verify).mockClear());
const reached = () => vi.mocked(verify).mock.calls.length;

useTestDb();

const right = "teapot under seven bridges";
const makeUser = () => makePerson({ passwordHash: `$argon2id$${right}` });
const enter = (email: string, password: string, options: { network?: string; cookie?: string } = {}): Promise<Answer> =>
	visit(signIn, { path: "/sign-in", form: { email, password }, ...options });
const guess = (email: string, options: { network?: string; cookie?: string } = {}) => enter(email, `wrong ${randomUUID()}`, options);

test("of a thousand guesses in an hour at one account, each from another network, at most a hundred reach the hash", async () => {
	const { email } = await makeUser();
	const back: (() => void)[] = [];
	for (let at = 0; at < 100; at += 1) {
		await Promise.all(Array.from({ length: 10 }, (_, one) => guess(one % 2 ? email : email.toUpperCase())));
		back.push(shiftClock(36_000));
	}
	for (const put of back) put();
	expect(reached()).toBeGreaterThan(9);
	expect(reached()).toBeLessThanOrEqual(100);
}, 60_000);

test("of fifty guesses at the same instant five reach the hash, the others are told to wait", async () => {
	const { email } = await makeUser();
	const answers = await Promise.all(Array.from({ length: 50 }, () => guess(email)));
	expect(reached()).toBe(5);
	expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
	expect(JSON.stringify(answers.at(-1)?.data)).toContain("wait a minute");
});

test("the wait grows: a minute after five wrong passwords, the rest of a quarter of an hour after ten", async () => {
	const { email } = await makeUser();
	for (let at = 0; at < 5; at += 1) expect((await guess(email)).status).toBe(422);
	expect((await guess(email)).status).toBe(429);
	const first = shiftClock(61_000);
	for (let at = 0; at < 5; at += 1) expect((await guess(email)).status).toBe(422);
	const second = shiftClock(61_000);
	expect((await enter(email, right)).status).toBe(429);
	const third = shiftClock(15 * 60_000);
	expect((await enter(email, right)).status).toBe(303);
	for (const put of [first, second, third]) put();
});

test("an address that nobody has is throttled alike", async () => {
	const email = `${randomUUID()}@nobody.example`;
	for (let at = 0; at < 5; at += 1) expect((await guess(email)).status).toBe(422);
	expect((await guess(email)).status).toBe(429);
	expect(reached()).toBe(5);
});

test("one network has fifty failures among all accounts, another network is not touched", async () => {
	const network = randomUUID();
	for (let at = 0; at < 50; at += 1) expect((await guess(`${randomUUID()}@nobody.example`, { network })).status).toBe(422);
	expect((await guess(`${randomUUID()}@nobody.example`, { network })).status).toBe(429);
	expect((await guess(`${randomUUID()}@nobody.example`)).status).toBe(422);
});

test("hammering one account closes neither the network nor the neighbours' accounts", async () => {
	const network = randomUUID();
	const [attacked, neighbour] = [await makeUser(), await makeUser()];
	for (let at = 0; at < 80; at += 1) await guess(attacked.email, { network });
	expect((await enter(neighbour.email, right, { network })).status).toBe(303);
});

test("only failures count: a whole office signs in behind one address, and one person again and again", async () => {
	const network = randomUUID();
	const { email } = await makeUser();
	for (let at = 0; at < 60; at += 1) expect((await enter(email, right, { network })).status).toBe(303);
});

test("while somebody guesses, the owner signs in from a browser that was signed in before, and from no other", async () => {
	const owner = await makeUser();
	const other = await makeUser();
	const known = cookieFrom(await enter(owner.email, right));
	const otherKnown = cookieFrom(await enter(other.email, right));
	for (let at = 0; at < 12; at += 1) await guess(owner.email);
	expect((await enter(owner.email, right)).status).toBe(429);
	expect((await enter(owner.email, right, { cookie: otherKnown })).status).toBe(429);
	expect(
		(await enter(owner.email, right, { cookie: known.replace(/known=(.)/, (_, first) => `known=${first === "_" ? "-" : "_"}`) })).status,
	).toBe(429);
	expect((await enter(owner.email, right, { cookie: known })).status).toBe(303);
});

test("a known browser is throttled by itself, and known no more after a change of password", async () => {
	const owner = await makeUser();
	const known = cookieFrom({ setCookies: (await signedInHeaders(new Request("http://lamplight.test"), owner.id)).getSetCookie() });
	for (let at = 0; at < 5; at += 1) expect((await guess(owner.email, { cookie: known })).status).toBe(422);
	expect((await enter(owner.email, right, { cookie: known })).status).toBe(429);
	expect((await enter(owner.email, right)).status).toBe(303);
	expect(await changePassword(owner, right, "kettle above nine rivers")).toBeNull();
	for (let at = 0; at < 5; at += 1) await guess(owner.email);
	const put = shiftClock(30_000);
	expect((await enter(owner.email, "kettle above nine rivers", { cookie: known })).status).toBe(429);
	put();
});

test("more than the machine can hash wait or are asked to come again, and that counts as no failure", async () => {
	const people = await Promise.all(Array.from({ length: 30 }, makeUser));
	let go = () => {};
	hashes.slow = new Promise((resolve) => {
		go = resolve;
	});
	const all = people.map(({ email }) => enter(email, right));
	const full = await Promise.race(all);
	expect(full.status).toBe(503);
	expect(reached()).toBeLessThanOrEqual(2);
	go();
	hashes.slow = null;
	const statuses = (await Promise.all(all)).map(({ status }) => status);
	expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(22);
	expect(statuses.filter((status) => status !== 303 && status !== 503)).toEqual([]);
	for (const { email } of people.slice(0, 3)) expect((await enter(email, right)).status).toBe(303);
});

test("what can not be a password is refused at once, without hashing and without counting", async () => {
	const { email } = await makeUser();
	for (const password of ["x".repeat(257), "x".repeat(1_000_000), "a\0".repeat(10), ""]) {
		const start = performance.now();
		const answer = await enter(email, password);
		expect([answer.status, performance.now() - start < 50]).toEqual([422, true]);
		expect(JSON.stringify(answer.data)).not.toContain("xxx");
	}
	for (let at = 0; at < 30; at += 1) await enter(email, "x".repeat(257));
	expect(reached()).toBe(0);
	expect((await enter(email, right)).status).toBe(303);
});

test("unknown, wrong and closed reach the hash once each and answer with the same bytes", async () => {
	const [open, closed] = [await makeUser(), await makePerson({ passwordHash: `$argon2id$${right}`, disabled: true })];
	const tries = [
		["nobody@test.example", right],
		[open.email, "wrong horse under bridges"],
		[closed.email, right],
		[closed.email, "wrong horse under bridges"],
	] as const;
	const bodies = new Set<string>();
	for (const [email, password] of tries) {
		vi.mocked(verify).mockClear();
		const { data, ...rest } = await enter(email, password);
		expect(reached()).toBe(1);
		bodies.add(JSON.stringify([rest, data]).replaceAll(email, "E-MAIL"));
	}
	expect(bodies.size).toBe(1);
});

test("an account without a password can not be entered with any", async () => {
	const { email } = await makePerson({ passwordHash: "none" });
	expect((await enter(email, "none")).status).toBe(422);
	expect((await enter(email, "$argon2id$none")).status).toBe(422);
});

test("when the counters can not be reached, nobody is let through to the hash", async () => {
	const { email } = await makeUser();
	await db.execute(sql`alter table rate_limits rename to rate_limits_away`);
	await expect(enter(email, right)).rejects.toThrow();
	await db.execute(sql`alter table rate_limits_away rename to rate_limits`);
	expect(reached()).toBe(0);
	expect((await enter(email, right)).status).toBe(303);
});

import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { setDisabled, setRole } from "#app/auth/commands.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { call, cookieOf } from "#tests/circles/requests.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

useTestDb();

type Handler = (args: { request: Request; context: AppLoadContext; params: Record<string, string | undefined> }) => unknown;
const modules = import.meta.glob<{ loader?: Handler; action?: Handler }>("/app/routes/admin.*/route.{ts,tsx}", { eager: true });
const routes = Object.entries(modules);

const roleOf = async (id: string) => (await db.select({ role: accounts.role }).from(accounts).where(eq(accounts.id, id)))[0]?.role;
const isOpen = async (id: string) =>
	(await db.select({ at: accounts.disabledAt }).from(accounts).where(eq(accounts.id, id)))[0]?.at === null;

test.each(["member", "moderator"] as const)("to a %s no page of the administration is there", async (role) => {
	const cookie = await cookieOf(await makePerson({ role }));
	expect(routes.length).toBeGreaterThanOrEqual(4);
	for (const [file, { loader, action }] of routes) {
		if (loader) expect([file, (await call(loader, cookie)).status]).toEqual([file, 404]);
		if (action) expect([file, (await call(action, cookie, { form: {} })).status]).toEqual([file, 404]);
	}
});

test("to an admin they are all there", async () => {
	const cookie = await cookieOf(await makePerson({ role: "admin" }));
	// A page about one thing is not there without the thing.
	const pages = routes.filter(([file]) => !file.includes("$"));
	for (const [file, { loader }] of pages) if (loader) expect([file, (await call(loader, cookie)).status]).toEqual([file, 200]);
});

test("no page of the administration names a private circle", async () => {
	const admin = await makePerson({ role: "admin" });
	await makeCircle({ keeper: await makePerson(), visibility: "private", name: "Unspoken-canary" });
	const cookie = await cookieOf(admin);
	for (const [file, { loader }] of routes)
		if (loader) expect([file, JSON.stringify((await call(loader, cookie)).answer).includes("Unspoken-canary")]).toEqual([file, false]);
});

test("an admin changes neither their own role nor their own account", async () => {
	const admin = await makePerson({ role: "admin" });
	await expect(setRole(admin, admin.id, "member")).rejects.toMatchObject({ init: { status: 403 } });
	await expect(setDisabled(admin, admin.id, true)).rejects.toMatchObject({ init: { status: 403 } });
	expect(await roleOf(admin.id)).toBe("admin");
});

test("admins who demote or close each other at the same instant leave one", { timeout: 30_000 }, async () => {
	for (let round = 0; round < 10; round += 1) {
		const [one, two] = [await makePerson({ role: "admin" }), await makePerson({ role: "admin" })];
		const strike = (by: typeof one, at: typeof one) => (round % 2 ? setRole(by, at.id, "member") : setDisabled(by, at.id, true));
		const results = await Promise.allSettled([strike(one, two), strike(two, one)]);
		expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		const left = await Promise.all([one, two].map(async ({ id }) => (await roleOf(id)) === "admin" && (await isOpen(id))));
		expect(left.filter(Boolean)).toHaveLength(1);
	}
});

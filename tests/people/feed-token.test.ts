import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { startSession } from "#app/auth/session.server.ts";
import { db } from "#app/core/db.server.ts";
import { personByFeedToken, renewFeedToken } from "#app/people/feed-token.server.ts";
import { loader as feed } from "#app/routes/feeds.$token.$feed/route.ts";
import { action as settings, loader as settingsPage } from "#app/routes/settings.feeds/route.tsx";
import { accounts } from "#db/schema/auth.server.ts";
import { feedTokens } from "#db/schema/people.server.ts";
import { cookieFrom, visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();

const tokenIn = (data: unknown) => /\/feeds\/([\w-]{32})\/latest\.atom/.exec(JSON.stringify(data))?.[1] ?? "";
const signedIn = async () => {
	const person = await makePerson();
	return { person, cookie: cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), person.id)] }) };
};

test("the addresses are shown once, open the feeds as their person, and are stored as a hash only", async () => {
	const { person, cookie } = await signedIn();
	expect((await visit(settingsPage, { cookie })).data).toEqual({ since: null });
	const { data } = await visit(settings, { form: { intent: "renew" }, cookie });
	const token = tokenIn(data);
	expect(await personByFeedToken(token)).toMatchObject({ id: person.id, handle: person.handle, role: "member" });
	expect((await visit(feed, { path: `/feeds/${token}/latest.atom`, params: { token, feed: "latest.atom" } })).status).toBe(200);
	expect(JSON.stringify([(await visit(settingsPage, { cookie })).data, await db.select().from(feedTokens)])).not.toContain(token);
	for (const { tokenHash } of await db.select().from(feedTokens)) expect(await personByFeedToken(tokenHash)).toBeNull();
});

test("new addresses end the old ones, and revoking ends them all", async () => {
	const { cookie } = await signedIn();
	const renew = async () => tokenIn((await visit(settings, { form: { intent: "renew" }, cookie })).data);
	const [first, second] = [await renew(), await renew()];
	expect(await personByFeedToken(first)).toBeNull();
	expect(await personByFeedToken(second)).not.toBeNull();
	await visit(settings, { form: { intent: "revoke" }, cookie });
	expect(await personByFeedToken(second)).toBeNull();
	expect((await visit(feed, { params: { token: second, feed: "latest.atom" } })).status).toBe(404);
});

test("the addresses of a closed account open nothing", async () => {
	const { person } = await signedIn();
	const token = await renewFeedToken(person);
	await db.update(accounts).set({ disabledAt: new Date() }).where(eq(accounts.id, person.id));
	expect(await personByFeedToken(token)).toBeNull();
});

test("what is no token opens nothing", async () => {
	for (const token of ["", "x", "a".repeat(32), "a".repeat(10_000), "\0".repeat(32), "' or 1=1 --", "__proto__", "\ud800"])
		expect(await personByFeedToken(token)).toBeNull();
});

test("a form without a known wish neither makes nor ends anything", async () => {
	const { person, cookie } = await signedIn();
	const token = await renewFeedToken(person);
	expect((await visit(settings, { form: { intent: "everything" }, cookie })).data).toEqual({ addresses: [] });
	expect(await personByFeedToken(token)).not.toBeNull();
});

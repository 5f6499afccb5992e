// Push messages reach the browser's own service with an id in them and nothing else, and go nowhere else.
import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setDisabled } from "#app/auth/commands.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { EnvironmentError, readEnv } from "#app/core/env.server.ts";
import { allowedEndpoint, deliver, keysFit, publicPushKey } from "#app/core/push.server.ts";
import { browsersPerPerson, sendPush } from "#app/notifications/push.server.ts";
import { action } from "#app/routes/push.subscription/route.ts";
import { action as signOut } from "#app/routes/sign-out/route.ts";
import { pushSubscriptions } from "#db/schema/push.server.ts";
import { cookieFrom, visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { browserAt, claimsOf, startPushService } from "#tests/support/push-service.ts";

useTestDb();
let service: Awaited<ReturnType<typeof startPushService>>;
let person: Viewer;
let cookie: string;
let made = 0;

beforeAll(async () => {
	service = await startPushService();
});
afterAll(() => service.stop());
beforeEach(async () => {
	process.env.WEB_PUSH = service.host;
	person = await makePerson();
	cookie = await signedIn(person);
});
afterEach(() => {
	delete process.env.WEB_PUSH;
	service.answers.clear();
	service.taken();
});

const signedIn = async (who: Viewer) => cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), who.id)] });
const id = "n0t1f1cat10n00";
const ask = (form: Record<string, string>, as = cookie) => visit(action, { form, cookie: as });
const subscribed = async (as = cookie) => {
	const browser = browserAt(`${service.origin}/browser-${++made}`);
	expect((await ask({ intent: "on", ...browser.target }, as)).status).toBe(204);
	return { ...browser, path: new URL(browser.target.endpoint).pathname };
};
const rows = (who: Viewer) => db.select().from(pushSubscriptions).where(eq(pushSubscriptions.personId, who.id));

describe("a message", () => {
	test("holds the notification's id alone, and only its browser can read it", async () => {
		const browser = await subscribed();
		await sendPush(person.id, id);
		const [message] = service.taken();
		if (!message) throw new Error("Nothing came.");
		expect(JSON.parse(browser.read(message))).toEqual({ id });
		expect(() => browserAt(browser.target.endpoint).read(message)).toThrow();
		expect(message.headers).toMatchObject({ ttl: "86400", urgency: "normal", topic: "news", "content-encoding": "aes128gcm" });
		expect(JSON.stringify(message.headers)).not.toContain(person.id);
	});

	test("is signed for this service with the installation's own key, which stays the same", async () => {
		await subscribed();
		await sendPush(person.id, id);
		const [message] = service.taken();
		if (!message) throw new Error("Nothing came.");
		const { claims, key } = claimsOf(message);
		expect(key).toBe(await publicPushKey());
		expect(claims).toMatchObject({ aud: service.origin });
		expect(Number(claims.exp) * 1000).toBeGreaterThan(Date.now());
		expect(Number(claims.exp) * 1000).toBeLessThanOrEqual(Date.now() + 86_400_000);
		expect(readFileSync(`${process.env.DATA_DIR}/secrets/web-push`).length).toBe(32);
		const [head = "", body = ""] = (message.headers.authorization ?? "").split(".");
		const other = { ...message, headers: { authorization: `${head}.${body.slice(0, -2)}AA.${"A".repeat(86)}, k=${key}` } };
		expect(() => claimsOf(other)).toThrow();
	});

	test("goes to each browser of the person, and to nobody else's", async () => {
		const [one, two] = [await subscribed(), await subscribed(await signedIn(person))];
		const other = await makePerson();
		const third = await subscribed(await signedIn(other));
		await sendPush(person.id, id);
		expect(
			service
				.taken()
				.map(({ path }) => path)
				.sort(),
		).toEqual([one.path, two.path].sort());
		await sendPush(other.id, id);
		expect(service.taken().map(({ path }) => path)).toEqual([third.path]);
	});

	test("is not sent while push is off", async () => {
		await subscribed();
		delete process.env.WEB_PUSH;
		await sendPush(person.id, id);
		expect(service.taken()).toEqual([]);
		expect(await publicPushKey()).toBe(null);
		expect((await ask({ intent: "on", ...browserAt(`${service.origin}/x`).target })).status).toBe(404);
	});
});

describe("a service that does not take it", () => {
	test.each([404, 410, 401, 403])("%d: the browser is forgotten", async (status) => {
		const [gone, stays] = [await subscribed(), await subscribed()];
		service.answers.set(gone.path, { status });
		await sendPush(person.id, id);
		expect((await rows(person)).map(({ endpoint }) => endpoint)).toEqual([stays.target.endpoint]);
	});

	test.each([429, 500, 503])("%d: it is tried again later, and the other browsers are told meanwhile", async (status) => {
		const [busy, other] = [await subscribed(), await subscribed()];
		service.answers.set(busy.path, { status });
		await expect(sendPush(person.id, id)).rejects.toThrow(`The push service ${service.host} answered ${status}`);
		expect(service.taken().map(({ path }) => path)).toContain(other.path);
		expect((await rows(person)).length).toBe(2);
		service.answers.clear();
		await sendPush(person.id, id);
	});

	test("nobody there: it is tried again later, and the reason names no browser", async () => {
		const away = await startPushService();
		process.env.WEB_PUSH = `${service.host}, ${away.host}`;
		const target = browserAt(`${away.origin}/secret-address`).target;
		await ask({ intent: "on", ...target });
		await away.stop();
		await expect(sendPush(person.id, id)).rejects.toThrow(new Error(`The push service ${away.host} did not answer`));
	});

	test("400: no use in trying again; after three days of it the browser is forgotten", async () => {
		const browser = await subscribed();
		service.answers.set(browser.path, { status: 400 });
		await sendPush(person.id, id);
		expect((await rows(person))[0]?.failedAt).not.toBe(null);
		service.answers.clear();
		await sendPush(person.id, id);
		expect((await rows(person))[0]?.failedAt).toBe(null);
		service.answers.set(browser.path, { status: 400 });
		const putFirst = shiftClock(-73 * 3_600_000);
		await sendPush(person.id, id);
		putFirst();
		expect((await rows(person)).length).toBe(1);
		await sendPush(person.id, id);
		expect(await rows(person)).toEqual([]);
	});

	test("a redirect is not followed", async () => {
		const other = await startPushService();
		const browser = await subscribed();
		for (const status of [301, 302, 303, 307, 308]) {
			service.answers.set(browser.path, { status, location: `${other.origin}/inside` });
			await sendPush(person.id, id);
		}
		expect(service.taken().length).toBe(5);
		expect(other.taken()).toEqual([]);
		await other.stop();
	});
});

describe("an address that a browser hands over", () => {
	const known = [
		"https://fcm.googleapis.com/fcm/send/abc:def",
		"https://updates.push.services.mozilla.com/wpush/v2/abc",
		"https://eu.push.services.mozilla.com/wpush/v2/abc",
		"https://wns2-par02p.notify.windows.com/w/?token=abc",
		"https://web.push.apple.com/abc",
	];
	const foreign = [
		"http://fcm.googleapis.com/fcm/send/abc",
		"https://fcm.googleapis.com:8443/fcm/send/abc",
		"https://fcm.googleapis.com.evil.example/",
		"https://evilfcm.googleapis.com/",
		"https://push.services.mozilla.com.evil.example/",
		"https://evil.example/push.services.mozilla.com",
		"https://notify.windows.com.evil.example/",
		"https://notify.windows.com/",
		"https://fcm.googleapis.com@evil.example/",
		"https://user:word@fcm.googleapis.com/",
		"https://127.0.0.1/",
		"https://[::1]/",
		"https://2130706433/",
		"https://169.254.169.254/latest/meta-data/",
		"https://10.0.0.5/",
		"https://localhost/",
		"http://localhost:3000/",
		"https://metadata.google.internal/",
		"file:///etc/passwd",
		"gopher://fcm.googleapis.com/",
		"//fcm.googleapis.com/",
		"",
		`https://fcm.googleapis.com/${"a".repeat(1000)}`,
	];

	test.each(known)("is let through: %s", (endpoint) => {
		process.env.WEB_PUSH = "1";
		expect(allowedEndpoint(endpoint)?.href).toBe(endpoint);
	});

	test.each(foreign)("is refused: %s", async (endpoint) => {
		process.env.WEB_PUSH = "1";
		expect(allowedEndpoint(endpoint)).toBe(null);
		expect((await ask({ intent: "on", ...browserAt(endpoint).target })).status).toBe(422);
		expect(await rows(person)).toEqual([]);
		// Nor is anything sent to one that was stored before the list became shorter.
		expect(await deliver(browserAt(endpoint).target, "{}")).toBe("refused");
	});

	test("only a listed host is let through where hosts are listed, and without encryption only this machine", () => {
		process.env.WEB_PUSH = "push.example.com, localhost:9, plain.example.com:80";
		expect(allowedEndpoint("https://push.example.com/a")).not.toBe(null);
		expect(allowedEndpoint("http://localhost:9/a")).not.toBe(null);
		for (const endpoint of [
			"http://push.example.com/a",
			"http://plain.example.com/a",
			"http://localhost:10/a",
			"https://fcm.googleapis.com/a",
		])
			expect(allowedEndpoint(endpoint), endpoint).toBe(null);
	});

	test.each([
		"0",
		"yes!",
		"127.0.0.1",
		"https://push.example.com",
		"push.example.com,",
	])("the setting %s is refused at the start", (value) => {
		expect(() => readEnv({ WEB_PUSH: value })).toThrow(EnvironmentError);
	});

	test("keys with which nothing can be encrypted are refused", async () => {
		const { target } = browserAt(`${service.origin}/keys`);
		const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString("base64url");
		for (const wrong of [{ p256dh: offCurve }, { p256dh: "AAAA" }, { p256dh: "" }, { auth: "AAAA" }, { auth: "ü" }]) {
			expect(keysFit({ ...target, ...wrong })).toBe(false);
			expect((await ask({ intent: "on", ...target, ...wrong })).status).toBe(422);
		}
		expect(keysFit(target)).toBe(true);
	});
});

describe("a browser's subscription", () => {
	test("ends when asked, for its own person alone", async () => {
		const browser = await subscribed();
		const other = await makePerson();
		expect((await ask({ intent: "off", endpoint: browser.target.endpoint }, await signedIn(other))).status).toBe(204);
		expect((await rows(person)).length).toBe(1);
		await ask({ intent: "off", endpoint: browser.target.endpoint });
		expect(await rows(person)).toEqual([]);
	});

	test("passes to whoever subscribes there next", async () => {
		const browser = await subscribed();
		const other = await makePerson();
		await ask({ intent: "on", ...browser.target }, await signedIn(other));
		await sendPush(person.id, id);
		expect(service.taken()).toEqual([]);
		await sendPush(other.id, id);
		expect(service.taken().length).toBe(1);
	});

	test("ends with its session: by signing out, by its age, by closing the account", async () => {
		await subscribed();
		await visit(signOut, { form: {}, cookie });
		expect(await rows(person)).toEqual([]);

		cookie = await signedIn(person);
		await subscribed();
		const putBack = shiftClock(13 * 3_600_000);
		await sendPush(person.id, id);
		putBack();
		expect(service.taken()).toEqual([]);
		await sendPush(person.id, id);
		expect(service.taken().length).toBe(1);

		await setDisabled(await makePerson({ role: "admin" }), person.id, true);
		expect(await rows(person)).toEqual([]);
	});

	test("is one of ten: the oldest makes room", async () => {
		const browsers: string[] = [];
		for (let n = 0; n <= browsersPerPerson; n++) {
			const put = shiftClock(n * 1000);
			browsers.push((await subscribed()).target.endpoint);
			put();
		}
		expect((await rows(person)).map(({ endpoint }) => endpoint).sort()).toEqual(browsers.slice(1).sort());
	});

	test("can be changed sixty times an hour", async () => {
		for (let n = 0; n < 60; n++) expect((await ask({ intent: "off", endpoint: "x" })).status).toBe(204);
		expect((await ask({ intent: "off", endpoint: "x" })).status).toBe(429);
	});
});

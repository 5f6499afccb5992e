// Push in a real browser: what the worker shows of a message, and the switch that turns messages on and off.
import type { Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsOf } from "#tests/support/axe.ts";
import { browserAt } from "#tests/support/push-service.ts";
import { patience, ready, useStage, visit } from "./stage.ts";

const { open, server, complaints, forget } = useStage({ WEB_PUSH: "1" });
let db: Sql;
beforeAll(() => {
	db = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(() => db.end());

describe("a message", () => {
	const id = "pushed00000001";
	beforeAll(async () => {
		await db`insert into notifications (id, person_id, kind, cause, thread_id, post_id, at)
			select ${id}, (select id from people where handle = 'maya'), 'mention', 'post:pushed', t.id, p.id, now()
			from posts p join threads t on t.id = p.thread_id join circles c on c.id = t.circle_id
			where c.visibility = 'open' and p.deleted_at is null and t.deleted_at is null
				and p.author_id <> (select id from people where handle = 'maya') limit 1`;
	});

	async function receive(page: Page, data: string) {
		await page.context().grantPermissions(["notifications"], { origin: server().origin });
		await visit(page, "/offline");
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		const session = await page.context().newCDPSession(page);
		const registration = new Promise<string>((resolve) =>
			session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
				const [first] = registrations;
				if (first) resolve(first.registrationId);
			}),
		);
		await session.send("ServiceWorker.enable");
		await session.send("ServiceWorker.deliverPushMessage", { origin: server().origin, registrationId: await registration, data });
		const shown = () =>
			page.evaluate(async () =>
				(await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data })),
			);
		await expect.poll(async () => (await shown()).length, patience).toBe(1);
		return (await shown())[0];
	}

	test("shows what Lamplight says of it to whoever is signed in", async () => {
		const page = await open("maya", { serviceWorkers: "allow" });
		const shown = await receive(page, JSON.stringify({ id, title: "Words of the message" }));
		const preview = await (await page.request.get(`/notifications/${id}/preview`)).json();
		expect(shown).toEqual({ title: preview.title, body: preview.body, tag: id, data: { url: server().origin + preview.url } });
		expect(shown?.title).not.toBe("Something new on Lamplight");
	});

	const plain = { title: "Something new on Lamplight", body: "", tag: "news" };
	test.each([
		["to somebody else", "omar", JSON.stringify({ id })],
		["to nobody", null, JSON.stringify({ id })],
		["with a hostile id", "maya", JSON.stringify({ id: "../../sign-out", title: "Owned" })],
		["with no JSON at all", "maya", "Click here"],
	])("%s shows that there is something, and no word of it", async (_, handle, data) => {
		const page = await open(handle, { serviceWorkers: "allow" });
		expect(await receive(page, data)).toEqual({ ...plain, data: { url: `${server().origin}/notifications` } });
		// That a preview is not theirs is an answer.
		complaints();
	});

	test("leads to its page, in a tab that shows it already or in a new one, and never to another host", async () => {
		const page = await open("maya", { serviceWorkers: "allow" });
		await visit(page, "/people");
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		const [worker] = page.context().serviceWorkers();
		if (!worker) throw new Error("There is no worker.");
		const click = (url: string) =>
			worker.evaluate(async (to) => {
				const led: string[] = [];
				// A browser opens and focuses windows for people's clicks only.
				const scope = Object(globalThis);
				Object.defineProperty(scope.clients, "openWindow", {
					configurable: true,
					value: async (address: string) => led.push(`opened ${address}`),
				});
				scope.WindowClient.prototype.focus = async function focus(this: { url: string }) {
					led.push(`focused ${this.url}`);
				};
				const event = new scope.ExtendableEvent("notificationclick");
				const waits: Promise<unknown>[] = [];
				Object.assign(event, { notification: { data: { url: to }, close: () => undefined } });
				event.waitUntil = (promise: Promise<unknown>) => waits.push(promise);
				scope.dispatchEvent(event);
				await Promise.all(waits);
				return led;
			}, url);
		const { origin } = server();
		expect(await click(`${origin}/people#post-1`)).toEqual([`focused ${origin}/people`]);
		expect(await click(`${origin}/threads/x`)).toEqual([`opened ${origin}/threads/x`]);
		for (const elsewhere of ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/a/..//evil.example/"]) {
			const [led = ""] = await click(elsewhere);
			expect(new URL(led.replace(/^\w+ /, "")).origin, elsewhere).toBe(origin);
		}
	});
});

describe("the switch", () => {
	const { target } = browserAt(`https://fcm.googleapis.com/fcm/send/e2e`);
	const rows = () =>
		db`select p.handle from push_subscriptions s join people p on p.id = s.person_id`.then((all) => all.map(({ handle }) => handle));

	/** A browser whose maker's push service answers; the one of the tests has none. */
	async function withService(handle: string) {
		const page = await open(handle, { serviceWorkers: "allow" });
		await page.context().grantPermissions(["notifications"], { origin: server().origin });
		await page.addInitScript(({ endpoint, p256dh, auth }) => {
			const subscription = {
				endpoint,
				toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
				unsubscribe: async () => localStorage.removeItem("service"),
			};
			Object.assign(PushManager.prototype, {
				subscribe: async (options: PushSubscriptionOptionsInit) => {
					localStorage.setItem("service", String(options.applicationServerKey));
					return subscription;
				},
				getSubscription: async () => (localStorage.getItem("service") ? subscription : null),
			});
		}, target);
		await visit(page, "/settings/notifications");
		return page;
	}
	const on = (page: Page) => page.getByText("On in this browser").waitFor();
	const off = (page: Page) => page.getByText("Off in this browser").waitFor();

	test("turns messages on and off, by keyboard, and says what happens", async () => {
		const page = await withService("tomas");
		await off(page);
		const faults = () => faultsOf(page, {}, ".push-switch");
		expect(await faults()).toEqual([]);
		await page.getByRole("button", { name: "Turn on messages" }).press("Enter");
		await on(page);
		expect(await faults()).toEqual([]);
		expect(await rows()).toEqual(["tomas"]);
		expect(await page.evaluate(() => localStorage.getItem("service"))).toMatch(/^[\w-]{87}$/);
		await page.reload();
		await on(page);
		await page.getByRole("button", { name: "Turn off" }).press("Space");
		await off(page);
		expect(await rows()).toEqual([]);
	});

	test("is off after signing out; a session that only ended brings it back with the next", async () => {
		const page = await withService("bianca");
		const signInAgain = async () => {
			await visit(page, "/sign-in");
			await page.getByLabel("E-mail address").fill("bianca@northwind.example");
			await page.getByLabel("Password").fill("lamplight-demo");
			await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
			await page.getByRole("navigation", { name: "Lamplight", exact: true }).waitFor();
			await ready(page);
		};
		await page.getByRole("button", { name: "Turn on messages" }).click();
		await on(page);
		forget("bianca");
		await db`delete from sessions where user_id = (select id from people where handle = 'bianca')`;
		expect(await rows()).toEqual([]);
		await signInAgain();
		await expect.poll(rows, patience).toEqual(["bianca"]);

		await page.locator(".menu > summary").click();
		await page.getByRole("button", { name: "Sign out" }).click();
		await page.waitForURL("**/sign-in");
		await expect.poll(rows, patience).toEqual([]);
		await expect.poll(() => page.evaluate(() => localStorage.getItem("service")), patience).toBe(null);
		await signInAgain();
		await visit(page, "/settings/notifications");
		await off(page);
		expect(await rows()).toEqual([]);
		// A live connection that was opened when the session had just ended gets the sign-in page, and the browser says so.
		expect(complaints().filter((one) => !one.includes("EventSource"))).toEqual([]);
	});

	test("of somebody else who signs in here ends what was on", async () => {
		const page = await withService("kenji");
		await page.getByRole("button", { name: "Turn on messages" }).click();
		await on(page);
		forget("kenji");
		await page.context().clearCookies();
		await visit(page, "/sign-in");
		await page.getByRole("button", { name: "Sign in as Walter", exact: false }).click();
		await page.getByRole("navigation", { name: "Lamplight", exact: true }).waitFor();
		await visit(page, "/settings/notifications");
		await off(page);
		expect(await page.evaluate(() => localStorage.getItem("service"))).toBe(null);
		expect(await page.evaluate(() => localStorage.getItem("push"))).toBe(null);
	});

	test("says so where a browser may not or can not", async () => {
		const denied = await open("priya");
		await denied.addInitScript(() => Object.defineProperty(Notification, "permission", { value: "denied" }));
		await visit(denied, "/settings/notifications");
		await denied.getByText("You told this browser not to show messages").waitFor();
		const old = await open("priya");
		await old.addInitScript(() => Reflect.deleteProperty(window, "PushManager"));
		await visit(old, "/settings/notifications");
		await old.getByText("This browser can not show them").waitFor();
		expect(await old.getByRole("button", { name: /messages/ }).count()).toBe(0);
		const bare = await open("priya", { javaScriptEnabled: false });
		await bare.goto("/settings/notifications");
		expect(await bare.getByRole("heading", { name: "In this browser" }).isVisible()).toBe(false);
	});
});

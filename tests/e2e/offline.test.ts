// Without a connection there is a page, and nobody's words are lost; nothing of a person is kept that is not theirs to see.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Front, startFront } from "#tests/support/front.ts";
import { ask, holds, patience, ready, useStage, visit } from "./stage.ts";

const { open, server, complaints, forget } = useStage();

// Once a worker is active its cache is full.
const installed = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
async function enter(handle: string | null): Promise<Page> {
	const page = await open(handle, { serviceWorkers: "allow" });
	await visit(page, handle ? "/" : "/sign-in");
	await installed(page);
	await page.waitForFunction(() => navigator.serviceWorker.controller);
	return page;
}
/** Whether the worker has lost its connection, too: one that the browser had put to sleep and wakes now is cut off a moment later. */
async function workerIsCutOff(page: Page): Promise<boolean> {
	await page.evaluate(() => navigator.serviceWorker.controller?.postMessage("wake"));
	const reached = await Promise.all(
		page
			.context()
			.serviceWorkers()
			.map((worker) =>
				worker
					.evaluate(() =>
						fetch("/healthz", { cache: "no-store" }).then(
							() => true,
							() => false,
						),
					)
					.catch(() => true),
			),
	);
	return reached.length > 0 && !reached.includes(true);
}
/** The browser says in its console what could not be loaded: that is the point here. */
async function offline(page: Page, work: () => Promise<void>) {
	await page.context().setOffline(true);
	await expect.poll(() => workerIsCutOff(page), patience).toBe(true);
	await work();
	expect(complaints().filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|Failed to fetch/.test(one))).toEqual([]);
}
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const stored = (page: Page) =>
	page.evaluate(async () => {
		const addresses: string[] = [];
		const texts: string[] = [];
		for (const name of await caches.keys())
			for (const request of await (await caches.open(name)).keys()) {
				const { pathname } = new URL(request.url);
				addresses.push(pathname);
				if (!pathname.startsWith("/assets/")) texts.push(await ((await caches.match(request)) ?? new Response()).text());
			}
		return { addresses, texts };
	});

describe("without a connection", () => {
	test("every address leads to the offline page, which looks whole and goes back by itself", async () => {
		const page = await enter("maya");
		await offline(page, async () => {
			await page.goto("/people?q=to");
			await heading(page).getByText("No connection right now").waitFor();
			expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/offline?from=%2Fpeople%3Fq%3Dto");
			await ready(page);
			// Its styles and its fonts came along.
			expect(
				await page.evaluate(() => document.fonts.ready.then((fonts) => [...fonts].filter(({ status }) => status === "loaded").length)),
			).toBe(2);
			expect(await page.getByRole("button", { name: "Try again" }).evaluate((element) => getComputedStyle(element).borderRadius)).toBe(
				"999px",
			);
			await page.getByRole("button", { name: "Try again" }).click();
			await page.getByText("Not yet. We keep looking by ourselves.").waitFor();
		});
		await page.context().setOffline(false);
		await page.waitForURL("**/people?q=to");
		await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
		complaints();
	});

	test("words typed without it are on the page, go on there, and are in the composer afterwards", async () => {
		const page = await enter("rosa");
		await visit(page, "/threads/new?kind=question");
		await offline(page, async () => {
			await page.getByLabel("Title").fill("Written in the lift");
			await page.getByLabel("What I want to do").fill("Keep it.");
			await page.goto("/circles");
			await page.getByText("A new thread").click();
			await page.getByLabel("What I want to do").fill("Keep it, and go on with it.");
			await page.getByText("Kept in this browser", { exact: true }).last().waitFor();
			await page.reload();
			await page.getByText("A new thread").click();
			await expect.poll(() => page.getByLabel("What I want to do").inputValue(), patience).toBe("Keep it, and go on with it.");
		});
		await page.context().setOffline(false);
		await page.waitForURL("**/circles");
		const kept = page.waitForResponse((response) => response.url().endsWith("/drafts") && response.ok());
		await visit(page, "/threads/new");
		await holds(page, "title", "Written in the lift");
		await holds(page, "want", "Keep it, and go on with it.");
		await kept;
		await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:"))), patience).toEqual([]);
		complaints();
	});

	test("a thought that begins there joins the draft that the server had; a reply says which thread it is of", async () => {
		const page = await enter("omar");
		const path = await ask(page, { title: "A thread to answer in a tunnel", want: "Some words." });
		await visit(page, "/threads/new?kind=win");
		const kept = page.waitForResponse((response) => response.url().endsWith("/drafts") && response.ok());
		await page.getByLabel("What I did").fill("Begun at the desk.");
		await kept;
		await visit(page, path);
		await offline(page, async () => {
			await page.locator("textarea[name=text]").fill("An answer from a tunnel");
			await page.goto("/latest");
			await page.getByText("A reply in “A thread to answer in a tunnel”").waitFor();
			await page.getByRole("button", { name: "Write down a thought" }).click();
			await page.locator(".pad label.k-win").last().click();
			await page.getByLabel("What I did").fill("Gone on with in the train.");
			await page.getByLabel("Title").fill("On rails");
		});
		await page.context().setOffline(false);
		await page.getByText("You are connected", { exact: true }).waitFor();
		// Somebody is writing: nobody is led away from their words.
		expect(new URL(page.url()).pathname).toBe("/offline");
		await page.getByText("A reply in").click();
		await page.getByRole("link", { name: "Go on where it belongs" }).click();
		await holds(page, "text", "An answer from a tunnel");
		await visit(page, "/threads/new");
		await holds(page, "title", "On rails");
		await holds(page, "did", "Begun at the desk.\n\nGone on with in the train.");
		complaints();
	});

	test("a link that leads nowhere says so, and then waits as well", async () => {
		const page = await enter("samuel");
		await visit(page, "/circles/warehouse-and-routes");
		await offline(page, async () => {
			const side = page.getByRole("navigation", { name: "Lamplight", exact: true });
			await side
				.getByRole("listitem")
				.getByRole("link")
				.filter({ hasNotText: /Warehouse|Find/ })
				.first()
				.click();
			await heading(page).getByText("No connection right now").waitFor();
			const path = new URL(page.url()).pathname;
			expect(path).toMatch(/^\/circles\//);
			await page.getByRole("link", { name: "Try again" }).click();
			await page.waitForURL(`**/offline?from=${encodeURIComponent(path)}`);
		});
		await page.context().setOffline(false);
		await page.waitForURL("**/circles/*");
		complaints();
	});
});

describe("what stays in the browser", () => {
	test("no page and no data of a person, whatever was looked at", async () => {
		const page = await enter("priya");
		for (const path of ["/", "/people/priya", "/kept", "/admin/people", "/threads/new", "/search?q=words"]) await visit(page, path);
		await page.goto("/offline");
		const { addresses, texts } = await stored(page);
		expect(addresses.filter((path) => !path.startsWith("/assets/") && !path.startsWith("/icons/")).sort()).toEqual([
			"/icon.svg",
			"/js.js",
			"/manifest.webmanifest",
			"/offline",
		]);
		expect(addresses.some((path) => path.endsWith(".woff2"))).toBe(true);
		expect(texts.join("\n")).not.toMatch(/priya/i);
	});

	test("drafts are shown to whoever is signed in, and to nobody after signing out", async () => {
		const page = await enter("chen");
		await visit(page, "/threads/new?kind=question");
		await page.route("**/drafts", (route) => route.abort());
		await page.getByLabel("What I want to do").fill("For my eyes only.");
		await page.unroute("**/drafts");
		await visit(page, "/people");
		await offline(page, async () => {
			await page.goto("/latest");
			await page.locator("summary").filter({ hasText: "For my eyes only." }).waitFor();
		});
		await page.context().setOffline(false);
		await page.waitForURL("**/latest");
		await ready(page);
		await page.locator(".menu > summary").click();
		forget("chen");
		await page.getByRole("button", { name: "Sign out" }).click();
		await page.waitForURL("**/sign-in");
		await ready(page);
		await offline(page, async () => {
			await page.goto("/latest");
			await page.getByText("Nobody is signed in in this browser").waitFor();
			expect(await page.getByText("For my eyes only.").count()).toBe(0);
		});
		complaints();
	});
});

describe("behind a balancer", () => {
	let front: Front;
	beforeAll(async () => {
		front = await startFront(server().origin);
	});
	afterAll(() => front.leave());

	test("a new build brings a new worker with a new cache, and the old one goes", async () => {
		const script = await (await fetch(`${server().origin}/sw.js`)).text();
		const version = /const version = "([\w-]+)"/.exec(script)?.[1] ?? "";
		expect(version).not.toBe("");
		const page = await open(null, { serviceWorkers: "allow" });
		await visit(page, `${front.origin}/sign-in`);
		await installed(page);
		expect(await page.evaluate(() => caches.keys())).toEqual([`lamplight-${version}`]);
		const next = { status: 200, type: "text/javascript", body: script.replace(version, "next") };
		front.answer = (path) => (path === "/sw.js" ? next : undefined);
		// A visit is what makes browsers look whether their worker is still the one.
		await visit(page, `${front.origin}/join`);
		await expect.poll(() => page.evaluate(() => caches.keys()), patience).toEqual(["lamplight-next"]);
		front.answer = undefined;
		complaints();
	});

	test("an answer of the server is shown as it is; a server that stopped is waited for", async () => {
		const page = await open("eva", { serviceWorkers: "allow" });
		await visit(page, `${front.origin}/`);
		await installed(page);
		await page.waitForFunction(() => navigator.serviceWorker.controller);
		front.answer = (path) => (path === "/people" ? { status: 503, type: "text/plain", body: "Busy." } : undefined);
		expect((await page.goto(`${front.origin}/people`))?.status()).toBe(503);
		await page.getByText("Busy.").waitFor();
		front.answer = undefined;
		await front.leave();
		await page.goto(`${front.origin}/unanswered`);
		await heading(page).getByText("No connection right now").waitFor();
		await ready(page);
		await front.comeBack();
		await page.waitForURL("**/unanswered");
		await page.getByRole("navigation", { name: "Lamplight", exact: true }).waitFor();
		complaints();
	});
});

test("the app can be installed: a manifest whose pictures and addresses are there, and a worker that is always asked for anew", async () => {
	const { origin } = server();
	const page = await open("maya");
	await visit(page, "/");
	const href = await page.locator('link[rel="manifest"]').getAttribute("href");
	const answer = await page.request.get(href ?? "/none");
	expect(answer.headers()["content-type"]).toContain("application/manifest+json");
	const manifest = await answer.json();
	expect(manifest).toMatchObject({ start_url: "/", scope: "/", display: "standalone" });
	const pictures: { src: string; sizes: string; purpose?: string }[] = manifest.icons;
	expect(pictures.map(({ sizes, purpose }) => [sizes, purpose].join(" "))).toEqual(
		expect.arrayContaining(["192x192 ", "512x512 ", "512x512 maskable"]),
	);
	const apple = (await page.locator('link[rel="apple-touch-icon"]').getAttribute("href")) ?? "";
	for (const { src, sizes } of [...pictures, { src: apple, sizes: "180x180" }]) {
		const drawn = await page.evaluate(async (address) => {
			const image = new Image();
			image.src = address;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		if (sizes !== "any") expect([src, drawn]).toEqual([src, sizes]);
	}
	for (const { url } of manifest.shortcuts) expect((await page.request.get(url)).status(), url).toBe(200);
	const worker = await fetch(`${origin}/sw.js`);
	expect(worker.headers.get("cache-control")).toBe("no-cache");
	expect(worker.headers.get("content-security-policy")).toContain("worker-src 'self'");
	expect(worker.headers.get("service-worker-allowed")).toBe("/");
});

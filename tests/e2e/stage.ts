import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { launchBrowser } from "#tests/support/browser.ts";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

/** How long a page may take on a machine that has much else to do. */
export const patience = { timeout: 15_000 };

type Options = Pick<BrowserContextOptions, "javaScriptEnabled" | "colorScheme" | "viewport" | "serviceWorkers" | "permissions">;

/** A server, with these settings, and a browser for one test file. Whatever a page complains about fails the test that opened it. */
export function useStage(env: Record<string, string> = {}) {
	vi.setConfig({ testTimeout: 120_000 });
	let server: RunningServer;
	let browser: Browser;
	let problems: string[] = [];
	const cookies = new Map<string, string>();
	const lasting = new Map<string, BrowserContext>();

	beforeAll(async () => {
		[server, browser] = await Promise.all([startServer({ env }), launchBrowser()]);
	}, 120_000);
	afterAll(async () => {
		await browser?.close();
		await server?.stop();
	});
	afterEach(async () => {
		const kept = new Set(lasting.values());
		for (const context of browser?.contexts() ?? [])
			if (kept.has(context)) for (const page of context.pages()) await page.close();
			else await context.close();
		const found = problems;
		problems = [];
		expect(found).toEqual([]);
	});

	/** Collects what must not happen on a page: errors, refused content, addresses of other hosts. */
	function watch(page: Page) {
		// A refused form and a page that is not there are answers, not faults; the browser writes them to its console all the same. So does
		// the router when it calls off what it was loading, since somebody sent a form meanwhile.
		page.on(
			"console",
			(message) =>
				message.type() === "error" &&
				!/status of 4(04|09|22)|^AbortError: signal is aborted/.test(message.text()) &&
				problems.push(`console: ${message.text()}`),
		);
		page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
		page.on(
			"request",
			(request) =>
				!/^(data|blob):/.test(request.url()) &&
				new URL(request.url()).origin !== server.origin &&
				problems.push(`foreign: ${request.url()}`),
		);
		return page;
	}

	/** A page of a fresh browser, signed in as `handle` if one is given. */
	const open = async (handle: string | null, options: Options = {}): Promise<Page> => (await fresh(handle, options)).newPage();

	/** A page of a browser that somebody goes on with from test to test, as people do: it has loaded the scripts before. For looking alone. */
	async function openAgain(handle: string): Promise<Page> {
		const context = lasting.get(handle) ?? (await fresh(handle, {}));
		lasting.set(handle, context);
		return context.newPage();
	}

	async function fresh(handle: string | null, options: Options): Promise<BrowserContext> {
		const context = await browser.newContext({
			baseURL: server.origin,
			viewport: { width: 1280, height: 900 },
			// A test of a page is about the page and the server; requests that pass a worker can not be routed either.
			serviceWorkers: "block",
			...options,
		});
		context.setDefaultTimeout(patience.timeout);
		await context.addInitScript(() =>
			document.addEventListener("securitypolicyviolation", (event) =>
				console.error(`refused by policy: ${event.violatedDirective} ${event.blockedURI}`),
			),
		);
		context.on("page", watch);
		if (handle) await signIn(context, handle);
		return context;
	}

	async function signIn(context: ReturnType<Page["context"]>, handle: string) {
		const cookie = cookies.get(handle) ?? (await signInAs(server.origin, handle));
		cookies.set(handle, cookie);
		const [name = "", value = ""] = cookie.split("=");
		await context.addCookies([{ name, value, url: server.origin }]);
	}

	return {
		open,
		openAgain,
		server: () => server,
		/** What the pages of this test complained about so far; taking it means that it was expected. */
		complaints: () => problems.splice(0),
		/** Forgets the session of somebody, for a test that ends it. */
		forget: (handle: string) => cookies.delete(handle),
	};
}

/** Goes to an address and waits until scripts have taken the page over, where they run. */
export async function visit(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await ready(page);
}

/** Waits until React has committed the page it was given and run its effects. */
export async function ready(page: Page): Promise<void> {
	if (!(await page.locator("html.js").count())) return;
	await page.waitForFunction(() => {
		const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
		const container: unknown = key && Reflect.get(document, key);
		const root: unknown = container && Reflect.get(Object(container), "stateNode");
		const current: unknown = root && Reflect.get(Object(root), "current");
		const state: unknown = current && Reflect.get(Object(current), "memoizedState");
		return state ? Reflect.get(Object(state), "isDehydrated") === false : false;
	});
	// Effects wait in the task queue behind the commit.
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** Says when an element holds a value, whoever put it there. */
export const holds = (page: Page, name: string, value: string) =>
	expect.poll(() => page.locator(`[name="${name}"]`).first().inputValue(), patience).toBe(value);

type Question = { title: string; want: string; tried?: string; tags?: string };

/** Asks a question through the composer; returns the address of its thread. */
export async function ask(page: Page, { title, want, tried = "", tags = "" }: Question): Promise<string> {
	await visit(page, "/threads/new?kind=question");
	await page.getByLabel("Title").fill(title);
	await page.getByLabel("What I want to do").fill(want);
	await page.getByLabel("What I tried").fill(tried);
	await page.getByLabel("Tags").fill(tags);
	await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
	await page.getByRole("button", { name: "Post", exact: true }).click();
	await page.getByRole("heading", { level: 1, name: title }).waitFor();
	await ready(page);
	return new URL(page.url()).pathname;
}

/** Writes a reply on a thread page that is open; waits until it stands there. */
export async function reply(page: Page, text: string): Promise<void> {
	await page.getByLabel("Your reply").and(page.locator("textarea")).fill(text);
	await page.getByRole("button", { name: "Reply", exact: true }).last().click();
	await page.getByRole("article").filter({ hasText: text }).waitFor();
	await ready(page);
}

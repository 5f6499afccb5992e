import type { Browser, Page } from "playwright-core";

const origin = "https://lamplight.test";
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-a' 'strict-dynamic'; img-src 'self'; base-uri 'none'">`;

/** What must never happen, as it was seen. */
export type Seen = { executed: string[]; dialogs: string[]; requests: string[]; blocked: string[] };
export type Trap = {
	seen: Seen;
	document: (html: string) => Promise<void>;
	inner: (html: string) => Promise<void>;
	close: () => Promise<void>;
};

/** A page that notes every script, dialog, request to another host and breach of its policy while HTML is shown, clicked and focused. */
export async function openTrap(browser: Browser, { csp }: { csp: boolean }): Promise<Trap> {
	const context = await browser.newContext();
	const page = await context.newPage();
	const seen: Seen = { executed: [], dialogs: [], requests: [], blocked: [] };
	const head = `<!doctype html><meta charset="utf-8">${csp ? policy : ""}<title>trap</title>`;

	await page.exposeFunction("__xss", (id: unknown) => seen.executed.push(String(id)));
	page.on("dialog", (dialog) => {
		seen.dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	page.on("console", (message) => {
		if (/Content Security Policy/.test(message.text())) seen.blocked.push(message.text());
	});
	context.on("page", (opened) => seen.requests.push(`a new window: ${opened.url()}`));
	await context.route("**/*", async (route) => {
		const request = route.request();
		const url = new URL(request.url());
		if (request.url() === `${origin}/`) return route.fulfill({ contentType: "text/html", body: head });
		// A click on a link may lead away; aborted, it leaves the page where it is.
		const clicked = request.isNavigationRequest() && request.frame() === page.mainFrame();
		const own = url.origin === origin && url.pathname.startsWith("/uploads/") && request.resourceType() === "image";
		if (!clicked && !own) seen.requests.push(request.url());
		return route.abort("aborted");
	});
	await page.goto(`${origin}/`);

	async function document(html: string) {
		await page.setContent(`${head}<body>${html}</body>`, { waitUntil: "commit" });
		await touchAll(page);
	}

	async function inner(html: string) {
		await page.evaluate((markup) => {
			const host = window.document.createElement("div");
			window.document.body.replaceChildren(host);
			host.innerHTML = markup;
			// Written and read once more: what mutates does so here.
			const again = window.document.createElement("div");
			window.document.body.append(again);
			again.innerHTML = host.innerHTML;
		}, html);
		await touchAll(page);
	}

	return { seen, document, inner, close: () => context.close() };
}

/** Hovers, focuses and clicks every element, links one by one, as a visitor who tries everything. */
async function touchAll(page: Page) {
	await page.evaluate(async () => {
		const settle = (ms: number) => new Promise((done) => setTimeout(done, ms));
		await settle(0);
		for (const element of window.document.body.querySelectorAll<HTMLElement>("*")) {
			for (const name of ["pointerenter", "mouseenter", "mouseover", "pointerover"])
				element.dispatchEvent(new MouseEvent(name, { bubbles: true }));
			element.focus?.();
			element.click?.();
			// A second click would cancel what the first one set off.
			if (element.closest("a[href]")) await settle(2);
		}
		await settle(2);
	});
}

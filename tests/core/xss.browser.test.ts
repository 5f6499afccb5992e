import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cook } from "#app/core/markdown/cook.server.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { violations } from "./markdown-oracle.ts";
import { naughtyPayloads, ownPayloads } from "./xss-corpus.ts";
import { openTrap, type Trap } from "./xss-page.ts";

const mentions = new Map([
	["anna", "Anna"],
	["evil", `"><img src=x onerror="window.__xss('name')"><a href="javascript:window.__xss('name')">x</a>`],
]);
const cooked = [...ownPayloads, ...naughtyPayloads].map(({ id, source }) => ({ id, html: cook(source, { mentions }).html }));
const shown = [...new Map(cooked.map((piece) => [piece.html, piece])).values()];
const nothing = { executed: [], dialogs: [], requests: [], blocked: [] };

const uncooked = `<img src=x onerror="window.__xss('handler')"><a href="javascript:window.__xss('link')">x</a>
	<p onmouseover="window.__xss('hover')" tabindex=0 onfocus="window.__xss('focus')">x</p><svg onload="alert('dialog')"></svg><img src="//evil.example/x.png">`;

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

test("the corpus holds at least 150 payloads of our own, and every one stays inside the list", () => {
	expect(new Set(ownPayloads.map(({ source }) => source)).size).toBeGreaterThanOrEqual(150);
	expect(naughtyPayloads.length).toBeGreaterThan(400);
	for (const { id, html } of cooked) expect(violations(html), id).toEqual([]);
});

describe.each([{ csp: false }, { csp: true }])("in Chromium, with a policy: $csp", ({ csp }) => {
	let trap: Trap;
	beforeAll(async () => {
		trap = await openTrap(browser, { csp });
	});
	afterAll(() => trap?.close());

	test.each(["document", "inner"] as const)("nothing runs, asks or loads: %s", { timeout: 300_000 }, async (way) => {
		for (const { id, html } of shown) {
			await trap[way](html);
			expect(trap.seen, `${id}: ${html}`).toEqual(nothing);
		}
		await new Promise((done) => setTimeout(done, 200));
		expect(trap.seen).toEqual(nothing);
	});
});

test.each(["document", "inner"] as const)("the trap catches what is not cooked: %s", async (way) => {
	const open = await openTrap(browser, { csp: false });
	await open[way](uncooked);
	await expect.poll(() => [...new Set(open.seen.executed)].sort()).toEqual(["focus", "handler", "hover", "link"]);
	await expect.poll(() => open.seen.requests).toContain("https://evil.example/x.png");
	if (way === "document") expect(open.seen.dialogs).toEqual(["dialog"]);
	await open.close();

	const guarded = await openTrap(browser, { csp: true });
	await guarded[way](uncooked);
	await expect.poll(() => guarded.seen.blocked.length).toBeGreaterThan(3);
	expect(guarded.seen.executed).toEqual([]);
	await guarded.close();
});

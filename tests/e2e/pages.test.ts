// Every page as three people and as nobody, by day and by dusk, at a desk and on a phone.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { faultsOf } from "#tests/support/axe.ts";
import { extras, pageRoutes, type Sample, samples, signedOut } from "./pages.ts";
import { patience, ready, useStage } from "./stage.ts";

const { open, openAgain, server, complaints } = useStage();
let pages: Record<string, Sample> = {};
beforeAll(async () => {
	pages = await samples(server());
});

const everyRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const contrast = { runOnly: { type: "rule" as const, values: ["color-contrast"] } };

/** Elements that make the page wider than its window. */
const overflow = (page: Page) =>
	page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
		return [`wider than ${width}: ${out.map(({ tagName, className }) => `${tagName}.${className}`).join(" ")}`];
	});

type Look = { width: number; theme: "light" | "dark" };
/** Every width in both themes for one person; for the others each width once, by day at a desk and by dusk on a phone. */
const everyLook: Look[] = [1280, 360].flatMap((width) => [
	{ width, theme: "light" as const },
	{ width, theme: "dark" as const },
]);
const someLooks: Look[] = [
	{ width: 1280, theme: "light" },
	{ width: 360, theme: "dark" },
];

async function inspect(page: Page, path: string, expected: number, looks = everyLook) {
	const wrong: string[] = [];
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
	const response = await page.goto(path);
	await ready(page);
	expect(response?.status()).toBe(expected);
	expect(new URL(page.url()).pathname).toBe(new URL(path, page.url()).pathname);
	let before = 0;
	for (const { width, theme } of looks) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
		// At one width only the colours are others by dusk.
		const again = width === before;
		const found = await faultsOf(page, again ? contrast : { runOnly: everyRule });
		wrong.push(...(again ? [] : await overflow(page)), ...found.map((fault) => `${width}, ${theme}: ${fault}`));
		before = width;
	}
	expect(wrong).toEqual([]);
}

const names = [...new Set([...pageRoutes(), ...extras])];

test("every page has an address in the crawl", () => {
	expect(names.filter((name) => !(name in pages))).toEqual([]);
});

describe.each(["maya", "priya", "tomas"] as const)("as %s", (handle) => {
	test.each(names.filter((name) => !signedOut.includes(name)))("%s", async (name) => {
		const { path, only } = pages[name] ?? { path: `/no-sample-for/${name}` };
		const page = await openAgain(handle);
		if (!only || only.includes(handle))
			await inspect(page, path, name === "(not there)" ? 404 : 200, handle === (only?.[0] ?? "maya") ? everyLook : someLooks);
		else expect((await page.goto(path))?.status()).toBe(404);
	});
});

test.each(signedOut)("signed out: %s", async (name) => {
	await inspect(await open(null), pages[name]?.path ?? `/no-sample-for/${name}`, 200);
});

test("the crawl hears of an error, of another host and of what the policy refuses", async () => {
	const page = await open(null);
	await page.goto("/sign-in");
	// Not before the scripts are through with the page: they would put back what is replaced here.
	await ready(page);
	await page.evaluate(() => {
		console.error("a fault");
		const image = new Image();
		image.src = "http://elsewhere.invalid/dot.png";
		document.body.innerHTML = `<p style="width: 3000px">Wide</p><img src="/icon.svg">`;
		const rule = new CSSStyleSheet();
		rule.replaceSync("p { width: 3000px; color: #eee; background: #fff }");
		document.adoptedStyleSheets = [rule];
	});
	const heard: string[] = [];
	await expect.poll(() => heard.push(...complaints()) && heard.join("\n"), patience).toMatch(/refused by policy: img-src/);
	expect(heard.join("\n")).toMatch(/console: a fault/);
	expect(heard.join("\n")).toMatch(/refused by policy: style-src/);
	expect((await overflow(page)).join()).toMatch(/wider than 1280: P/);
	expect((await faultsOf(page, { runOnly: everyRule })).join("\n")).toMatch(/color-contrast[\s\S]*image-alt/);
});

// Every page as three people, by day and by dusk, at a desk and on a phone.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { pageRoutes, type Sample, samples } from "./pages.ts";
import { ready, useStage } from "./stage.ts";

const { open, server } = useStage();
let pages: Record<string, Sample> = {};
beforeAll(async () => {
	pages = await samples(server().databaseUrl);
});

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const settings = [
	{ colorScheme: "light", width: 1280 },
	{ colorScheme: "light", width: 360 },
	{ colorScheme: "dark", width: 1280 },
	{ colorScheme: "dark", width: 360 },
] as const;

/** What is wrong with the page that is open. */
async function faults(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
	const wide = await page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
		return [
			`wider than ${width}: ${document.documentElement.scrollWidth} ${out
				.slice(0, 5)
				.map((element) => `${element.tagName}.${element.className}`)
				.join(" ")}`,
		];
	});
	return [
		...wide,
		...violations.flatMap(({ id, nodes }) =>
			nodes.slice(0, 3).map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
		),
	];
}

test("every page has an address in the crawl", () => {
	expect(pageRoutes().filter((name) => !(name in pages))).toEqual([]);
});

describe.each(["maya", "priya", "tomas", null] as const)("%s", (handle) => {
	test.each(settings)("$colorScheme at $width", { timeout: 180_000 }, async ({ colorScheme, width }) => {
		const page = await open(handle, { colorScheme, viewport: { width, height: 800 } });
		const wrong: string[] = [];
		const mine = Object.entries(pages).filter(([, { only }]) => (handle ? !only || only.includes(handle) : only?.length === 0));
		for (const [name, { path }] of [...mine, ["(not there)", { path: "/threads/zzzzzzzzzzzzzz" }] as const]) {
			const response = await page.goto(path);
			await ready(page);
			const expected = name === "(not there)" && handle ? 404 : 200;
			if (response?.status() !== expected) wrong.push(`${path}: status ${response?.status()}`);
			if (handle && new URL(page.url()).pathname !== new URL(path, page.url()).pathname) wrong.push(`${path}: led to ${page.url()}`);
			wrong.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
		}
		expect(wrong).toEqual([]);
	});
});

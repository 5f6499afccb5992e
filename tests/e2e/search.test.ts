// Search as people use it: from anywhere by keyboard, and without scripts by the plain page.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { faultsOf } from "#tests/support/axe.ts";
import { patience, useStage, visit } from "./stage.ts";

const { open } = useStage();
const minutes = "A prompt for meeting minutes that people actually read";

const options = (page: Page) => page.getByRole("dialog", { name: "Search" }).getByRole("option");

describe("the palette", () => {
	test.each(["Control+k", "Meta+k", "/"])("opens with %s, finds while one types, and opens what is chosen", async (key) => {
		const page = await open("tomas");
		await visit(page, "/");
		await page.keyboard.press(key);
		await page.keyboard.type("promt for meeting minits", { delay: 5 });
		await expect.poll(() => options(page).first().textContent(), patience).toContain(minutes);
		const chosen = () =>
			page.evaluate(() => document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "")?.textContent);
		expect(await chosen()).toContain(minutes);
		await page.keyboard.press("ArrowDown");
		expect(await chosen()).not.toContain(minutes);
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("ArrowUp");
		expect(await chosen(), "round the end").toContain("Ask “promt for meeting minits”");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent(), patience).toBe(minutes);
		expect(await page.getByRole("dialog").count()).toBe(0);
	});

	test("Escape closes it and gives the focus back; a slash in a text is a slash", async () => {
		const page = await open("tomas");
		await visit(page, "/threads/new?kind=question");
		await page.getByLabel("Title").focus();
		await page.keyboard.type("1/2");
		expect(await page.getByLabel("Title").inputValue()).toBe("1/2");
		await page.keyboard.press("Control+k");
		await page.getByRole("dialog", { name: "Search" }).waitFor();
		await page.keyboard.press("Escape");
		await expect.poll(() => page.getByRole("dialog").count(), patience).toBe(0);
		await page.keyboard.type("!");
		expect(await page.getByLabel("Title").inputValue()).toBe("1/2!");
	});

	test("asks what was not found, with the words carried over; and everything about them on a page", async () => {
		const page = await open("grace");
		await visit(page, "/");
		await page.keyboard.press("Control+k");
		await page.keyboard.type("zeppelin docking rota");
		await options(page).getByText("Ask “zeppelin docking rota”").click();
		await page.waitForURL(/\/threads\/new/);
		await expect.poll(() => page.getByLabel("Title").inputValue(), patience).toBe("zeppelin docking rota");
		expect(await page.getByRole("radio", { name: "Question" }).isChecked()).toBe(true);
		await page.keyboard.press("Control+k");
		await page.keyboard.type("handover");
		await options(page).getByText("Everything about “handover”").click();
		await page.waitForURL(/\/search\?q=handover/);
	});

	test("knows people and circles, is pleasant to assistive technology, and fits a phone", async () => {
		for (const width of [1280, 360])
			for (const colorScheme of ["light", "dark"] as const) {
				const page = await open("tomas", { viewport: { width, height: 740 }, colorScheme });
				await visit(page, "/");
				if (width === 360) await page.getByRole("link", { name: "Search", exact: true }).click();
				else await page.keyboard.press("Control+k");
				await page.keyboard.type("maya");
				await expect.poll(() => options(page).allTextContents(), patience).toContainEqual(expect.stringContaining("Maya Osei"));
				expect(await faultsOf(page)).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
				await page.close();
			}
	});

	test("what is private is not even half-typed by others", async () => {
		const page = await open("liam");
		await visit(page, "/");
		await page.keyboard.press("Control+k");
		await page.keyboard.type("payroll pilot");
		await options(page).getByText("Everything about “payroll pilot”").waitFor();
		await page.waitForTimeout(600);
		expect((await options(page).allTextContents()).filter((text) => /private/i.test(text))).toEqual([]);
	});
});

describe.each([true, false])("the page, with scripts: %s", (javaScriptEnabled) => {
	test("finds, narrows down, takes a filter out, and opens a reply where it says so", async () => {
		const page = await open("tomas", { javaScriptEnabled });
		await visit(page, "/search");
		await page.getByRole("main").getByRole("searchbox", { name: "Search" }).fill("prompt");
		await page.getByRole("button", { name: "Find" }).click();
		await page.waitForURL(/q=prompt/);
		await page.getByRole("article").first().waitFor();
		const before = await page.getByRole("article").count();
		await page
			.getByRole("complementary")
			.getByRole("link", { name: /^Lesson/ })
			.click();
		await page.waitForURL(/kind%3Alesson/);
		await expect
			.poll(async () => [...new Set(await page.locator("article .kind").allTextContents())].map((kind) => kind.trim()), patience)
			.toEqual(["Lesson"]);
		expect(await page.getByRole("article").count()).toBeLessThan(before);
		await page.getByRole("link", { name: /^Lesson .*take this filter out/ }).click();
		await page.waitForURL((url) => url.searchParams.get("q") === "prompt");
		await expect.poll(() => page.getByRole("article").count(), patience).toBe(before);
	});
});

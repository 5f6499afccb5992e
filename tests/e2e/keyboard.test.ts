// Everything within reach of somebody who has no mouse.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ask, holds, patience, ready, useStage, visit } from "./stage.ts";

const { open } = useStage();

const focused = (page: Page) =>
	page.evaluate(() => {
		const element = document.activeElement;
		return `${element?.tagName.toLowerCase()} ${element?.getAttribute("name") ?? element?.getAttribute("aria-label") ?? element?.textContent?.trim()}`;
	});

/** Presses Tab until the focus is where it is wanted; says every place on the way. */
async function tabTo(page: Page, wanted: string, most = 120): Promise<string[]> {
	const way: string[] = [];
	while (way.at(-1) !== wanted && way.length < most) {
		await page.keyboard.press("Tab");
		way.push(await focused(page));
	}
	return way;
}

test("Tab goes from the skip link by the search to the reply, and leaves it again", async () => {
	const page = await open("lucas");
	const path = await ask(page, { title: "All of it by keyboard", want: "Some words." });
	await visit(page, path);
	const way = await tabTo(page, "textarea text");
	expect(way[0]).toBe("a Skip to the page");
	expect(way).toContain("input q");
	expect(way.at(-1)).toBe("textarea text");
	// No trap: the next stops are the button that sends and, in the end, the browser's own.
	expect((await tabTo(page, "button Reply", 3)).at(-1)).toBe("button Reply");

	await visit(page, path);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await expect.poll(() => new URL(page.url()).hash, patience).toBe("#main");
	await page.keyboard.press("Tab");
	expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(true);
});

test("the focus can be seen wherever it is", async () => {
	const page = await open("lucas");
	await visit(page, "/");
	for (let step = 0; step < 25; step++) {
		await page.keyboard.press("Tab");
		const seen = await page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body) return true;
			const { width, height } = element.getBoundingClientRect();
			// The search shows it around its whole field.
			return [element, element.closest("form")].some((around) => {
				const { outlineStyle = "none", outlineWidth = "0" } = around ? getComputedStyle(around) : {};
				return width > 1 && height > 1 && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
			});
		});
		expect(seen, await focused(page)).toBe(true);
	}
});

test("arrows move within the toolbar, which is one stop", async () => {
	const page = await open("tariq");
	const path = await ask(page, { title: "A toolbar of one stop", want: "Some words." });
	await visit(page, path);
	await tabTo(page, "button Bold");
	await page.keyboard.press("ArrowRight");
	expect(await focused(page)).toBe("button Italic");
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowLeft");
	expect(await focused(page)).toBe("button Image");
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("button Preview");
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await holds(page, "text", "**bold**");
	expect(await focused(page)).toBe("textarea text");
});

test("Control and Enter send, Control and B make bold", async () => {
	const page = await open("oscar");
	const path = await ask(page, { title: "Sent without a button", want: "Some words." });
	await visit(page, path);
	const area = page.locator("textarea[name=text]");
	await area.focus();
	await page.keyboard.press("Control+b");
	await page.keyboard.type("Sent by two keys");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("article").locator("strong", { hasText: "Sent by two keys" }).waitFor();
	await holds(page, "text", "");
});

test("a prompt is copied by its button", async () => {
	const page = await open("david");
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	const prompt = "Answer in three lines.\nDo not guess.";
	await ask(page, { title: "A prompt to take along", want: `This one:\n\n\`\`\`\n${prompt}\n\`\`\`` });
	const button = page.getByRole("button", { name: "Copy this block" });
	await button.focus();
	await page.keyboard.press("Enter");
	await page.getByText("Copied", { exact: true }).waitFor();
	expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe(prompt);

	// In place of a page that was loaded, one that was gone to: the block is there and has its button again.
	await page.getByRole("link", { name: "Circles", exact: true }).first().click();
	await page.getByRole("heading", { level: 1, name: "Circles" }).waitFor();
	await page.goBack();
	await ready(page);
	await button.waitFor();
	expect(await button.count()).toBe(1);
});

test("a name is completed by the arrow keys and Enter", async () => {
	const page = await open("victor");
	const path = await ask(page, { title: "Somebody is called here", want: "Some words." });
	await visit(page, path);
	await page.locator("textarea[name=text]").focus();
	await page.keyboard.type("Ask @may");
	await page.getByRole("option", { name: /Maya Osei/ }).waitFor();
	await page.keyboard.press("Enter");
	await holds(page, "text", "Ask @maya ");
	expect(await page.getByRole("option").count()).toBe(0);
});

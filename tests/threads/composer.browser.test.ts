// The composer in a real browser: the editor's tools, and what drafts do between tabs.
import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect, test } from "vitest";
import { ask, holds, patience, ready, useStage, visit } from "#tests/e2e/stage.ts";

const { open } = useStage();

const picture = () =>
	sharp({ create: { width: 40, height: 20, channels: 3, background: "teal" } })
		.png()
		.toBuffer();
const file = async (name: string) => ({ name, mimeType: "image/png", buffer: await picture() });
const area = (page: Page) => page.getByLabel("What I want to do");
const tool = (page: Page, name: string) => page.locator(".field.editor", { has: area(page) }).getByRole("button", { name, exact: true });

test("keys and buttons mark the text, and undo takes each mark back", async () => {
	const page = await open("maya");
	await visit(page, "/threads/new?kind=question");
	await area(page).fill("tables");
	await area(page).press("Control+a");
	await area(page).press("Control+b");
	await holds(page, "want", "**tables**");
	await area(page).press("Control+b");
	await holds(page, "want", "tables");
	await area(page).press("Control+i");
	await holds(page, "want", "_tables_");
	await area(page).press("Control+z");
	await holds(page, "want", "tables");
	await area(page).press("Control+a");
	await tool(page, "Prompt").click();
	await holds(page, "want", "```\ntables\n```\n");
	await area(page).press("Control+z");
	await area(page).press("Control+a");
	await tool(page, "Quote").click();
	await holds(page, "want", "> tables");
	// One stop for the tab key, arrows between the tools.
	await tool(page, "Bold").focus();
	await page.keyboard.press("ArrowRight");
	expect(await tool(page, "Italic").evaluate((button) => button === document.activeElement)).toBe(true);
	await page.keyboard.press("End");
	expect(await tool(page, "Image").evaluate((button) => button === document.activeElement && button.tabIndex === 0)).toBe(true);
	await page.keyboard.press("ArrowRight");
	expect(await tool(page, "Bold").evaluate((button) => button === document.activeElement)).toBe(true);
});

test("the preview shows the post, and writing goes on where it was", async () => {
	const page = await open("rosa");
	await visit(page, "/threads/new?kind=question");
	await area(page).fill("Some **bold** words for @maya");
	await tool(page, "Preview").click();
	await page.locator(".preview strong", { hasText: "bold" }).waitFor();
	await page.locator(".preview a", { hasText: "Maya Osei" }).waitFor();
	await tool(page, "Write on").click();
	await area(page).waitFor();
	await holds(page, "want", "Some **bold** words for @maya");
});

test("a name is completed with the keyboard", async () => {
	const page = await open("omar");
	await visit(page, "/threads/new?kind=question");
	await area(page).pressSequentially("Ask @may");
	await page.getByRole("option", { name: /Maya Osei/ }).waitFor();
	expect(await area(page).getAttribute("aria-activedescendant")).toBeTruthy();
	await area(page).press("Enter");
	await holds(page, "want", "Ask @maya ");
	await area(page).pressSequentially("and @ro");
	await page.getByRole("listbox", { name: "People" }).waitFor();
	await area(page).press("Escape");
	expect(await page.getByRole("listbox").count()).toBe(0);
	await holds(page, "want", "Ask @maya and @ro");
});

test("images are chosen or pasted into the place where one writes; what is no image is refused in words", async () => {
	const page = await open("ahmed");
	await visit(page, "/threads/new?kind=question");
	await area(page).fill("Before after");
	await area(page).evaluate((element) => element instanceof HTMLTextAreaElement && element.setSelectionRange(7, 7));
	const input = page.locator(".field.editor", { has: area(page) }).locator("input[type=file]");
	await input.setInputFiles([await file("hours per week.png")]);
	await expect.poll(() => area(page).inputValue()).toMatch(/^Before !\[hours per week\]\(\/uploads\/[0-9a-f]{32}\.webp\)after$/);
	await page.getByText("Image added").waitFor();

	// Somebody who writes on while it is sent keeps the cursor.
	let go = () => {};
	const held = new Promise<void>((resolve) => {
		go = resolve;
	});
	await page.route("**/uploads", async (route) => {
		await held;
		await route.continue();
	});
	await area(page).fill("");
	await input.setInputFiles([await file("IMG_2041.png")]);
	await expect.poll(() => area(page).inputValue()).toContain("Sending image");
	await area(page).press("End");
	await area(page).pressSequentially(" typed mean");
	go();
	await expect.poll(() => area(page).inputValue()).toMatch(/^!\[What the image shows\]\(\/uploads\/[0-9a-f]{32}\.webp\) typed mean$/);
	await area(page).pressSequentially("while");
	expect(await area(page).inputValue()).toMatch(/ typed meanwhile$/);
	await page.unroute("**/uploads");

	const paste = (type: string, text: boolean) =>
		area(page).evaluate(
			(element, [kind, also]) => {
				const data = new DataTransfer();
				data.items.add(new File(["no picture"], `x.${String(kind).split("/")[1]}`, { type: String(kind) }));
				if (also) data.setData("text/plain", "cells");
				return element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
			},
			[type, text] as const,
		);
	await area(page).fill("");
	expect(await paste("application/pdf", false)).toBe(false);
	await page.getByText("Only images can be added here").waitFor();
	// Copied cells bring a picture of themselves: the browser pastes their text.
	expect(await paste("image/png", true)).toBe(true);
	await holds(page, "want", "");
	await page.route("**/uploads", (route) => route.fulfill({ status: 200, json: { error: "This file is not a picture we can show." } }));
	await paste("image/png", false);
	await page.getByText("This file is not a picture we can show.").waitFor();
	await holds(page, "want", "");
});

test("similar threads appear below the title and open beside the draft", async () => {
	const page = await open("samuel");
	await ask(page, { title: "Gooseberry invoices read by a machine", want: "Words." });
	await visit(page, "/threads/new?kind=question");
	await page.getByLabel("Title").fill("Gooseberry");
	await page.getByLabel("Title").pressSequentially(" invoices");
	const link = page.getByRole("link", { name: /Gooseberry invoices read by a machine/ });
	await link.waitFor();
	expect(await link.getAttribute("target")).toBe("_blank");
});

test("Enter in the tags posts nothing", async () => {
	const page = await open("yusuf");
	await visit(page, "/threads/new?kind=question");
	await page.getByLabel("Tags").fill("tables");
	await page.getByLabel("Tags").press("Enter");
	await page.waitForTimeout(300);
	expect(new URL(page.url()).pathname).toBe("/threads/new");
	expect(await page.locator(".error").count()).toBe(0);
	await page.getByLabel("Title").fill("Enter in the title tries to post");
	await page.getByLabel("Title").press("Enter");
	await page.locator(".error").first().waitFor();
});

test("a draft is put aside and brought back", async () => {
	const page = await open("diego");
	await visit(page, "/threads/new?kind=question");
	await page.getByLabel("Title").fill("Perhaps not today");
	await area(page).fill("Some words.");
	await page.getByText("Draft kept").waitFor();
	await visit(page, "/threads/new?kind=question");
	await page.getByText("We kept your draft").waitFor();
	await page.getByRole("button", { name: "Start afresh" }).click();
	await holds(page, "title", "");
	await page.getByRole("button", { name: "Bring it back" }).click();
	await holds(page, "want", "Some words.");
	await page.getByRole("button", { name: "Start afresh" }).click();
	await holds(page, "title", "");
	// It goes from the server a moment later, or as the page is left.
	await expect
		.poll(async () => {
			await visit(page, "/threads/new?kind=question");
			return page.getByLabel("Title").inputValue();
		}, patience)
		.toBe("");
});

test("an empty tab shows what another one writes, and never replaces it", async () => {
	const page = await open("chen");
	await visit(page, "/threads/new?kind=question");
	const late = await page.context().newPage();
	await visit(late, "/threads/new?kind=question");
	// Chosen and cleared again: nothing is written here.
	await late.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
	await page.bringToFront();
	await area(page).fill("The fuller draft.");
	await page.getByText("Draft kept").waitFor();
	await holds(late, "want", "The fuller draft.");
	await late.close();
	await visit(page, "/threads/new?kind=question");
	await holds(page, "want", "The fuller draft.");
});

test("what the server has does not stay in this browser, and a refused form is a draft again", async () => {
	const page = await open("eva");
	await visit(page, "/threads/new?kind=question");
	const stored = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")));
	await area(page).fill("Kept on the server.");
	await page.getByText("Draft kept").waitFor();
	expect(await stored()).toEqual([]);
	await page.getByRole("button", { name: "Post", exact: true }).click();
	await page.getByLabel("Title").fill("x");
	await page.getByRole("button", { name: "Post", exact: true }).click();
	await page.locator(".error").first().waitFor();
	await area(page).fill("Written after it was refused.");
	await expect.poll(stored, { timeout: 5000 }).toEqual([]);
	await visit(page, "/threads/new?kind=question");
	await holds(page, "want", "Written after it was refused.");
});

test("two tabs that edit one thread see each other's words", async () => {
	const page = await open("bianca");
	const path = await ask(page, { title: "Edited in two tabs", want: "As it was." });
	const edit = `${path.split("/").slice(0, 3).join("/")}/edit`;
	await visit(page, edit);
	const other = await page.context().newPage();
	await visit(other, edit);
	await area(other).fill("From the other tab.");
	await other.getByRole("button", { name: "Save" }).click();
	await other.getByText("From the other tab.").waitFor();
	await area(page).fill("From this tab.");
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("You changed this in another tab").waitFor();
	await page.getByRole("region", { name: "What you saved in the other tab" }).getByText("From the other tab.").waitFor();
	await holds(page, "want", "From this tab.");
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("From this tab.").waitFor();
});

test("words of a post are quoted into the reply", async () => {
	const page = await open("kenji");
	await visit(page, await ask(page, { title: "Quoted into a reply", want: "Two lines." }));
	await page.locator("textarea[name=text]").fill("Yes:");
	await page.evaluate(() => document.dispatchEvent(new CustomEvent("editor:quote", { detail: "Two\nlines." })));
	await holds(page, "text", "Yes:\n\n> Two\n> lines.\n\n");
	// Selected in the opening post: its Reply takes them along, and without a selection just leads to the reply.
	await page.locator("textarea[name=text]").fill("");
	const opening = page.locator("article.thread");
	await opening.getByRole("link", { name: "Reply" }).click();
	expect(await page.locator("textarea[name=text]").inputValue()).toBe("");
	await opening.locator(".body p").selectText();
	await opening.getByRole("link", { name: "Reply" }).click();
	await holds(page, "text", "> Two lines.\n\n");
});

test("without scripts similar threads are looked for, and an image comes into the draft", async () => {
	const page = await open("pedro", { javaScriptEnabled: false });
	await page.goto("/threads/new?kind=question");
	await page.getByLabel("Title").fill("Gooseberry invoices");
	await area(page).fill("Look:");
	await page.getByRole("button", { name: "Look for similar threads" }).click();
	await page.getByRole("link", { name: /Gooseberry invoices read by a machine/ }).waitFor();
	await holds(page, "want", "Look:");
	await page
		.locator(".field.editor", { has: area(page) })
		.getByRole("button", { name: "Add an image" })
		.click();
	await page.getByLabel("Image").setInputFiles([await file("x.png")]);
	await page.getByLabel("What does it show?").fill("Hours a week");
	await page.getByRole("button", { name: "Add it" }).click();
	await page.getByRole("heading", { name: "Share something" }).waitFor();
	expect(await area(page).inputValue()).toMatch(/^Look:\n\n!\[Hours a week\]\(\/uploads\/[0-9a-f]{32}\.webp\)\s*$/);
	await holds(page, "title", "Gooseberry invoices");
	await page.goto("/kept");
	await page.getByRole("button", { name: "Throw away: A new thread" }).click();
	await page.getByRole("button", { name: "Bring it back" }).click();
	await page.getByRole("link", { name: "A new thread" }).click();
	await holds(page, "title", "Gooseberry invoices");
	await ready(page);
});

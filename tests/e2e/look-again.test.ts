// Something that looks like a key is noticed before it is posted, with scripts and without, and may be posted all the same.
import { describe, expect, test } from "vitest";
import { ask, useStage, visit } from "./stage.ts";

const { open } = useStage();

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, handle: "rosa" },
	{ scripts: "without scripts", javaScriptEnabled: false, handle: "anna" },
])("$scripts", ({ scripts, javaScriptEnabled, handle }) => {
	test("a reply", async () => {
		const page = await open(handle, { javaScriptEnabled });
		await ask(page, { title: `Where does the key go ${scripts}?`, want: "To know." });
		const text = page.getByLabel("Your reply").and(page.locator("textarea"));
		const words = `The password: Winter2026! ${scripts}`;
		const notice = page.getByText("Look again before you post");
		await text.fill(words);
		if (javaScriptEnabled) {
			await notice.waitFor();
			await text.fill("Nothing to see.");
			await notice.waitFor({ state: "detached" });
			await text.fill(words);
			await notice.waitFor();
		}
		await page.getByRole("button", { name: "Reply", exact: true }).last().click();
		await notice.waitFor();
		expect(await text.inputValue()).toBe(words);
		expect(await page.getByRole("article").filter({ hasText: words }).count()).toBe(0);
		await page.getByLabel("Post it all the same").check();
		await page.getByRole("button", { name: "Reply", exact: true }).last().click();
		await page.getByRole("article").filter({ hasText: words }).waitFor();
	});

	test("a thread and its edit", async () => {
		const page = await open(handle, { javaScriptEnabled });
		await visit(page, "/threads/new?kind=question");
		await page.getByLabel("Title").fill(`Which card ${scripts}?`);
		await page.getByLabel("What I want to do").fill("Is it 4242 4242 4242 4242?");
		await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByText("a payment card number (… 4242)").waitFor();
		await page.getByLabel("What I want to do").fill("Is it the blue one?");
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: `Which card ${scripts}?` }).waitFor();
		await page.getByRole("link", { name: "Edit", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: "Edit your post" }).waitFor();
		await page.getByLabel("What I tried").fill("DE89 3704 0044 0532 0130 00");
		await page.getByRole("button", { name: "Save" }).click();
		await page.getByText("a bank account number").waitFor();
		await page.getByLabel("Post it all the same").check();
		await page.getByRole("button", { name: "Save" }).click();
		await page.getByText("DE89 3704").first().waitFor();
	});
});

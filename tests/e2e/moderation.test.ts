// A reply is flagged, hidden with an explanation, mended by its author, and shown again: with scripts and without.
import { describe, expect, test } from "vitest";
import { ask, useStage, visit } from "./stage.ts";

const { open } = useStage();

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true },
	{ scripts: "without scripts", javaScriptEnabled: false },
])("$scripts", ({ scripts, javaScriptEnabled }) => {
	test("from the flag to the mended post", async () => {
		const asker = await open("rosa", { javaScriptEnabled });
		const path = await ask(asker, { title: `Who knows about this ${scripts}?`, want: "To know." });
		const author = await open("liam", { javaScriptEnabled });
		await visit(author, path);
		const words = `Mrs Vane told me, ${scripts}`;
		await author.getByLabel("Your reply").and(author.locator("textarea")).fill(words);
		await author.getByRole("button", { name: "Reply", exact: true }).last().click();
		await author.getByRole("article").filter({ hasText: words }).waitFor();

		await visit(asker, path);
		await asker.getByRole("article").filter({ hasText: words }).getByRole("link", { name: "Flag" }).click();
		await asker.getByRole("heading", { level: 1, name: "Ask somebody to look at this" }).waitFor();
		await asker.getByRole("button", { name: "Ask", exact: true }).click();
		await asker.getByText("Choose what is wrong.").waitFor();
		await asker.getByLabel("It tells something personal about somebody").check();
		await asker.getByRole("button", { name: "Ask", exact: true }).click();
		await asker.getByText("Nobody is told that it was you.").waitFor();

		const moderator = await open("fatima", { javaScriptEnabled });
		await visit(moderator, "/moderation");
		await moderator.getByRole("link", { name: `Who knows about this ${scripts}?` }).click();
		await moderator.getByRole("button", { name: "Hide it, and say why" }).click();
		await moderator.getByText("Tell its author why").waitFor();
		await moderator.getByLabel("What its author is told").fill("Please leave the name out.");
		await moderator.getByRole("button", { name: "Hide it, and say why" }).click();
		await moderator.getByRole("button", { name: "Show it again" }).waitFor();

		await visit(asker, path);
		expect(await asker.getByText(words).count()).toBe(0);
		await visit(author, "/notifications");
		const told = author.getByText(`A moderator hid your post in Who knows about this ${scripts}?`);
		await told.getByRole("link").click();
		await author.getByText("Please leave the name out.").waitFor();
		const text = author.getByLabel("What you wrote").and(author.locator("textarea"));
		expect(await text.inputValue()).toBe(words);
		await text.fill(`A customer told me, ${scripts}`);
		await author.getByRole("button", { name: "Send it to be looked at" }).click();
		await author.getByText("waits to be looked at").first().waitFor();

		await moderator.reload();
		await moderator.getByText(`A customer told me, ${scripts}`).waitFor();
		await moderator.getByRole("button", { name: "Show it again" }).click();
		await moderator.getByText("shown again").first().waitFor();
		await visit(asker, path);
		await asker
			.getByRole("article")
			.filter({ hasText: `A customer told me, ${scripts}` })
			.waitFor();
	});
});

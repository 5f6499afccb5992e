import { expect, test } from "vitest";
import { ask, patience, reply, useStage, visit } from "./stage.ts";

const { open } = useStage();

test("two people at one question: a new reply waits behind a bar, reactions appear in place, the bell moves", async () => {
	const asker = await open("maya");
	const thread = await ask(asker, {
		title: "How do two people see the same thing at once?",
		want: "I want to look while somebody writes.",
	});
	const before = await asker.getByRole("link", { name: /^Notifications, / }).getAttribute("aria-label");
	const other = await open("tomas");
	await visit(other, thread);
	// Writing is said before anything is sent, to the asker alone, and not by whom.
	const box = other.getByLabel("Your reply").and(other.locator("textarea"));
	await expect
		.poll(
			async () => {
				await box.pressSequentially("x");
				await box.fill("");
				return asker.getByText("Somebody is writing a reply").count();
			},
			{ ...patience, timeout: 30_000, interval: 9000 },
		)
		.toBe(1);
	expect(await other.getByText("Somebody is writing a reply").count()).toBe(0);

	await asker.getByLabel("Your reply").and(asker.locator("textarea")).fill("Half a thought");
	await reply(other, "Like this, I believe.");
	const bar = asker.getByRole("button", { name: "1 new reply" });
	await bar.waitFor();
	expect(await asker.getByRole("article").filter({ hasText: "Like this, I believe." }).count()).toBe(0);
	const bell = () => asker.getByRole("link", { name: /^Notifications, / }).getAttribute("aria-label");
	await expect.poll(bell, patience).not.toBe(before);
	await bar.click();
	const shown = asker.getByRole("article").filter({ hasText: "Like this, I believe." });
	await shown.waitFor();
	await bar.waitFor({ state: "detached" });
	await expect.poll(() => shown.evaluate((element) => element === document.activeElement), patience).toBe(true);
	expect(await asker.getByLabel("Your reply").and(asker.locator("textarea")).inputValue()).toBe("Half a thought");
	await expect.poll(bell, patience).toBe(before);

	await shown.getByRole("button", { name: "Thanks" }).click();
	await other.getByText("A colleague said thanks").waitFor();
});

test("the inbox leads to the reply, and reading it settles it; without scripts, too", async () => {
	const asker = await open("noor");
	const thread = await ask(asker, { title: "Where do I find what was answered?", want: "I want to find the answer again." });
	const other = await open("priya");
	await visit(other, thread);
	await reply(other, "Behind the bell.");
	const plain = await open("noor", { javaScriptEnabled: false });
	const inbox = plain.getByRole("link", { name: /Priya .* replied/ }).filter({ hasText: "Behind the bell." });
	await expect
		.poll(async () => {
			await plain.goto("/notifications?show=unread");
			return inbox.count();
		}, patience)
		.toBe(1);
	await inbox.click();
	await plain.getByRole("article").filter({ hasText: "Behind the bell." }).waitFor();
	await plain.goto("/notifications?show=unread");
	expect(await inbox.count()).toBe(0);
	await plain.goto(thread);
	await plain.locator("summary", { hasText: "Following" }).click();
	await plain.getByRole("button", { name: /^Nothing/ }).click();
	await plain.getByText("You hear nothing from here.").first().waitFor();
});

// An AMA from its announcement to the last answer, with scripts and without.
import { describe, expect, test } from "vitest";
import { patience, useStage, visit } from "./stage.ts";

const { open } = useStage();
const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true },
	{ scripts: "without scripts", javaScriptEnabled: false },
])("$scripts", ({ scripts, javaScriptEnabled }) => {
	test("it is announced, asked in, voted in, and every question ends for everybody to see", async () => {
		const leader = await open("priya", { javaScriptEnabled });
		await visit(leader, "/ama/new");
		await leader.getByLabel("Title").fill(`Ask me about it ${scripts}`);
		await leader.getByLabel("What I got wrong or am still learning").and(leader.locator("textarea")).fill("I promised a date.");
		await leader.getByLabel("Opening", { exact: true }).and(leader.locator("textarea")).fill("Ask what you like.");
		await leader.getByLabel("Who may take part").selectOption({ label: "Prompting at work" });
		await leader.getByLabel("Opens on").fill(dayFrom(-1));
		await leader.getByLabel("at", { exact: true }).first().fill("10:00");
		await leader.getByLabel("Closes on").fill(dayFrom(-1));
		await leader.getByLabel("at", { exact: true }).last().fill("11:00");
		await leader.getByRole("button", { name: "Announce it" }).click();
		// What was typed is still there, and what will not do is said beside it.
		await leader.getByText("This is past already.").waitFor();
		expect(await leader.getByLabel("Title").inputValue()).toBe(`Ask me about it ${scripts}`);
		await leader.getByLabel("Closes on").fill(dayFrom(3));
		await leader.getByRole("button", { name: "Announce it" }).click();
		await leader.getByRole("heading", { level: 1, name: `Ask me about it ${scripts}` }).waitFor();
		const path = new URL(leader.url()).pathname;

		const asker = await open("maya", { javaScriptEnabled });
		await visit(asker, path);
		await asker.getByText("I promised a date.").waitFor();
		await asker.getByLabel("Your question").fill("Short?");
		await asker.getByRole("button", { name: "Ask", exact: true }).click();
		await asker.getByText("A question needs at least 10 characters.").waitFor();
		await asker.getByLabel("Your question").fill("When does the pilot for the warehouse end?");
		await asker.getByRole("button", { name: "Ask", exact: true }).click();
		const asked = asker.getByRole("article").filter({ hasText: "When does the pilot for the warehouse end?" });
		await asked.waitFor();
		expect(await asker.getByLabel("Your question").inputValue()).toBe("");

		const other = await open("tomas", { javaScriptEnabled });
		await visit(other, path);
		await other.getByLabel("Your question").fill("When will the pilot for the warehouse end?");
		await other.getByRole("button", { name: "Ask", exact: true }).click();
		await other.getByText("Is one of these yours already?").waitFor();
		expect(await other.getByRole("article", { name: /^Question/ }).count()).toBe(1);
		const wanted = other.getByRole("article").filter({ hasText: "When does the pilot for the warehouse end?" });
		await wanted.getByRole("button", { name: "I ask this too" }).click();
		await wanted.getByRole("button", { name: "You ask this too" }).waitFor();
		expect(await other.getByText("colleague asked for this").count()).toBe(0);

		await visit(leader, path);
		await leader.getByText("1 colleague asked for this").waitFor();
		await visit(leader, `${path}/stage`);
		await leader.getByRole("heading", { level: 1, name: "When does the pilot for the warehouse end?" }).waitFor();
		await leader.getByRole("button", { name: "I don’t know yet" }).click();
		await leader.getByRole("heading", { level: 1, name: "Nothing waits" }).waitFor();
		// With scripts the asker sees it without doing anything.
		if (!javaScriptEnabled) await asker.reload();
		await asked.getByText("More by").waitFor({ timeout: 30_000 });

		await visit(leader, path);
		await leader.getByRole("link", { name: "Answer, or end it" }).click();
		await leader.getByLabel("An answer").check();
		await leader.getByLabel("What you say").and(leader.locator("textarea")).fill("At the end of March.");
		await leader.getByRole("button", { name: "Save" }).click();
		await leader.getByText("At the end of March.").first().waitFor();
		await visit(asker, path);
		await asked.getByText("At the end of March.").waitFor();
		await asked.getByRole("link", { name: "Quote" }).last().click();
		await expect.poll(() => asker.locator("[name=want]").inputValue(), patience).toContain("> At the end of March.\n\n[Priya Raman in");
		await visit(asker, "/people/priya/learning");
		await asker.getByText("it was “I don’t know yet”", { exact: false }).first().waitFor();
	});
});

// After a session: notes that two write at once, and words that are taken along into a thread.

import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { samples } from "./pages.ts";
import { holds, ready, useStage, visit } from "./stage.ts";

const { open, server } = useStage();
const session = "/coaching/e2esession0001";
beforeAll(async () => {
	await samples(server());
});

const draftsOf = async (handle: string) => {
	const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
	const rows = await sql<{ place: string; fields: string }[]>`
		select place, fields::text from drafts where person_id = (select id from people where handle = ${handle}) order by place`;
	await sql.end();
	return rows.map(({ place, fields }) => [place, fields]);
};

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true },
	{ scripts: "without scripts", javaScriptEnabled: false },
])("$scripts", ({ scripts, javaScriptEnabled }) => {
	const as = (handle: string) => open(handle, { javaScriptEnabled });

	test("of two who write the shared notes at once the second one keeps their words and sees the others", async () => {
		const [maya, tomas] = [await as("maya"), await as("tomas")];
		for (const page of [maya, tomas]) await visit(page, session);
		const ours = (page: typeof maya) => page.locator('textarea[name="ours"]');
		await ours(maya).fill(`From Maya ${scripts}`);
		await ours(tomas).fill(`From Tomas ${scripts}`);
		await tomas.getByRole("button", { name: "Keep our notes" }).click();
		await tomas.getByText("Kept.").waitFor();
		if (javaScriptEnabled) {
			// Whatever else is kept loads the page anew, and takes nothing out of the other box.
			await maya.locator('textarea[name="text"]').first().fill("Mine alone.");
			await maya.getByRole("button", { name: "Keep my notes" }).click();
			await maya.getByText("Kept.").waitFor();
			expect(await ours(maya).inputValue()).toBe(`From Maya ${scripts}`);
		}
		await maya.getByRole("button", { name: "Keep our notes" }).click();
		await maya.getByText("Somebody else wrote meanwhile.").waitFor();
		await ready(maya);
		await maya
			.getByRole("blockquote")
			.filter({ hasText: `From Tomas ${scripts}` })
			.waitFor();
		expect(await ours(maya).inputValue()).toBe(`From Maya ${scripts}`);
		await maya.getByRole("button", { name: "Keep our notes" }).click();
		await maya.getByText("Kept.").waitFor();
		await visit(tomas, session);
		expect(await ours(tomas).inputValue()).toBe(`From Maya ${scripts}`);
	});

	test("the words that one chose stand in the composer, in no address and no draft, and can be posted without a name", async () => {
		const before = await draftsOf("maya");
		const page = await as("maya");
		await visit(page, session);
		await page.getByRole("link", { name: "Share it as a win" }).click();
		await page.getByRole("heading", { name: "What do you want to take along?" }).waitFor();
		await ready(page);
		await page.getByRole("checkbox", { name: /^What I will do/ }).uncheck();
		await page.getByRole("button", { name: "Go on" }).click();
		await page.getByRole("heading", { name: "Share something" }).waitFor();
		await ready(page);
		await holds(page, "did", "Two examples.");
		await holds(page, "task", "Better briefs.");
		await holds(page, "change", "");
		expect(page.url()).not.toMatch(/examples|briefs/i);
		// Longer than a draft waits before it is kept.
		if (javaScriptEnabled) await pause(2500);
		expect(await draftsOf("maya")).toEqual(before);
		await page.getByLabel("Without your name").check();
		await page.getByLabel("Title").fill(`Briefs that hold ${scripts}`);
		await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
		if (javaScriptEnabled) await pause(2500);
		expect(await draftsOf("maya")).toEqual(before);
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByText(`Briefs that hold ${scripts}`).waitFor();
		expect(new URL(page.url()).pathname).toBe("/kept");
		expect(await draftsOf("maya")).toEqual(before);
	});
});

// Writing without a name, with scripts and without.
import postgres from "postgres";
import { describe, expect, test, vi } from "vitest";
import { ask, useStage, visit } from "./stage.ts";

const { open, server } = useStage();

/** Lets what waits appear now. */
async function appear() {
	const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
	await sql`update waiting_posts set due_at = now() - interval '1 second'`;
	await sql`select graphile_worker.add_job('replies.appear', '{}'::json)`;
	await vi.waitFor(async () => expect(await sql`select from waiting_posts`).toHaveLength(0), { timeout: 15_000, interval: 100 });
	await sql.end();
}

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, shy: "rosa", other: "tomas" },
	{ scripts: "without scripts", javaScriptEnabled: false, shy: "anna", other: "jonas" },
])("$scripts", ({ scripts, javaScriptEnabled, shy, other }) => {
	const as = (handle: string) => open(handle, { javaScriptEnabled });

	test("a reply is seen by its writer at once, taken back, written again, and appears under an alias", async () => {
		const title = `What is a token ${scripts}?`;
		const path = await ask(await as(other), { title, want: "To know." });
		const mine = await as(shy);
		const write = async (text: string) => {
			await mine.getByLabel("Your reply").and(mine.locator("textarea")).fill(text);
			await mine.getByLabel("Without your name").check();
			await mine.getByRole("button", { name: "Reply", exact: true }).last().click();
			await mine.getByLabel("Waiting to appear").getByText(text).waitFor();
		};
		await visit(mine, path);
		await write("This one I take back.");
		expect(await mine.getByLabel("Your reply").and(mine.locator("textarea")).inputValue()).toBe("");
		await mine.getByRole("button", { name: "Take back" }).click();
		await mine.getByText("This one I take back.").waitFor({ state: "detached" });
		await write("I did not know it either.");
		const theirs = await as(other);
		await visit(theirs, path);
		expect(await theirs.getByText("I did not know it either.").count()).toBe(0);

		await appear();
		await visit(theirs, path);
		const shown = theirs.getByRole("article").filter({ hasText: "I did not know it either." });
		await shown.getByText("without a name").waitFor();
		await visit(mine, path);
		const alias = /You are (\w+ \w+) here/.exec(await mine.getByRole("heading", { name: /^You are/ }).innerText())?.[1] ?? "";
		expect(await shown.innerText()).toContain(alias);

		// With the name in a thread where one bears an alias: only when one is sure.
		await mine.getByLabel("Your reply").and(mine.locator("textarea")).fill("And this is me.");
		await mine.getByLabel("With your name").check();
		await mine.getByRole("button", { name: "Reply", exact: true }).last().click();
		await mine.getByText(`You are ${alias} in this thread.`).waitFor();
		expect(await mine.getByLabel("Your reply").and(mine.locator("textarea")).inputValue()).toBe("And this is me.");

		await visit(mine, "/kept");
		await mine.getByText(`You are ${alias} there`).waitFor();
		await visit(mine, path);
		await mine.getByRole("link", { name: "What you hear, and your name" }).click();
		await mine.getByLabel("Yes, show my name").check();
		await mine.getByRole("button", { name: "Put my name to it" }).click();
		await mine.getByRole("heading", { name: "Replies" }).waitFor();
		expect(await mine.getByRole("heading", { name: /^You are/ }).count()).toBe(0);
		await visit(theirs, path);
		expect(await shown.innerText()).not.toContain(alias);
	});

	test("what is begun without a name leaves no draft on the server", async () => {
		const mine = await as(shy);
		await visit(mine, "/threads/new?kind=question");
		await mine.getByLabel("Title").fill(`Nobody should know ${scripts}`);
		await mine.getByLabel("What I want to do").fill("To ask it anyway.");
		await mine.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
		await mine.getByLabel("Without your name").check();
		if (javaScriptEnabled) await mine.getByText("Kept in this browser only").waitFor();
		else {
			await mine.getByRole("button", { name: "Keep as a draft" }).click();
			await mine.getByText("nothing is kept here before you post it").waitFor();
		}
		const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
		expect(await sql`select from drafts where fields::text like ${`%Nobody should know ${scripts}%`}`).toHaveLength(0);
		await sql.end();
		await mine.getByRole("button", { name: "Post", exact: true }).click();
		await mine.getByRole("heading", { name: "Waiting to appear" }).waitFor();
		await mine.getByRole("button", { name: "Take back" }).click();
		await mine.getByRole("heading", { name: "Waiting to appear" }).waitFor({ state: "detached" });
	});
});

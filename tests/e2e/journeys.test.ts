// What people do here, with scripts and without: the same steps, the same words on the page.
import { describe, expect, test } from "vitest";
import { ask, patience, ready, reply, useStage, visit } from "./stage.ts";

const { open } = useStage();

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, asker: "tomas", helper: "rosa" },
	{ scripts: "without scripts", javaScriptEnabled: false, asker: "jonas", helper: "anna" },
])("$scripts", ({ scripts, javaScriptEnabled, asker, helper }) => {
	const as = (handle: string | null) => open(handle, { javaScriptEnabled });

	test("one click signs in, and one signs out", async () => {
		const page = await as(null);
		await visit(page, "/circles");
		await page.getByRole("button", { name: "Sign in as Maya Osei" }).click();
		await page.getByRole("heading", { level: 1, name: "Circles" }).waitFor();
		await ready(page);
		await page.getByText("Your menu, Maya Osei").locator("..").click();
		await page.getByRole("button", { name: "Sign out" }).click();
		await page.getByRole("heading", { level: 1, name: "Good to see you" }).waitFor();
		await page.goto("/kept");
		expect(new URL(page.url()).pathname).toBe("/sign-in");
	});

	test("a wrong password keeps the address, the right one signs in", async () => {
		const page = await as(null);
		const email = javaScriptEnabled ? "walter@northwind.example" : "eva@northwind.example";
		await visit(page, "/sign-in");
		await page.getByLabel("E-mail address").fill(email);
		await page.getByLabel("Password").fill("not the password");
		await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
		await page.getByText("do not belong together").waitFor();
		expect(await page.getByLabel("E-mail address").inputValue()).toBe(email);
		await page.getByLabel("Password").fill("lamplight-demo");
		await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
		await page.getByRole("navigation", { name: "Lamplight", exact: true }).waitFor();
		expect(new URL(page.url()).pathname).toBe("/");
	});

	test("a question is asked, answered, accepted and opened again", async () => {
		const title = `Does it read a table ${scripts}?`;
		const asking = await as(asker);
		const path = await ask(asking, { title, want: "Read **tables** from a scan.", tried: "Nothing yet.", tags: "tables, first-try" });
		await asking.locator("strong", { hasText: "tables" }).waitFor();
		await asking.getByText("Nothing yet.").waitFor();
		await asking.getByRole("link", { name: "#first-try" }).waitFor();
		await asking.getByText("Waiting for a first answer").waitFor();

		const helping = await as(helper);
		await visit(helping, path);
		await reply(helping, "Which tool was it?");
		await visit(asking, path);
		await asking
			.getByRole("article", { name: /^Reply by/ })
			.getByRole("link", { name: "Reply", exact: true })
			.click();
		await asking.getByText("Replying to").waitFor();
		await reply(asking, "The one in the spreadsheet.");
		await visit(helping, path);
		await helping
			.getByRole("article")
			.filter({ hasText: "The one in the spreadsheet." })
			.getByRole("link", { name: "Reply", exact: true })
			.click();
		await helping.getByText("Replying to").waitFor();
		await reply(helping, "Then ask for the rows first.");
		const answer = helping.getByRole("article").filter({ hasText: "Then ask for the rows first." });
		await answer.getByRole("link", { name: /The one in the spreadsheet/ }).waitFor();
		expect(await answer.getByRole("button", { name: "This answers it" }).count()).toBe(0);

		await visit(asking, path);
		const seen = asking.getByRole("article").filter({ hasText: "Then ask for the rows first." });
		await seen.getByRole("button", { name: "This answers it" }).click();
		await asking.getByRole("link", { name: "Answered: go to the answer" }).waitFor();
		await seen.getByText("Accepted answer").waitFor();
		await ready(asking);
		await seen.getByRole("button", { name: "Not the answer after all" }).click();
		await asking.getByText("Open again").waitFor();
		expect(await asking.getByText("Accepted answer").count()).toBe(0);
	});

	test("a post is thanked for, kept and found again", async () => {
		const title = `Keeping this prompt ${scripts}`;
		const path = await ask(await as(asker), { title, want: "A prompt worth keeping." });
		const page = await as(helper);
		await visit(page, path);
		const opening = page.getByRole("article").first();
		await opening.getByRole("button", { name: "Thanks" }).click();
		await opening.locator("button[aria-pressed=true]", { hasText: "Thanks" }).waitFor();
		await opening.getByText("said thanks").waitFor();
		await ready(page);
		const arrived = page.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/keep"));
		await opening.getByRole("button", { name: "Keep", exact: true }).click();
		await opening.getByRole("button", { name: "Kept" }).waitFor();
		await arrived;
		await visit(page, "/kept");
		await page.getByRole("link", { name: title }).click();
		await page.getByRole("heading", { level: 1, name: title }).waitFor();
		await ready(page);
		await opening.getByRole("button", { name: "Thanks" }).click();
		await opening.locator("button[aria-pressed=false]", { hasText: "Thanks" }).waitFor();
	});

	test("a reply is edited, taken back and brought back", async () => {
		const path = await ask(await as(asker), { title: `A reply that changes ${scripts}`, want: "Some words." });
		const page = await as(helper);
		await visit(page, path);
		await reply(page, "The first wording.");
		await page
			.getByRole("article", { name: /^Reply by/ })
			.getByRole("link", { name: "Edit" })
			.click();
		await page.getByRole("heading", { name: "Edit your reply" }).waitFor();
		await ready(page);
		await page.locator("textarea[name=text]").fill("The second wording.");
		await page.getByRole("button", { name: "Save" }).click();
		await page.getByText("The second wording.").waitFor();
		expect(await page.getByText("The first wording.").count()).toBe(0);
		await ready(page);
		await page
			.getByRole("article", { name: /^Reply by/ })
			.getByRole("button", { name: "Take back" })
			.click();
		await page.getByRole("button", { name: "Undo" }).waitFor();
		expect(await page.getByText("The second wording.").count()).toBe(0);
		await ready(page);
		await page.getByRole("button", { name: "Undo" }).click();
		await page.getByText("The second wording.").waitFor();
	});

	test("search finds what was just asked", async () => {
		const word = javaScriptEnabled ? "marzipan" : "gingerbread";
		const page = await as(asker);
		await ask(page, { title: `Labels for the ${word} crates`, want: "Better labels." });
		await visit(page, "/");
		await page.getByRole("searchbox", { name: "Search" }).fill(word);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: word }).waitFor();
		// The index hears of a new thread within moments, not at once.
		const found = page.getByRole("link", { name: `Labels for the ${word} crates` });
		await expect
			.poll(async () => {
				await page.reload();
				return found.count();
			}, patience)
			.toBe(1);
		await ready(page);
		await found.click();
		await page.getByText("Better labels.").waitFor();
	});

	test("what did not work turns into a win, and a colleague tries it", async () => {
		const title = `A source that can be opened ${scripts}`;
		const page = await as(asker);
		await visit(page, "/lessons");
		await page.getByRole("link", { name: "I asked for the source and got a beautiful one" }).first().click();
		await page.getByRole("link", { name: "Found a way that works? Share it" }).click();
		await page.getByRole("group", { name: "Grows out of" }).getByRole("link", { name: "I asked for the source" }).waitFor();
		await ready(page);
		await page.getByLabel("Title").fill(title);
		await page.getByLabel("The task").fill("Numbers with a source.");
		await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
		// Without what it needs the form comes back, with all that was in it.
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByText("is missing. A sentence is enough.").waitFor();
		await page.getByLabel("What I did").fill("I ask for the sentence, and look for it.");
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: title }).waitFor();
		const path = new URL(page.url()).pathname;
		await page.getByText("Grew out of:").getByRole("link").click();
		await page.getByLabel("What works since").getByRole("link", { name: title }).waitFor();
		expect(await page.getByLabel("I tried this").count()).toBe(0);

		const other = await as(helper);
		await visit(other, path);
		await other.getByLabel("I tried this").check();
		await reply(other, "It found two of three.");
		await other.getByRole("article").filter({ hasText: "It found two of three." }).getByText("tried it").waitFor();
		expect(await other.getByLabel("I tried this").isChecked()).toBe(false);
		await visit(page, path);
		expect(await page.getByLabel("I tried this").count()).toBe(0);
	});

	test("a circle is joined and left", async () => {
		const page = await as(asker);
		await visit(page, "/circles/people-and-policy");
		await page.getByRole("button", { name: "Join" }).click();
		await page.getByRole("button", { name: "Leave" }).waitFor();
		await page.getByRole("navigation", { name: "Lamplight", exact: true }).getByRole("link", { name: "People and policy" }).waitFor();
		await ready(page);
		await page.getByRole("button", { name: "Leave" }).click();
		await page.getByRole("button", { name: "Join" }).waitFor();
	});
});

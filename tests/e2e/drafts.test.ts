// Nothing that somebody typed is lost, whatever happens to the page, the session or the connection.
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { ask, holds, ready, reply, useStage, visit } from "./stage.ts";

const { open, server, forget } = useStage();

describe("with scripts", () => {
	test("a reload and a killed page bring the text back", async () => {
		const page = await open("rosa");
		await visit(page, "/threads/new?kind=question");
		await page.getByLabel("Title").fill("Words that survive a reload");
		await page.getByLabel("What I want to do").fill("Not lose a thing.");
		await page.reload();
		await holds(page, "title", "Words that survive a reload");
		await holds(page, "want", "Not lose a thing.");
		await page.getByText("We kept your draft").waitFor();

		await ready(page);
		await page.getByLabel("What I want to do").fill("Not lose a thing, ever.");
		await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Prompting at work" });
		const context = page.context();
		await page.close();
		const next = await context.newPage();
		await visit(next, "/threads/new");
		await holds(next, "want", "Not lose a thing, ever.");
		await next.getByText("Everybody who works here will be able to read this").waitFor();
		expect(await next.getByLabel("Question").isChecked()).toBe(true);
	});

	test("what the browser wrote last wins over the server's older draft", async () => {
		const page = await open("samuel");
		await visit(page, "/threads/new?kind=question");
		const kept = page.waitForResponse((response) => response.url().endsWith("/drafts"));
		await page.getByLabel("What I want to do").fill("The older words.");
		await kept;
		await page.getByText("Draft kept").waitFor();
		// The server is out of reach from here on: only the browser has the newer words.
		await page.route("**/drafts", (route) => route.abort());
		await page.evaluate(() => Object.defineProperty(navigator, "sendBeacon", { value: () => false }));
		await page.getByLabel("What I want to do").fill("The newer words.");
		await page.reload();
		await holds(page, "want", "The newer words.");
	});

	test("another device finds the draft", async () => {
		const page = await open("omar");
		await visit(page, "/threads/new?kind=lesson");
		const kept = page.waitForResponse((response) => response.url().endsWith("/drafts"));
		await page.getByLabel("What happened").fill("It read the wrong column.");
		expect((await kept).status()).toBe(204);
		const other = await open("omar");
		await visit(other, "/kept");
		await other.getByRole("link", { name: "A new thread" }).click();
		await holds(other, "happened", "It read the wrong column.");
	});

	test("an expired session keeps the text for after signing in", async () => {
		const page = await open("diego");
		await visit(page, "/threads/new?kind=question");
		await page.getByLabel("Title").fill("Written before the session ended");
		await page.getByLabel("What I want to do").fill("Come back to this.");
		await page.getByLabel("Circle", { exact: true }).selectOption({ label: "Warehouse and routes" });
		forget("diego");
		const db = postgres(server().databaseUrl, { max: 1 });
		await db`delete from sessions where user_id = (select id from people where handle = 'diego')`;
		await db.end();
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.getByRole("heading", { name: "Good to see you" }).waitFor();
		await ready(page);
		await page.getByLabel("E-mail address").fill("diego@northwind.example");
		await page.getByLabel("Password").fill("lamplight-demo");
		await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
		await page.getByRole("navigation", { name: "Lamplight", exact: true }).waitFor();
		await visit(page, "/threads/new");
		await holds(page, "title", "Written before the session ended");
		await holds(page, "want", "Come back to this.");
	});

	test("a refused thread and a switch of the kind lose nothing", async () => {
		const page = await open("yusuf");
		await visit(page, "/threads/new?kind=win");
		await page.getByLabel("Title").fill("Short calls, long notes");
		await page.getByLabel("What I did").fill("I dictated.");
		await page.getByLabel("Tool").selectOption({ label: "Claude" });
		await page.locator("label.k-lesson").click();
		await page.getByLabel("What I tried").fill("I dictated in the cab.");
		await page.getByLabel("Yes, but differently").check();
		await page.locator("label.k-win").click();
		await holds(page, "did", "I dictated.");
		expect(await page.getByLabel("Tool").locator("option:checked").textContent()).toBe("Claude");
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.locator(".error").first().waitFor();
		await holds(page, "title", "Short calls, long notes");
		await holds(page, "did", "I dictated.");
		await page.locator("label.k-lesson").click();
		await holds(page, "tried", "I dictated in the cab.");
		expect(await page.getByLabel("Yes, but differently").isChecked()).toBe(true);
		await page.getByLabel("What I tried").fill("I dictated in the cab, twice.");
		await page.reload();
		await holds(page, "tried", "I dictated in the cab, twice.");
		await holds(page, "did", "I dictated.");
	});

	test("the draft goes once the thread is posted", async () => {
		const page = await open("ahmed");
		await ask(page, { title: "Posted and done with it", want: "Nothing left behind." });
		await visit(page, "/threads/new?kind=question");
		await holds(page, "title", "");
		await holds(page, "want", "");
		expect(await page.getByText("We kept your draft").count()).toBe(0);
	});

	test("a reply's draft survives a reload and a reaction, and goes once it is sent", async () => {
		const page = await open("chen");
		const path = await ask(await open("eva"), { title: "A reply that is written slowly", want: "Take your time." });
		await visit(page, path);
		const area = page.locator("textarea[name=text]");
		await area.fill("Half a thou");
		await page.reload();
		await holds(page, "text", "Half a thou");
		await ready(page);
		await area.fill("Half a thought");
		await area.evaluate((element) => element.setAttribute("data-same", "yes"));
		const loaded = page.waitForResponse((response) => response.request().method() === "GET" && response.url().includes(".data"));
		await page.getByRole("button", { name: "Thanks" }).click();
		await loaded;
		await page.getByText("said thanks").waitFor();
		// The very same field, with its cursor and its history of undoing.
		expect(await area.getAttribute("data-same")).toBe("yes");
		await holds(page, "text", "Half a thought");
		await reply(page, "Half a thought helps.");
		await holds(page, "text", "");
		await visit(page, path);
		await holds(page, "text", "");
	});
});

describe("without scripts", () => {
	test("a refused thread, a switch of the kind and a draft bring everything back", async () => {
		const page = await open("pedro", { javaScriptEnabled: false });
		await page.goto("/threads/new?kind=question");
		await page.getByLabel("What I want to do").fill("Ask it well.");
		await page.getByLabel("What I tried").fill("Nothing yet.");
		await page.locator("label.k-lesson").click();
		await page.getByRole("button", { name: "Show the fields of this kind" }).click();
		await page.getByLabel("What I believe now").fill("Asking is half of it.");
		await holds(page, "tried", "Nothing yet.");
		await page.locator("label.k-question").click();
		await page.getByRole("button", { name: "Show the fields of this kind" }).click();
		await holds(page, "want", "Ask it well.");
		await page.getByLabel("Title").fill("Asked without scripts");
		await page.getByRole("button", { name: "Post", exact: true }).click();
		await page.locator(".error").first().waitFor();
		await holds(page, "title", "Asked without scripts");
		await holds(page, "want", "Ask it well.");
		await holds(page, "tried", "Nothing yet.");
		await holds(page, "believe", "Asking is half of it.");
		await page.getByRole("button", { name: "Keep as a draft" }).click();
		await page.getByRole("link", { name: "A new thread" }).click();
		await holds(page, "title", "Asked without scripts");
		await holds(page, "believe", "Asking is half of it.");
	});

	test("a refused reply keeps what was typed and whom it answers", async () => {
		const asking = await open("bianca", { javaScriptEnabled: false });
		const path = await ask(asking, { title: "Too long an answer", want: "Some words." });
		await reply(asking, "To be more exact: these.");
		const page = await open("kenji", { javaScriptEnabled: false });
		await page.goto(path);
		await page.getByRole("link", { name: "Reply", exact: true }).last().click();
		const long = "word ".repeat(4200).trim();
		await page.locator("textarea[name=text]").fill(long);
		await page.getByRole("button", { name: "Reply", exact: true }).last().click();
		await page.locator(".error").waitFor();
		await holds(page, "text", long);
		await page.getByText("Replying to Bianca Rossi").waitFor();
	});
});

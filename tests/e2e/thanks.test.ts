// A colleague is thanked and proposed for a badge; and a note that hurts. With scripts and without.
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { useStage, visit } from "./stage.ts";

const { open, server } = useStage();

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, from: "maya", to: "samuel" },
	{ scripts: "without scripts", javaScriptEnabled: false, from: "rosa", to: "grace" },
])("$scripts", ({ javaScriptEnabled, from, to }) => {
	const words = "You asked what I expected, and I saw it myself.";

	test("somebody who is neither reads a proposal, and its receiver alone hears of the badge", async () => {
		const giver = await open(from, { javaScriptEnabled });
		await visit(giver, `/thanks/new?to=${to}`);
		await giver.getByLabel("What it helped you to do").fill(words);
		await giver.getByLabel("Propose a badge with it").selectOption({ label: "Patient ear: listened until somebody found their own way" });
		await giver.getByRole("button", { name: "Send it" }).click();
		await giver.getByText("Somebody who is neither of you is asked to read it.").waitFor();

		const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
		const [asked] = await sql`select p.handle from nominations n join thank_yous t on t.id = n.note_id join people p on p.id = n.reviewer_id
			join people f on f.id = n.from_id where t.text = ${words} and f.handle = ${from}`;
		await sql.end();
		expect([from, to]).not.toContain(asked?.handle);
		const reader = await open(String(asked?.handle), { javaScriptEnabled });
		await visit(reader, "/notifications");
		await reader.getByRole("link", { name: "A colleague proposed somebody for a badge. Would you read why?" }).click();
		const card = reader.getByRole("region", { name: /^Patient ear for/ }).filter({ hasText: words });
		await card.getByRole("button", { name: "Send it back" }).click();
		await card.getByText("Say in a sentence why. Only whoever proposed it reads it.").waitFor();
		await card.getByRole("button", { name: "Give it" }).click();
		await reader.getByText("It is given, and only they are told.").waitFor();

		const receiver = await open(to, { javaScriptEnabled });
		await visit(receiver, "/notifications");
		await receiver.getByRole("link", { name: "Patient ear" }).first().click();
		await receiver.getByText(words).waitFor();
		await receiver.getByRole("link", { name: /proposed you with this$/ }).waitFor();
		await visit(giver, "/thanks");
		await giver.getByText("It was read, and passed on.").waitFor();
	});

	test("a note that hurts is shown to a moderator, who takes it away and says why", async () => {
		const cruel = `Thanks for nothing, ${to}.`;
		const writer = await open(from, { javaScriptEnabled });
		await visit(writer, `/thanks/new?to=${to}`);
		await writer.getByLabel("What it helped you to do").fill(cruel);
		await writer.getByRole("button", { name: "Send it" }).click();
		await writer.getByText("It is sent.").waitFor();
		const receiver = await open(to, { javaScriptEnabled });
		await visit(receiver, "/thanks");
		await receiver.getByRole("blockquote").filter({ hasText: cruel }).getByRole("link", { name: "Something is wrong with it" }).click();
		await receiver.getByLabel("Do you want to add something?").fill("It hurts.");
		await receiver.getByRole("button", { name: "Show it to them" }).click();
		await receiver.getByText("A moderator looks at it.", { exact: true }).waitFor();
		const moderator = await open("fatima", { javaScriptEnabled });
		await visit(moderator, "/moderation");
		await moderator.getByRole("link", { name: "Thank-you notes wait for you" }).click();
		const card = moderator.getByRole("article").filter({ hasText: cruel });
		await card.getByText("It hurts.").waitFor();
		await card.getByRole("button", { name: "Take it away" }).click();
		await card.getByText("Tell its writer why, so that they understand it.").waitFor();
		await card.getByLabel("Why").fill("This is mockery, and no thanks.");
		await card.getByRole("button", { name: "Take it away" }).click();
		await card.waitFor({ state: "detached" });
		await visit(writer, "/notifications");
		await writer.getByRole("link", { name: /^A moderator took away your note/ }).click();
		await writer.getByText("This is mockery, and no thanks.").waitFor();
		await visit(receiver, "/thanks");
		expect(await receiver.getByText(cruel).count()).toBe(0);
	});
});

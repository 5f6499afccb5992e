// Two officers make their keys, two moderators ask, two days go by, and only both officers together read the name.
import postgres from "postgres";
import { expect, test } from "vitest";
import { ask, useStage, visit } from "./stage.ts";

const { open, server } = useStage();

test("from the keys to the name", async () => {
	const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
	const admin = await open("priya");
	await visit(admin, "/admin/officers");
	await admin.getByLabel("First officer").fill("hannah");
	await admin.getByLabel("Second officer").fill("eva");
	await admin.getByRole("button", { name: "Name them" }).click();
	await admin.getByText("Hannah Vogel").waitFor();
	const keys: Record<string, string> = {};
	for (const handle of ["hannah", "eva"]) {
		const officer = await open(handle);
		await visit(officer, "/officer");
		await officer.getByRole("button", { name: "Make a key" }).click();
		keys[handle] = await officer.getByLabel("Your private key").inputValue();
		await officer.getByLabel("I have put it away").check();
		await officer.getByRole("button", { name: "Use this key" }).click();
		await officer.getByText("You have a key.").waitFor();
	}
	const author = await open("chen");
	await visit(author, "/anonymity");
	await author.getByText("Hannah Vogel and Eva Horvat together").first().waitFor();
	const path = await ask(await open("rosa"), { title: "What do we do about it?", want: "To know." });
	await visit(author, path);
	await author.getByText("Hannah Vogel and Eva Horvat together").waitFor();
	await author.getByLabel("Your reply").and(author.locator("textarea")).fill("Something that nobody should say.");
	await author.getByLabel("Without your name").check();
	await author.getByRole("button", { name: "Reply", exact: true }).last().click();
	await author.getByText("Only you see this yet").waitFor();
	await sql`update waiting_posts set due_at = now() - interval '1 minute'`;
	await sql`select graphile_worker.add_job('replies.appear', '{}'::json)`;
	await expect.poll(async () => (await sql`select from sealed_links`).length, { timeout: 30_000 }).toBe(1);
	const [link] = await sql`select post_id as id from sealed_links`;

	const reason = "It threatens a colleague with violence, by name.";
	const first = await open("fatima");
	await visit(first, `/moderation/${link?.id}/glass`);
	await first.getByLabel("What harm is it about?").fill(reason);
	await first.getByRole("button", { name: "Ask for it" }).click();
	await first.getByText("waits for a second moderator").waitFor();
	await visit(admin, `/moderation/${link?.id}/glass`);
	await admin.getByRole("button", { name: "I agree that it has to be known" }).click();
	await admin.getByText("waits two days").waitFor();
	await visit(author, "/notifications");
	await author.getByText(reason, { exact: false }).waitFor();

	await sql`update glass_requests set asked_at = asked_at - interval '3 days', opens_at = opens_at - interval '3 days'`;
	const outer = await open("hannah");
	await visit(outer, "/officer");
	const field = outer.getByLabel("Your private key");
	await field.fill(keys.eva ?? "");
	await outer.getByRole("button", { name: "Open the outer box" }).click();
	await outer.getByText("This key does not open it.", { exact: false }).waitFor();
	await field.fill(keys.hannah ?? "");
	await outer.getByRole("button", { name: "Open the outer box" }).click();
	await expect
		.poll(async () => (await sql`select from glass_requests where "inner" is not null`).length, { timeout: 15_000 })
		.toBeGreaterThan(0);
	const inner = await open("eva");
	await visit(inner, "/officer");
	await inner.getByLabel("Your private key").fill(keys.eva ?? "");
	await inner.getByRole("button", { name: "Open the inner box" }).click();
	await inner.getByText("is Chen Wei.").waitFor();
	await visit(admin, "/anonymity");
	await admin.getByText("a name was read once").waitFor();
	await sql.end();
});

// Somebody takes a badge along, and a stranger has it checked. With scripts and without.
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { useStage, visit } from "./stage.ts";

const { open, server } = useStage();
beforeAll(async () => {
	const sql = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
	await sql`insert into awards (person_id, badge, at, seen_at)
		select id, 'learning-log', now(), now() from people where handle in ('maya', 'tomas') on conflict do nothing`;
	await sql.end();
});

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, handle: "maya" },
	{ scripts: "without scripts", javaScriptEnabled: false, handle: "tomas" },
])("$scripts", ({ javaScriptEnabled, handle }) => {
	test("a badge is taken along, found good by a stranger, taken back, and found so", async () => {
		const owner = await open(handle, { javaScriptEnabled });
		await visit(owner, "/badges/learning-log");
		await owner.getByRole("link", { name: "Take it along" }).click();
		await owner.getByRole("button", { name: "Make it without my address" }).click();
		const file = owner.getByRole("link", { name: "JSON, without the address" });
		await file.waitFor();
		const [download] = await Promise.all([owner.waitForEvent("download"), file.click()]);
		const [picture] = await Promise.all([
			owner.waitForEvent("download"),
			owner.getByRole("link", { name: "Picture, without the address" }).click(),
		]);
		expect(download.suggestedFilename()).toBe("learning-log.json");
		const text = await readFile(await download.path(), "utf8");

		const stranger = await open(null, { javaScriptEnabled });
		await visit(stranger, "/badges/verify");
		await stranger.getByLabel("Or its text").fill(text);
		await stranger.getByRole("button", { name: "Check it" }).click();
		await stranger.getByRole("heading", { name: "This badge is good" }).waitFor();
		await visit(stranger, "/badges/verify");
		await stranger.getByLabel("The file").setInputFiles({
			name: "badge.png",
			mimeType: "image/png",
			buffer: await readFile(await picture.path()),
		});
		await stranger.getByRole("button", { name: "Check it" }).click();
		await stranger.getByRole("heading", { name: "This badge is good" }).waitFor();
		await stranger.getByText("Learning log", { exact: true }).waitFor();

		await visit(stranger, "/badges/verify");
		await stranger.getByLabel("Or its text").fill("{}");
		await stranger.getByRole("button", { name: "Check it" }).click();
		await stranger.getByRole("heading", { name: "This can not be read as a badge" }).waitFor();

		await owner.getByRole("button", { name: "Take back" }).click();
		await file.waitFor({ state: "detached" });
		await visit(stranger, "/badges/verify");
		await stranger.getByLabel("Or its text").fill(text);
		await stranger.getByRole("button", { name: "Check it" }).click();
		await stranger.getByRole("heading", { name: "This badge was taken back" }).waitFor();
	});
});

// A colleague becomes champion: proposed, agreed by both, found, at rest. With scripts and without.
import { describe, expect, test } from "vitest";
import { useStage, visit } from "./stage.ts";

const { open } = useStage();

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, handle: "pedro", name: "Pedro Alves" },
	{ scripts: "without scripts", javaScriptEnabled: false, handle: "bianca", name: "Bianca Rossi" },
])("$scripts", ({ javaScriptEnabled, handle, name }) => {
	test("a peer proposes, the person and an admin agree, colleagues find them, and they rest", async () => {
		const peer = await open("maya", { javaScriptEnabled });
		await visit(peer, "/champions");
		await peer.getByRole("link", { name: "Propose a champion" }).click();
		await peer.getByLabel("A colleague").check();
		await peer.getByLabel("Their handle").fill("nobody-here");
		await peer.getByLabel("Why?").fill("Nobody explains a tender as patiently.");
		await peer.getByLabel("Sales").check();
		await peer.getByRole("button", { name: "Propose", exact: true }).click();
		await peer.getByText("There is nobody with this handle.").waitFor();
		// Nothing typed is lost.
		expect(await peer.getByLabel("Why?").inputValue()).toBe("Nobody explains a tender as patiently.");
		expect(await peer.getByLabel("Sales").isChecked()).toBe(true);
		await peer.getByLabel("Their handle").fill(`@${handle}`);
		await peer.getByRole("button", { name: "Propose", exact: true }).click();
		await peer.getByRole("heading", { level: 1, name: `${name} as a champion` }).waitFor();

		const person = await open(handle, { javaScriptEnabled });
		await visit(person, "/champions");
		await person.getByRole("link", { name: "Would you like to?" }).click();
		await person.getByText("Nobody explains a tender as patiently.").waitFor();
		await person.getByRole("button", { name: "Yes, gladly" }).click();
		await person.getByText("You said yes. Now an admin looks at it.").waitFor();

		const admin = await open("priya", { javaScriptEnabled });
		await visit(admin, "/admin/champions");
		await admin.getByRole("link", { name: `Answer about ${name}` }).click();
		expect(await admin.getByLabel("Sales").isChecked()).toBe(true);
		await admin.getByLabel("Microsoft Copilot").check();
		await admin.getByRole("button", { name: "Agree" }).click();
		await admin.getByRole("heading", { name: "Champions of today" }).waitFor();

		await visit(peer, "/champions");
		await peer.getByLabel("Department").selectOption({ label: "Sales" });
		await peer.getByRole("button", { name: "Find" }).click();
		const card = peer.getByRole("article", { name });
		await card.getByText("Microsoft Copilot").waitFor();
		await peer.getByRole("article", { name: "Ruth Adeyemi" }).waitFor({ state: "detached" });
		await visit(peer, "/champions/coverage");
		await peer.getByRole("row", { name: /^Sales Microsoft Copilot \d yes/ }).waitFor();
		await visit(peer, `/people/${handle}`);
		await peer.getByText("Champion for Sales, Microsoft Copilot", { exact: false }).waitFor();

		await visit(person, "/champions/desk");
		await person.getByRole("button", { name: "For an hour" }).click();
		await person.getByRole("heading", { name: "You are open now" }).waitFor();
		await visit(peer, `/champions?who=${handle}`);
		await card.getByText("Open for sessions now").waitFor();
		await person.getByRole("button", { name: "Rest from now on" }).click();
		await person.getByRole("heading", { name: "You are resting" }).waitFor();
		await peer.reload();
		await card.getByText("Resting").waitFor();
		await person.getByRole("button", { name: "Say hello" }).click();
		await person.getByRole("button", { name: "Say hello", pressed: true }).waitFor();
		await person.getByLabel("Your notes").fill("Ask Pedro about the template.");
		await person.getByRole("button", { name: "Save the notes" }).click();
		await person.getByText("Saved.").waitFor();
		expect(await person.getByLabel("Your notes").inputValue()).toBe("Ask Pedro about the template.");
	});
});

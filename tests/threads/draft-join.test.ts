import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fields } from "#app/threads/draft-form.ts";
import { joined } from "#app/threads/draft-join.ts";
import { shapes } from "#app/threads/kinds.ts";
import { composedKinds } from "#db/enums.ts";

test("what was written in two places stands one after the other", () => {
	const before = { kind: "win", title: "At the desk", did: "One.", task: "" };
	const after = { kind: "win", title: "On the train", did: "Two.", task: "Three." };
	expect(joined(before, after)).toEqual({ kind: "win", title: "At the desk / On the train", did: "One.\n\nTwo.", task: "Three." });
});

test("the same words are not there twice, and an empty field takes nothing away", () => {
	expect(joined({ kind: "win", did: "One.\n\nTwo." }, { kind: "win", did: "Two." })).toEqual({ kind: "win", did: "One.\n\nTwo." });
	expect(joined({ kind: "win", did: "One." }, { kind: "win", did: "" })).toEqual({ kind: "win", did: "One." });
});

test("the kind is the later one, and what it has no field for moves where it can be seen", () => {
	const fields = joined({ kind: "win", did: "I dictated.", tried: "Typing." }, { kind: "question", want: "How to dictate?" });
	expect(fields).toMatchObject({ kind: "question", want: "I dictated.\n\nHow to dictate?", tried: "Typing." });
	expect(fields.did).toBeUndefined();
});

test("whatever the two drafts hold, every word of both can be seen afterwards", () => {
	const word = fc.stringMatching(/^[a-z]{1,8}$/);
	const draft = fc
		.constantFrom(...composedKinds)
		.chain((kind) =>
			fc
				.record(Object.fromEntries(shapes[kind].sections.map(({ name }) => [name, fc.option(word, { nil: "" })])))
				.map((texts): Fields => ({ kind, ...texts })),
		);
	fc.assert(
		fc.property(draft, draft, (before, after) => {
			const fields = joined(before, after);
			const kind = composedKinds.find((one) => one === fields.kind) ?? "win";
			const seen = shapes[kind].sections.map(({ name }) => fields[name] ?? "").join("\n");
			for (const [name, text] of [...Object.entries(before), ...Object.entries(after)]) if (name !== "kind") expect(seen).toContain(text);
		}),
	);
});

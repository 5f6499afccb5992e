import fc from "fast-check";
import { expect, test } from "vitest";
import { canAccept, canDelete, canEdit, canReact, canReply, needsRevision, slugOf, stateAfter } from "#app/threads/rules.ts";
import type { questionStates } from "#db/enums.ts";

test("a question that was answered once is never merely open again", () => {
	fc.assert(
		fc.property(fc.array(fc.boolean(), { minLength: 1 }), (steps) => {
			let state: (typeof questionStates)[number] = "open";
			let wasAnswered = false;
			for (const accepted of steps) {
				state = stateAfter(state, accepted);
				wasAnswered ||= accepted;
				expect(state).toBe(accepted ? "answered" : wasAnswered ? "reopened" : "open");
			}
		}),
	);
});

test("a slug is one segment of an address, whatever the title", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (title) => {
			const slug = slugOf(title.toWellFormed());
			expect(slug).toMatch(/^[^\s/\\?#%]+$/u);
			expect(slug.length).toBeLessThanOrEqual(70);
			expect(["replies", "acceptance", "edit", "pin", "closure", "move"]).not.toContain(slug);
		}),
	);
	expect(slugOf("How do I stop it?")).toBe("how-do-i-stop-it");
	expect(slugOf("Größe & Maß")).toBe("große-maß".normalize("NFKD").replace(/\p{M}/gu, ""));
	expect(slugOf("Edit")).toBe("edit-thread");
});

test("who may do what, by every combination", () => {
	const person = fc.record({ id: fc.constantFrom("author", "other"), role: fc.constantFrom("member", "moderator", "admin") } as const);
	fc.assert(
		fc.property(
			person,
			fc.boolean(),
			fc.boolean(),
			fc.boolean(),
			fc.constantFrom("win", "question", "lesson"),
			(viewer, keeper, deleted, closed, kind) => {
				const at = new Date();
				const own = viewer.id === "author";
				const post = { own, opening: false, deletedAt: deleted ? at : null };
				const thread = { own, kind, closedAt: closed ? at : null, deletedAt: deleted ? at : null } as const;
				const cares = keeper || viewer.role !== "member";
				expect(canEdit(post)).toBe(own && !deleted);
				expect(canDelete({ viewer, keeper }, post)).toBe((own || cares) && !deleted);
				expect(canReact(post)).toBe(!own && !deleted);
				expect(canAccept({ viewer, keeper }, thread)).toBe(kind === "question" && (own || cares) && !deleted);
				expect(canReply(thread)).toBe(!closed && !deleted);
			},
		),
	);
});

test("five minutes are grace, a millisecond more is not", () => {
	const written = new Date(0);
	expect(needsRevision(written, new Date(300_000))).toBe(false);
	expect(needsRevision(written, new Date(300_001))).toBe(true);
});

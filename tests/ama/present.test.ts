import { expect, test } from "vitest";
import { joined } from "#app/ama/live-ama.ts";
import type { PresentAma } from "#app/ama/present.server.ts";
import type { Question } from "#app/ama/queries.server.ts";

const author = { handle: "maya", name: "Maya", photo: null, jobRole: null };
const at = new Date("2026-11-24T10:00:00Z");
const shown = (id: string, more: Partial<Question> = {}): Question => ({
	id,
	author,
	own: false,
	html: "",
	text: id,
	createdAt: at,
	deletedAt: null,
	state: "open",
	followUp: null,
	theme: null,
	into: null,
	mine: false,
	votes: null,
	answers: [],
	...more,
});
const shared = (one: Question): PresentAma["questions"][number] => {
	const { own: _, mine: __, votes: ___, deletedAt: ____, ...rest } = one;
	return JSON.parse(JSON.stringify(rest));
};

test("what everybody sees is joined with what is one's own; new ones come last, and what is gone goes", () => {
	const page = [shown("b", { own: true, mine: true }), shown("c"), shown("a"), shown("t", { deletedAt: at })];
	const answer = { id: "x", author, own: false, html: "<p>Yes.</p>", createdAt: at, editedAt: null };
	const present: PresentAma = {
		phase: "open",
		questions: [shared(shown("n")), shared(shown("a", { state: "answered", answers: [answer] })), shared(shown("b"))],
	};
	const now = joined(page, present);
	expect(now.map(({ id }) => id)).toEqual(["b", "a", "t", "n"]);
	expect(now[0]).toMatchObject({ own: true, mine: true });
	expect(now[1]).toMatchObject({ state: "answered", answers: [{ html: "<p>Yes.</p>", createdAt: at }] });
	expect(now[2]?.deletedAt).toEqual(at);
	expect(now[3]).toMatchObject({ own: false, mine: false, votes: null, createdAt: at });
});

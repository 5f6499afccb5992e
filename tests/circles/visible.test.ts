import fc from "fast-check";
import { expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { circleBySlug, circlesOf, circlesToPostIn, listCircles, membersOf } from "#app/circles/queries.server.ts";
import { db } from "#app/core/db.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

useTestDb();

type Model = { visibility: "open" | "private"; keeper: number; members: number[] };
const crowd = 5;
const model = fc.array(
	fc.record({
		visibility: fc.constantFrom("open" as const, "private" as const),
		keeper: fc.nat(crowd - 1),
		members: fc.uniqueArray(fc.nat(crowd - 1)),
	}),
	{ maxLength: 6 },
);
const isIn = (circle: Model, person: number) => circle.keeper === person || circle.members.includes(person);
const maySee = (circle: Model, person: number) => circle.visibility === "open" || isIn(circle, person);

test("every reading of circles agrees with a naive model, for each viewer and role", { timeout: 60_000 }, async () => {
	const roles = ["admin", "moderator", "member", "member", "member"] as const;
	const people: Viewer[] = [];
	for (const role of roles) people.push(await makePerson({ role }));
	await fc.assert(
		fc.asyncProperty(model, async (wanted) => {
			await db.delete(circles);
			const made: (Model & { id: string; slug: string })[] = [];
			for (const circle of wanted) {
				const members = circle.members.map((at) => people[at]!);
				made.push({ ...circle, ...(await makeCircle({ keeper: people[circle.keeper]!, members, visibility: circle.visibility })) });
			}
			for (const [at, viewer] of people.entries()) {
				const seen = made
					.filter((circle) => maySee(circle, at))
					.map(({ id }) => id)
					.sort();
				const own = made
					.filter((circle) => isIn(circle, at))
					.map(({ id }) => id)
					.sort();
				const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
				expect(idsOf(await listCircles(viewer))).toEqual(seen);
				expect(idsOf(await circlesToPostIn(viewer))).toEqual(seen);
				expect(idsOf(await circlesOf(viewer))).toEqual(own);
				for (const circle of made) {
					const found = await circleBySlug(viewer, circle.slug);
					expect(found && [found.isMember, found.isKeeper]).toEqual(maySee(circle, at) ? [isIn(circle, at), circle.keeper === at] : null);
					const inside = people.filter((_, one) => isIn(circle, one)).map(({ id }) => id);
					expect(idsOf(await membersOf(viewer, circle.id))).toEqual(maySee(circle, at) ? inside.sort() : []);
				}
			}
		}),
		{ numRuns: 25 },
	);
});

test("one's own circles come first, then by name", async () => {
	await db.delete(circles);
	const [me, other] = [await makePerson(), await makePerson()];
	await makeCircle({ keeper: other, name: "Apples" });
	await makeCircle({ keeper: other, members: [me], name: "pears" });
	await makeCircle({ keeper: me, name: "Oranges" });
	expect((await listCircles(me)).map(({ name }) => name)).toEqual(["Oranges", "pears", "Apples"]);
	expect((await circlesToPostIn(me)).map(({ name }) => name)).toEqual(["Oranges", "pears", "Apples"]);
});

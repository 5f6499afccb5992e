import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { coverage } from "#app/champions/coverage.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { champions } from "#db/schema/champions.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { makeChampion, makeColleagues, makeLists, support } from "./scene.ts";

useTestDb();
const hour = 3_600_000;
let viewer: Viewer;
let colleagues: Viewer[];
beforeAll(async () => {
	await makeLists();
	viewer = await makePerson();
	colleagues = await makeColleagues(5);
	await makeColleagues(4, { departmentId: "finance0000000", jobRoleId: "analyst0000000", toolId: "gemini00000000" });
});

const cell = async (by: "role" | "tool" = "role") =>
	(await coverage(viewer, by)).rows.find(({ department }) => department === "Support")?.cells[0];

test("fewer than five people: nothing at all, and nothing to subtract it from", async () => {
	for (const by of ["role", "tool"] as const) {
		const { topics, small, rows } = await coverage(viewer, by);
		expect(topics).toEqual([by === "role" ? "Agent" : "Claude"]);
		expect(small).toEqual([by === "role" ? "Analyst" : "Gemini"]);
		expect(rows).toEqual([
			{ department: "Finance", cells: [null] },
			{ department: "Support", cells: [expect.objectContaining({ champions: 0, waiting: 0, minutes: null })] },
		]);
		// No cell says how many people are in it, and no row or column has a sum.
		expect(Object.keys((await cell(by)) ?? {}).sort()).toEqual(["champions", "department", "minutes", "room", "topic", "waiting"]);
	}
	// The fifth leaves, and the cell goes with them.
	await db
		.update(accounts)
		.set({ disabledAt: now() })
		.where(eq(accounts.id, colleagues[4]?.id ?? ""));
	expect((await coverage(viewer, "role")).topics).toEqual([]);
	await db
		.update(accounts)
		.set({ disabledAt: null })
		.where(eq(accounts.id, colleagues[4]?.id ?? ""));
});

test("champions of the department or the column, and whether one has room", async () => {
	const [one, two, former] = [await makePerson(), await makePerson(), await makePerson()];
	await makeChampion(one, [{ departmentId: support.id }]);
	await makeChampion(former, [{ departmentId: support.id }], { from: -30, to: -1 });
	expect(await cell()).toMatchObject({ champions: 1, room: true });
	await db.update(champions).set({ restingSince: now() }).where(eq(champions.personId, one.id));
	expect(await cell()).toMatchObject({ champions: 1, room: false });
	await makeChampion(two, [{ jobRoleId: "agent000000000" }, { departmentId: support.id }]);
	expect(await cell()).toMatchObject({ champions: 2, room: true });
	expect(await cell("tool")).toMatchObject({ champions: 2 });
});

test("questions that wait and the median to a first answer, of what everybody can read", async () => {
	const [asker] = colleagues;
	if (!asker) throw new Error("nobody");
	const [open, closed] = [await makeCircle({ keeper: viewer }), await makeCircle({ keeper: asker, visibility: "private" })];
	const ask = async ({ days = 1, answered = 0, circleId = open.id, title = "How does Claude do it?" } = {}) => {
		const createdAt = new Date(now().getTime() - days * 24 * hour);
		const thread = await makeThread({ author: asker, circleId, title, createdAt });
		if (answered)
			await db
				.update(threads)
				.set({ firstReplyAt: new Date(createdAt.getTime() + answered * hour) })
				.where(eq(threads.id, thread.id));
		return thread.id;
	};
	await ask();
	for (const hours of [1, 2, 9]) await ask({ answered: hours });
	await ask({ circleId: closed.id });
	await ask({ days: 100 });
	const taken = await ask();
	await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, taken));
	for (const by of ["role", "tool"] as const) expect(await cell(by)).toMatchObject({ waiting: 1, minutes: 120 });
	await ask({ title: "Something about nothing" });
	expect([await cell("role"), await cell("tool")]).toMatchObject([{ waiting: 2 }, { waiting: 1 }]);
	// Whoever is in the private circle sees the same figures.
	expect(await coverage(asker, "role")).toEqual(await coverage(viewer, "role"));
});

test("what was asked without a name changes no figure", async () => {
	const circle = await makeCircle({ keeper: viewer });
	const before = [await coverage(viewer, "role"), await coverage(viewer, "tool")];
	for (let n = 0; n < 3; n++)
		await db.execute(sql`
			insert into threads (id, kind, title, slug, circle_id, alias, state, excerpt, created_at, last_activity_at)
			values (${newId()}, 'question', 'Claude, without a name', 'claude', ${circle.id}, 'Quiet Heron', 'open', 'Claude', date_trunc('day', now() at time zone 'UTC') at time zone 'UTC', now())`);
	expect([await coverage(viewer, "role"), await coverage(viewer, "tool")]).toEqual(before);
});

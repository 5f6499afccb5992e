import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { decodeCursor, encodeCursor } from "#app/core/cursor.server.ts";
import { db } from "#app/core/db.server.ts";
import { addReply } from "#app/replies/commands.server.ts";
import { feed, waitingFor } from "#app/threads/feed.server.ts";
import { firstUnread, threadById } from "#app/threads/queries.server.ts";
import { noteRead, noteVisit } from "#app/threads/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

useTestDb();

async function everything(viewer: Viewer, filter: Parameters<typeof feed>[1]) {
	const ids: string[] = [];
	let after = null;
	do {
		const page = await feed(viewer, filter, after);
		ids.push(...page.items.map(({ id }) => id));
		after = decodeCursor(page.next);
	} while (after);
	return ids;
}

test("each viewer pages through just what a naive model lets them see, each thread once, latest first", async () => {
	const people = await Promise.all(Array.from({ length: 6 }, () => makePerson()));
	const [keeper] = people;
	if (!keeper) throw new Error("There is no keeper.");
	const circles = await Promise.all(
		[0, 1, 2, 3].map(async (n) => ({
			members: [keeper, ...people.filter((_, index) => (index + n) % 3 === 0)],
			circle: await makeCircle({
				keeper,
				members: people.filter((_, index) => (index + n) % 3 === 0),
				visibility: n % 2 ? "private" : "open",
			}),
		})),
	);
	const made = [];
	for (let n = 0; n < 70; n++) {
		const { circle } = circles[n % 4] ?? {};
		if (!circle) continue;
		const thread = await makeThread({
			author: keeper,
			circleId: circle.id,
			kind: (["win", "question", "lesson"] as const)[n % 3],
			createdAt: new Date(Date.UTC(2026, 0, 1) + (n % 50) * 60_000),
		});
		const deleted = n % 11 === 0;
		if (deleted) await db.update(threads).set({ deletedAt: new Date() }).where(eq(threads.id, thread.id));
		made.push({ ...thread, at: n % 50, deleted });
	}
	for (const viewer of people) {
		const visible = made.filter((thread) => {
			const home = circles.find(({ circle }) => circle.id === thread.circleId);
			return !thread.deleted && (home?.circle.visibility === "open" || home?.members.some(({ id }) => id === viewer.id));
		});
		const wanted = [...visible].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
		expect(await everything(viewer, {})).toEqual(wanted);
		expect((await everything(viewer, { kind: "win" })).sort()).toEqual(
			visible
				.filter(({ kind }) => kind === "win")
				.map(({ id }) => id)
				.sort(),
		);
		expect((await everything(viewer, { unanswered: true })).sort()).toEqual(
			visible
				.filter(({ kind }) => kind === "question")
				.map(({ id }) => id)
				.sort(),
		);
	}
	expect(
		people.some((person) => !circles[1]?.members.some(({ id }) => id === person.id)),
		"somebody has to be outside",
	).toBe(true);
});

test("what is new since the last visit, and what is read", async () => {
	const [author, reader] = [await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper: author, members: [reader] });
	await noteVisit(reader);
	let back = shiftClock(45 * 60_000);
	const thread = await makeThread({ author, circleId: circle.id, createdAt: new Date(Date.now() + 40 * 60_000) });
	await noteVisit(reader);
	const mine = async () => (await feed(reader, { circleId: circle.id }, null)).items[0];
	expect(await mine()).toMatchObject({ id: thread.id, isNew: true });
	await noteRead(reader, thread.id, new Date(Date.now() + 41 * 60_000));
	expect(await mine()).toMatchObject({ isNew: false });
	back();
	back = shiftClock(60 * 60_000);
	const { postId } = await addReply(author, thread.id, { text: "More.", submission: "feed-test-1", parentId: undefined });
	expect(await mine()).toMatchObject({ isNew: true, newReplies: 1 });
	expect(await firstUnread(reader, thread.id, (await threadById(reader, thread.id))?.seenUpTo ?? null)).toBe(postId);
	// Reading never goes back, and nobody's reading shows to another.
	await noteRead(reader, thread.id, new Date(0));
	expect((await feed(author, { circleId: circle.id }, null)).items[0]).toMatchObject({ isNew: false });
	back();
});

test("questions come to those who can help, never their own", async () => {
	const [asker, member, outsider] = [await makePerson(), await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper: asker, members: [member] });
	const thread = await makeThread({ author: asker, circleId: circle.id });
	expect((await waitingFor(member)).map(({ id }) => id)).toEqual([thread.id]);
	expect(await waitingFor(asker)).toEqual([]);
	expect(await waitingFor(outsider)).toEqual([]);
});

test("a cursor is what we made, or nothing", () => {
	fc.assert(
		fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (at) => {
			expect(decodeCursor(encodeCursor({ at, id: "0123456789bcdf" }))).toEqual({ at, id: "0123456789bcdf" });
		}),
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			const cursor = decodeCursor(text);
			if (cursor) expect(cursor.id).toMatch(/^[0-9a-z]{14}$/);
		}),
	);
});

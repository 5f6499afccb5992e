// What is done without a name counts for its author, and nobody can tell from anything that it did.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { setMode, setView } from "#app/recognition/commands.server.ts";
import { progressOf } from "#app/recognition/progress.server.ts";
import { ownBadges, shownBadges, unseenAwards } from "#app/recognition/queries.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { appearDue, holdReply, holdThread } from "#app/replies/anonymous.server.ts";
import { addReply } from "#app/replies/commands.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();
const weekMs = 7 * 86_400_000;
let [author, other]: Viewer[] = [];
let thread: { id: string; circleId: string };

beforeEach(async () => {
	const crowd = await Promise.all(Array.from({ length: 11 }, () => makePerson()));
	[author, other] = crowd;
	const keeper = crowd[2] as Viewer;
	const circle = await makeCircle({ keeper });
	thread = await makeThread({ author: keeper, circleId: circle.id });
});

const answerUnnamed = async (who: Viewer) => {
	await holdReply(who, thread.id, {
		text: "Nobody knows me.",
		parentId: undefined,
		submission: randomUUID(),
		as: "alias",
		sure: undefined,
	});
	const put = shiftClock(31 * 60_000);
	await appearDue();
	await runJobs(url());
	put();
};
const rowsOf = async (who: Viewer) => {
	const found = [];
	for (const table of ["activity", "awards", "sealed_activity", "recognition_choices"])
		found.push(...(await db.execute(sql`select from ${sql.identifier(table)} t where t::text like ${`%${who.id}%`}`)));
	return found.length;
};
const nextWeek = async <T>(act: () => Promise<T>): Promise<T> => {
	const put = shiftClock(weekMs);
	try {
		return await act();
	} finally {
		put();
	}
};

test("it counts from the next week on, for its author alone, and no row says whose it is", async () => {
	const me = author as Viewer;
	await answerUnnamed(me);
	expect(await rowsOf(me)).toBe(0);
	const [row] = await db.execute<{ event: string; week: string }>(sql`select event, week::text from sealed_activity`);
	expect(row?.event).toBe("answer");
	expect(await ownBadges(me)).toEqual([]);
	await nextWeek(async () => {
		expect(await ownBadges(me)).toEqual([{ badge: "first-answer", tier: 1, at: null, view: "mine", evidence: null, revoked: null }]);
		expect((await progressOf(me, [])).acts).toMatchObject([{ event: "answer", at: null, thing: null }]);
		expect(await unseenAwards(me)).toEqual([]);
		expect(await ownBadges(other as Viewer)).toEqual([]);
		expect(await shownBadges(other as Viewer, me.id)).toEqual([]);
	});
	expect(await rowsOf(me)).toBe(0);
});

test("shown by its author it is an award like others, of the day, without what it was for", async () => {
	const me = author as Viewer;
	await answerUnnamed(me);
	await nextWeek(async () => {
		// Who shows everything shows this only once they say so of it.
		await setMode(me, "all");
		expect(await shownBadges(other as Viewer, me.id)).toEqual([]);
		await setView(me, "first-answer", "evidence");
		expect(await shownBadges(other as Viewer, me.id)).toEqual([{ badge: "first-answer", tier: 1, evidence: null }]);
	});
	const [award] = await db.execute<{ day: boolean; evidence: string | null }>(
		sql`select extract(epoch from at)::numeric % 86400 = 0 as day, evidence_id as evidence from awards where person_id = ${me.id}`,
	);
	expect(award).toEqual({ day: true, evidence: null });
});

test("two people's tokens have nothing in common, and each finds their own", async () => {
	await db.execute(sql`delete from sealed_activity`);
	for (const who of [author, other, author]) await answerUnnamed(who as Viewer);
	const tokens = await db.execute<{ token: string }>(sql`select token from sealed_activity`);
	expect(new Set(tokens.map(({ token }) => token)).size).toBe(3);
	for (const { token } of tokens) expect(token).toMatch(/^[\w-]{43}$/);
	await nextWeek(async () => {
		expect((await progressOf(author as Viewer, [])).acts).toHaveLength(2);
		expect((await progressOf(other as Viewer, [])).acts).toHaveLength(1);
	});
});

test("who opted out leaves nothing", async () => {
	const me = author as Viewer;
	await db.execute(sql`delete from sealed_activity`);
	await setMode(me, "out");
	await answerUnnamed(me);
	expect([...(await db.execute(sql`select from sealed_activity`))]).toEqual([]);
});

test("whose answer an asker without a name accepts is kept to the day, and not whom it helped", async () => {
	const [me, helper] = [author as Viewer, other as Viewer];
	await db.execute(sql`delete from sealed_activity`);
	const sections = { title: "May I ask this?", want: "To know.", tags: [], roles: [] };
	const held = await holdThread(me, { kind: "question", circleId: thread.circleId, submission: randomUUID(), ...sections });
	const id = "id" in held ? held.id : "";
	const put = shiftClock(31 * 60_000);
	await appearDue();
	put();
	const { postId } = await addReply(helper, id, { text: "So.", submission: randomUUID() });
	await acceptAnswer(me, id, postId);
	const rows = await db.execute(
		sql`select event, other_id, place, extract(epoch from at)::numeric % 86400 = 0 as day from activity where person_id = ${helper.id} order by event`,
	);
	expect([...rows]).toEqual([
		{ event: "answer", other_id: null, place: null, day: false },
		{ event: "helped", other_id: null, place: null, day: true },
	]);
	expect(await rowsOf(me)).toBe(0);
	expect([...(await db.execute(sql`select event from sealed_activity order by 1`))]).toEqual([
		{ event: "accepted" },
		{ event: "question" },
	]);
});

// What earns a badge, who is told, and that it is given once.
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { record } from "#app/people/activity.server.ts";
import { awardTo } from "#app/recognition/award.server.ts";
import { catalogue, families } from "#app/recognition/catalogue.ts";
import { keepReached } from "#app/recognition/rules-sql.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { addReply, editReply } from "#app/replies/commands.server.ts";
import { type ActivityEvent, activityEvents } from "#db/enums.ts";
import { recognitionChoices } from "#db/schema/recognition.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();
let person: Viewer;
beforeEach(async () => {
	person = await makePerson();
});

const dayMs = 86_400_000;
const act = (event: ActivityEvent, more: { subjectId?: string; otherId?: string | null; at?: Date } = {}) =>
	db.transaction((tx) => record(tx, { personId: person.id, event, ...more }));
const badges = async (of: Pick<Viewer, "id"> = person) => {
	const rows = await db.execute<{ badge: string; tier: number }>(
		sql`select badge, tier from awards where person_id = ${of.id} order by badge, tier`,
	);
	return rows.map(({ badge, tier }) => (tier === 1 ? badge : `${badge} ${tier}`));
};
const award = () => awardTo({ personId: person.id });

describe("the catalogue", () => {
	test("has families, words and rules that can be kept", () => {
		expect(catalogue.length).toBeGreaterThanOrEqual(24);
		expect(new Set(catalogue.map(({ slug }) => slug)).size).toBe(catalogue.length);
		for (const family of families) expect(catalogue.some((one) => one.family === family)).toBe(true);
		for (const { slug, why, hint, earned, tiers } of catalogue) {
			expect(slug).toMatch(/^[a-z][a-z-]*$/);
			for (const words of [why, hint]) expect(words, slug).toMatch(/^[A-Z“].*\.$/);
			expect(earned, slug).toMatch(/^[a-z]/);
			for (const rules of tiers) for (const { count } of rules) expect(count).toBeGreaterThan(0);
		}
	});

	test("knows no event that nobody records, and none of popularity", () => {
		const used = new Set(catalogue.flatMap(({ tiers }) => tiers.flat().flatMap(({ events }) => events)));
		for (const event of used) expect(activityEvents).toContain(event);
		expect([...activityEvents].filter((event) => /react|like|vote|view|follow/.test(event))).toEqual([]);
	});
});

describe("rules", () => {
	test("count different things: the same one twice is one", async () => {
		for (const subjectId of ["one", "one", "two"]) await act("lesson", { subjectId });
		await award();
		expect(await badges()).toEqual(["first-lesson"]);
		await act("lesson", { subjectId: "three" });
		await award();
		expect(await badges()).toEqual(["first-lesson", "open-book"]);
	});

	test("count weeks, within a window: four of six, with two off", async () => {
		const monday = new Date("2026-03-02T10:00:00Z").getTime();
		const week = (n: number) => new Date(monday + n * 7 * dayMs);
		for (const n of [0, 1, 7, 9]) await act("reply", { subjectId: "thread", at: week(n) });
		await award();
		expect(await badges()).not.toContain("four-of-six");
		for (const n of [12, 10]) await act("reply", { subjectId: "thread", at: week(n) });
		await award();
		expect(await badges()).toContain("four-of-six");
	});

	test("ask for all of their parts, and say when the last one was there", async () => {
		await act("lesson", { subjectId: "a", at: new Date("2026-03-02T10:00:00Z") });
		await award();
		expect(await badges()).toEqual(["first-lesson"]);
		await act("win", { subjectId: "b", at: new Date("2026-03-03T10:00:00Z") });
		await award();
		const [both] = await db.execute<{ at: Date; evidence_id: string }>(
			sql`select at::text, evidence_id from awards where person_id = ${person.id} and badge = 'both-sides'`,
		);
		expect(both).toMatchObject({ at: "2026-03-03 10:00:00+00", evidence_id: "b" });
	});

	test("count colleagues and departments, and nobody's own", async () => {
		await db.execute(
			sql`insert into departments (id, slug, name) values ('here', 'here', 'Here'), ('there', 'there', 'There') on conflict do nothing`,
		);
		const [near, far] = [await makePerson(), await makePerson()];
		await db.execute(sql`update people set department_id = 'here' where id in (${person.id}, ${near.id})`);
		await db.execute(sql`update people set department_id = 'there' where id = ${far.id}`);
		await act("answer", { subjectId: "a", otherId: near.id });
		await act("helped", { subjectId: "a", otherId: person.id });
		await award();
		expect(await badges()).toEqual(["first-answer"]);
		await act("answer", { subjectId: "b", otherId: far.id });
		await award();
		expect(await badges()).toEqual(["across", "first-answer"]);
	});
});

describe("awards", () => {
	test("twenty workers at once give each of them once", async () => {
		for (const event of activityEvents) await act(event, { subjectId: "x" });
		await Promise.all(Array.from({ length: 20 }, award));
		const once = await badges();
		expect(new Set(once).size).toBe(once.length);
		expect(once.length).toBeGreaterThan(20);
		await award();
		expect(await badges()).toEqual(once);
	});

	test("come with the write that earned them, by a job, and not without it", async () => {
		const other = await makePerson();
		const circle = await makeCircle({ keeper: other });
		const thread = await makeThread({ author: other, circleId: circle.id });
		const { postId } = await addReply(person, thread.id, { text: "Like this.", submission: "recognition-1" });
		await acceptAnswer(other, thread.id, postId);
		await acceptAnswer(other, thread.id, postId);
		await runJobs(url());
		expect(await badges()).toEqual(["first-answer", "that-helped"]);
		expect(await badges(other)).toEqual(["closed-the-loop"]);
		await addReply(other, thread.id, { text: "It worked.", submission: "recognition-2" });
		await runJobs(url());
		expect(await badges(other)).toEqual(["closed-the-loop", "how-it-went"]);
	});

	test("are kept when their activity is gone, and nothing of a revoked one is given again", async () => {
		await act("question", { subjectId: "q" });
		await award();
		await db.execute(sql`update awards set revoked_at = now(), reason = 'A test of the form.' where person_id = ${person.id}`);
		await db.execute(sql`select forget_activity(${person.id})`);
		expect(await badges()).toEqual(["first-question"]);
		await act("question", { subjectId: "q" });
		await award();
		expect([...(await db.execute(sql`select reason from awards where person_id = ${person.id}`))]).toEqual([
			{ reason: "A test of the form." },
		]);
	});

	test("whoever opted out: nothing is noted, nothing is given", async () => {
		await act("lesson", { subjectId: "before" });
		await db.insert(recognitionChoices).values({ personId: person.id, mode: "out" });
		await act("question", { subjectId: "q" });
		await award();
		expect(await badges()).toEqual([]);
		expect([...(await db.execute(sql`select event from activity where person_id = ${person.id}`))]).toEqual([{ event: "lesson" }]);
	});

	test("read the index alone, whatever a rule looks at", async () => {
		await act("lesson");
		const plan = await db.transaction(async (tx) => {
			// Over a handful of rows the planner would rather read the table.
			for (const way of ["seqscan", "bitmapscan"]) await tx.execute(sql.raw(`set local enable_${way} = off`));
			return tx.execute<{ "QUERY PLAN": string }>(sql`explain ${keepReached(sql`array[${person.id}]::text[]`, { onlyNew: true })}`);
		});
		expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("Index Only Scan using activity_person on activity");
	});

	test("nobody is told by mail or notification", async () => {
		await act("question", { subjectId: "q" });
		await runJobs(url());
		expect(await badges()).toEqual(["first-question"]);
		for (const table of ["mails", "notices", "notifications"])
			expect([...(await db.execute(sql`select from ${sql.identifier(table)} where person_id = ${person.id}`))]).toEqual([]);
	});
});

test("activity is only ever added: no change, no removal but by its owner, or with their account", async () => {
	await act("question", { subjectId: "q" });
	const refused = async (query: ReturnType<typeof sql>) =>
		expect((await db.execute(query).catch((error: unknown) => error)) instanceof Error).toBe(true);
	await refused(sql`update activity set event = 'lesson' where person_id = ${person.id}`);
	await refused(sql`delete from activity where person_id = ${person.id}`);
	await db.execute(sql`delete from accounts where id = ${person.id}`);
	expect([...(await db.execute(sql`select from activity where person_id = ${person.id}`))]).toEqual([]);
});

test("an old post that is brought up to date is mended; a new one is not", async () => {
	const other = await makePerson();
	const circle = await makeCircle({ keeper: other });
	const thread = await makeThread({ author: other, circleId: circle.id });
	const { postId } = await addReply(person, thread.id, { text: "Old.", submission: "recognition-3" });
	await editReply(person, postId, { text: "New.", revision: 1 });
	const mended = async () => (await db.execute(sql`select from activity where person_id = ${person.id} and event = 'mended'`)).length;
	expect(await mended()).toBe(0);
	const undo = shiftClock(31 * dayMs);
	await editReply(person, postId, { text: "Newer.", revision: 2 });
	undo();
	expect(await mended()).toBe(1);
});

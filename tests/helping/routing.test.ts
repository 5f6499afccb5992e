import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { firstPostsIn, firstPostsOf } from "#app/helping/queries.server.ts";
import { isBroughtTo, passOn } from "#app/helping/routing.server.ts";
import { addReply } from "#app/replies/commands.server.ts";
import { createThread } from "#app/threads/commands.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { askedHelpers, waitingQuestions } from "#db/schema/helping.server.ts";
import { attention, notifications } from "#db/schema/notifications.server.ts";
import { jobRoles, people, personTools, tools } from "#db/schema/people.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runClock, runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();
const hour = 3_600_000;
const undo: (() => void)[] = [];
const later = (ms: number) => undo.push(shiftClock(ms));
let sent = 0;
let keeper: Viewer;
let asker: Viewer;
let circle: Awaited<ReturnType<typeof makeCircle>>;
const tool = { id: "claude00000000", slug: "claude", name: "Claude" };

beforeAll(async () => {
	await db.insert(tools).values(tool);
	await db.insert(jobRoles).values({ id: "dispatcher0000", slug: "dispatcher", name: "Dispatcher" });
});
beforeEach(async () => {
	[keeper, asker] = [await makePerson({ name: "Kai" }), await makePerson({ name: "Ann" })];
	circle = await makeCircle({ keeper });
});
afterEach(async () => {
	for (const back of undo.splice(0)) back();
	// Whoever is here for one test is not asked in the next.
	await db.update(accounts).set({ disabledAt: now() });
	await db.delete(waitingQuestions);
});

const uses = async (person: Viewer) => {
	await db.insert(personTools).values({ personId: person.id, toolId: tool.id });
	return person;
};
const ask = async ({ circleId = circle.id, title = `A question number ${++sent} about lists`, tags = ["claude"] } = {}) => {
	const made = await createThread(asker, {
		kind: "question",
		title,
		circleId,
		want: "How?",
		tags,
		roles: [],
		submission: `submission-${++sent}`,
	} as never);
	if ("errors" in made) throw new Error("refused");
	await runJobs(url());
	return made.path.split("/")[2] ?? "";
};
const answer = (author: Viewer, threadId: string) =>
	addReply(author, threadId, { text: "So.", parentId: undefined, submission: `submission-${++sent}` });
const asked = async (threadId: string) =>
	(await db.select().from(askedHelpers).where(eq(askedHelpers.threadId, threadId))).map(({ personId }) => personId).sort();
const ids = (...who: Viewer[]) => who.map(({ id }) => id).sort();
const toldOf = async (person: Viewer, threadId: string) =>
	(await db.select().from(notifications).where(sql`person_id = ${person.id} and thread_id = ${threadId} and kind = 'question'`)).map(
		({ readAt }) => readAt === null,
	);

describe("a question that nobody answers", () => {
	test("is brought after four hours to up to three who may know, after a day to more; never at once", async () => {
		const near = await Promise.all(Array.from({ length: 5 }, async () => uses(await makePerson())));
		const members = await Promise.all(Array.from({ length: 2 }, () => makePerson()));
		for (const { id } of members) await db.execute(sql`insert into circle_members (circle_id, person_id) values (${circle.id}, ${id})`);
		const thread = await ask();
		later(3.9 * hour);
		await runClock(url());
		expect(await asked(thread)).toEqual([]);
		later(0.2 * hour);
		await runClock(url());
		const first = await asked(thread);
		expect(first).toHaveLength(3);
		expect(first.every((id) => near.some((person) => person.id === id))).toBe(true);
		await runClock(url());
		expect(await asked(thread)).toEqual(first);
		later(20 * hour);
		await runClock(url());
		const wide = await asked(thread);
		expect(wide).toHaveLength(8);
		expect(wide).toEqual([...ids(...near, ...members, keeper)].sort());
		later(100 * hour);
		await runClock(url());
		expect(await asked(thread)).toEqual(wide);
	});

	test("is brought to nobody once a colleague answered; what the asker adds is no answer", async () => {
		const helper = await uses(await makePerson());
		const [thread, other] = [await ask(), await ask()];
		await answer(keeper, thread);
		await answer(asker, other);
		await runJobs(url());
		later(5 * hour);
		await runClock(url());
		expect(await asked(thread)).toEqual([]);
		// What the asker adds themself is no answer.
		expect(await asked(other)).toEqual(ids(helper));
	});

	test("settles for everybody who was asked, when one answers", async () => {
		const [one, two] = [await uses(await makePerson()), await uses(await makePerson())];
		const thread = await ask();
		later(5 * hour);
		await runClock(url());
		expect([await toldOf(one, thread), await toldOf(two, thread)]).toEqual([[true], [true]]);
		await answer(one, thread);
		await runJobs(url());
		expect(await toldOf(two, thread)).toEqual([false]);
		expect(await isBroughtTo(two, thread)).toBe(false);
	});
});

describe("who is asked", () => {
	test.each<[string, (person: Viewer, thread: () => Promise<string>) => Promise<unknown>]>([
		["whose account is closed", (person) => db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, person.id))],
		["who wishes not to be", (person) => db.insert(attention).values({ personId: person.id, helps: false })],
		["who muted the circle", (person) => follow(person, { target: "circle", id: circle.id, level: "muted", from: "there" })],
		["who muted its tag", (person) => follow(person, { target: "tag", id: "claude", level: "muted", from: "there" })],
		["who muted the tool", (person) => follow(person, { target: "tool", id: tool.id, level: "muted", from: "there" })],
		[
			"who was not here for a month",
			(person) =>
				db.execute(
					sql`insert into visits (person_id, started_at, previous_at, seen_at) values (${person.id}, now(), now(), now() - interval '40 days')`,
				),
		],
		[
			"who has enough on the table",
			async (person) => {
				for (let n = 0; n < 3; n++) {
					const id = await ask();
					await db.insert(askedHelpers).values({ threadId: id, personId: person.id, askedAt: now() });
				}
			},
		],
	])("not %s", async (_, act) => {
		const person = await uses(await makePerson());
		await act(person, ask);
		const thread = await ask();
		later(5 * hour);
		await runClock(url());
		expect(await asked(thread)).not.toContain(person.id);
	});

	test("not who can not read the private circle; its member is", async () => {
		const [outsider, member] = [await uses(await makePerson()), await uses(await makePerson())];
		const hidden = await makeCircle({ keeper, members: [member, asker], visibility: "private" });
		const thread = await ask({ circleId: hidden.id });
		later(30 * hour);
		await runClock(url());
		await runClock(url());
		expect(await asked(thread)).toEqual(ids(member, keeper));
		expect(await asked(thread)).not.toContain(outsider.id);
	});

	test("who has the asker's role, names the tool in the question's words, or answered such questions before", async () => {
		const [colleague, answered, stranger] = [await makePerson(), await makePerson(), await makePerson()];
		await db.update(people).set({ jobRoleId: "dispatcher0000" }).where(sql`id in (${asker.id}, ${colleague.id})`);
		const old = await makeThread({ author: asker, circleId: circle.id, createdAt: new Date(now().getTime() - 72 * hour) });
		const reply = await makeReply({ threadId: old.id, author: answered });
		await db.update(threads).set({ acceptedPostId: reply, state: "answered" }).where(eq(threads.id, old.id));
		const user = await uses(await makePerson());
		const thread = await ask({ title: "Can Claude read my lists?", tags: [] });
		later(5 * hour);
		await runClock(url());
		expect(await asked(thread)).toEqual(ids(colleague, answered, user));
		expect(await asked(thread)).not.toContain(stranger.id);
	});
});

describe("passing it on", () => {
	test("asks somebody else, leaves no trace for others, and can not be done for others", async () => {
		const crowd = await Promise.all(Array.from({ length: 4 }, async () => uses(await makePerson())));
		const thread = await ask();
		later(5 * hour);
		await runClock(url());
		const first = await asked(thread);
		const passer = crowd.find(({ id }) => first.includes(id));
		const spare = crowd.find(({ id }) => !first.includes(id));
		if (!passer || !spare) throw new Error("The lot fell oddly.");
		await expect(passOn(spare, thread)).rejects.toMatchObject({ init: { status: 404 } });
		await passOn(passer, thread);
		expect(await toldOf(passer, thread)).toEqual([]);
		expect(await toldOf(spare, thread)).toEqual([true]);
		expect(await isBroughtTo(passer, thread)).toBe(false);
		await expect(passOn(passer, thread)).rejects.toMatchObject({ init: { status: 404 } });
		later(20 * hour);
		await runClock(url());
		expect((await asked(thread)).filter((id) => id === passer.id)).toHaveLength(1);
		expect(await toldOf(passer, thread)).toEqual([]);
	});

	test("two who pass on at once are both replaced, by different people", async () => {
		const crowd = await Promise.all(Array.from({ length: 6 }, async () => uses(await makePerson())));
		const thread = await ask();
		later(5 * hour);
		await runClock(url());
		const first = await asked(thread);
		await Promise.all(
			crowd
				.filter(({ id }) => first.includes(id))
				.slice(0, 2)
				.map((person) => passOn(person, thread)),
		);
		expect(await asked(thread)).toHaveLength(5);
	});
});

describe("somebody's first post", () => {
	test("is marked for those who care for the circle, and for nobody else, until a colleague answers", async () => {
		const [member, moderator] = [await makePerson(), await makePerson({ role: "moderator" })];
		const thread = await ask();
		const [waiting] = await firstPostsIn(keeper, circle.id);
		expect(waiting).toMatchObject({ author: "Ann" });
		expect(await firstPostsOf(moderator, thread)).toHaveLength(1);
		for (const other of [member, asker]) {
			expect(await firstPostsOf(other, thread)).toEqual([]);
			expect(await firstPostsIn(other, circle.id)).toEqual([]);
		}
		await answer(asker, thread);
		await runJobs(url());
		expect(await firstPostsOf(keeper, thread)).toHaveLength(1);
		await answer(keeper, thread);
		await runJobs(url());
		// The keeper's own reply is a first one, too; the asker's is settled.
		expect((await firstPostsIn(moderator, circle.id)).map(({ author }) => author)).toEqual(["Kai"]);
		const rows = await db.execute<{ waited: boolean }>(
			sql`select answered_at > written_at as waited from first_posts where thread_id = ${thread} and answered_at is not null`,
		);
		expect([...rows]).toEqual([{ waited: true }]);
	});

	test("a second one is a post like any other", async () => {
		await ask();
		const second = await ask();
		expect(await firstPostsOf(keeper, second)).toEqual([]);
	});
});

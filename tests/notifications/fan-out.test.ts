import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { batch, kindFor, tellOfPost } from "#app/notifications/fan-out.server.ts";
import { inbox, unreadCount } from "#app/notifications/inbox.server.ts";
import { react } from "#app/reactions/commands.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { addReply, deletePost, editReply, undoDelete } from "#app/replies/commands.server.ts";
import { createThread } from "#app/threads/commands.server.ts";
import type { FollowLevel, FollowTarget } from "#db/enums.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { follows } from "#db/schema/following.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makeFollowers, makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
let keeper: Viewer;
let asker: Viewer;
let helper: Viewer;
let circle: Awaited<ReturnType<typeof makeCircle>>;
let sent = 0;

beforeAll(async () => {
	[keeper, asker, helper] = await Promise.all([makePerson({ name: "Kai" }), makePerson({ name: "Ann" }), makePerson({ name: "Hal" })]);
	circle = await makeCircle({ keeper });
});

const ask = async (author: Viewer, { circleId = circle.id, text = "How do I do this?", tags = [] as string[] } = {}) => {
	const made = await createThread(author, {
		kind: "question",
		title: `A question with number ${++sent}`,
		circleId,
		want: text,
		tags,
		roles: [],
		submission: `submission-${sent}`,
	} as never);
	if ("errors" in made) throw new Error(JSON.stringify(made.errors));
	return made.path.split("/")[2] ?? "";
};
const answer = async (author: Viewer, threadId: string, text = "Like this.", parentId?: string) =>
	(await addReply(author, threadId, { text, parentId, submission: `submission-${++sent}` })).postId;
const follows_ = (viewer: Viewer, target: FollowTarget, id: string, level: FollowLevel) =>
	follow(viewer, { target, id, level, from: "there" });

const told = async (viewer: Viewer) => {
	await runJobs(url());
	const { groups } = await inbox(viewer, "all", null);
	return groups.flatMap(({ thread, entries }) => entries.map(({ kind, author, unread }) => ({ thread: thread.id, kind, author, unread })));
};
const kindsOf = async (viewer: Viewer, threadId: string) =>
	(await told(viewer)).filter(({ thread }) => thread === threadId).map(({ kind }) => kind);

describe("who is told of a reply", () => {
	test("the asker, and whoever replied before; never its writer", async () => {
		const thread = await ask(asker);
		await answer(helper, thread);
		expect(await kindsOf(asker, thread)).toEqual(["reply"]);
		await answer(keeper, thread);
		expect(await kindsOf(helper, thread)).toEqual(["reply"]);
		expect(await kindsOf(keeper, thread)).toEqual(["care", "care"]);
	});

	test("whoever it answers, though they hear only what is meant for them", async () => {
		const thread = await ask(asker);
		const first = await answer(helper, thread);
		await follows_(helper, "thread", thread, "mentions");
		await answer(keeper, thread, "Not to you.");
		expect(await kindsOf(helper, thread)).toEqual([]);
		await answer(keeper, thread, "To you.", first);
		expect(await kindsOf(helper, thread)).toEqual(["reply"]);
	});

	test("a mention tells once, as a mention, and nobody who muted the thread", async () => {
		const thread = await ask(asker);
		await answer(helper, thread);
		await follows_(asker, "thread", thread, "muted");
		await answer(keeper, thread, `@${asker.handle} and @${helper.handle}, look.`);
		expect(await kindsOf(helper, thread)).toEqual(["mention"]);
		expect((await kindsOf(asker, thread)).includes("mention")).toBe(false);
	});

	test("an edit tells whom it newly mentions, and takes back what it no longer says", async () => {
		const thread = await ask(asker);
		const post = await answer(keeper, thread, "Somebody should know.");
		expect(await kindsOf(helper, thread)).toEqual([]);
		await editReply(keeper, post, { text: `@${helper.handle} should know.`, revision: 1 });
		expect(await kindsOf(helper, thread)).toEqual(["mention"]);
		await editReply(keeper, post, { text: "Nobody knows.", revision: 2 });
		expect(await kindsOf(helper, thread)).toEqual([]);
		// Who hears of it for another reason is still told of that.
		await editReply(keeper, post, { text: `@${asker.handle} knows.`, revision: 3 });
		await editReply(keeper, post, { text: "Nobody knows, again.", revision: 4 });
		expect(await kindsOf(asker, thread)).toEqual(["reply"]);
	});

	test("whoever follows the circle, a tag or a tool, at the level that they chose", async () => {
		const [all, first, quiet] = await Promise.all([makePerson(), makePerson(), makePerson()]);
		await follows_(all, "circle", circle.id, "all");
		await follows_(first, "tag", "fan-out", "first");
		await follows_(quiet, "circle", circle.id, "first");
		await follows_(quiet, "tag", "fan-out", "muted");
		const thread = await ask(asker, { tags: ["fan-out"] });
		await answer(helper, thread);
		expect((await kindsOf(all, thread)).sort()).toEqual(["reply", "thread"]);
		expect(await kindsOf(first, thread)).toEqual(["thread"]);
		expect(await kindsOf(quiet, thread)).toEqual([]);
		for (const person of [all, first, quiet]) await db.delete(follows).where(eq(follows.personId, person.id));
	});

	test("a job that runs twice tells nobody twice", async () => {
		const thread = await ask(asker);
		const postId = await answer(helper, thread);
		await runJobs(url());
		await Promise.all([tellOfPost({ postId }), tellOfPost({ postId }), tellOfPost({ postId })]);
		expect(await kindsOf(asker, thread)).toEqual(["reply"]);
	});
});

describe("what one may no longer see", () => {
	test("disappears with its excerpt when one leaves the private circle, and comes back with one", async () => {
		const member = await makePerson();
		const hidden = await makeCircle({ keeper, members: [member, asker], visibility: "private" });
		const thread = await ask(member, { circleId: hidden.id });
		await answer(asker, thread, "canary words");
		expect(await kindsOf(member, thread)).toEqual(["reply"]);
		const before = await unreadCount(member);
		await db.delete(circleMembers).where(sql`circle_id = ${hidden.id} and person_id = ${member.id}`);
		expect(JSON.stringify(await inbox(member, "all", null))).not.toMatch(/canary/);
		expect(await kindsOf(member, thread)).toEqual([]);
		expect(await unreadCount(member)).toBe(before - 1);
		// A reply that is written now reaches nobody who left.
		await answer(asker, thread, "canary again");
		await runJobs(url());
		const rows = await db.select().from(notifications).where(sql`person_id = ${member.id} and thread_id = ${thread}`);
		expect(rows).toHaveLength(1);
	});

	test("goes with a reply that was taken back, and returns with it", async () => {
		const thread = await ask(asker);
		const post = await answer(helper, thread);
		expect(await kindsOf(asker, thread)).toEqual(["reply"]);
		await deletePost(helper, post);
		expect(await kindsOf(asker, thread)).toEqual([]);
		await undoDelete(helper, post);
		expect(await kindsOf(asker, thread)).toEqual(["reply"]);
	});
});

describe("thanks and answers", () => {
	test("reactions are one entry with their number, and go when they are taken back", async () => {
		const thread = await ask(asker);
		const post = await answer(helper, thread);
		await react(asker, post, "thanks", true);
		await react(keeper, post, "thanks", true);
		await runJobs(url());
		const entries = (await inbox(helper, "thanks", null)).groups.flatMap((group) => group.entries);
		expect(entries.filter(({ postId }) => postId === post)).toMatchObject([{ kind: "reaction", reaction: "thanks", count: 2 }]);
		await react(asker, post, "thanks", false);
		await react(keeper, post, "thanks", false);
		expect(await kindsOf(helper, thread)).toEqual([]);
	});

	test("an accepted reply tells its author, as long as it is accepted", async () => {
		const thread = await ask(asker);
		const post = await answer(helper, thread);
		await acceptAnswer(asker, thread, post);
		expect(await kindsOf(helper, thread)).toEqual(["accepted"]);
		await acceptAnswer(asker, thread, null);
		expect(await kindsOf(helper, thread)).toEqual([]);
		const own = await answer(asker, thread, "Found it myself.");
		await acceptAnswer(asker, thread, own);
		expect((await kindsOf(asker, thread)).includes("accepted")).toBe(false);
	});
});

test("many followers are told in batches, each once, and the write itself adds one job", async () => {
	const crowd = await makeCircle({ keeper });
	const many = batch * 2 + 17;
	await makeFollowers(crowd.id, many);
	const thread = await ask(asker, { circleId: crowd.id });
	const [jobs] = await db.execute<{ count: number }>(
		sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'notifications.post'`,
	);
	expect(jobs?.count).toBe(1);
	await runJobs(url());
	const rows = await db
		.select({ personId: notifications.personId })
		.from(notifications)
		.where(sql`thread_id = ${thread} and kind = 'thread'`);
	expect(new Set(rows.map(({ personId }) => personId)).size).toBe(many);
	expect(rows).toHaveLength(many);
});

test("what a person is told follows from their levels alone, for every combination", () => {
	const level = fc.constantFrom("all", "first", "mentions", "muted");
	fc.assert(
		fc.property(
			fc.boolean(),
			fc.option(level),
			fc.array(level, { maxLength: 4 }),
			fc.boolean(),
			fc.boolean(),
			(opening, threadLevel, levels, mentioned, answered) => {
				const kind = kindFor({ opening }, { threadLevel, levels, mentioned, answered });
				const muted = threadLevel ? threadLevel === "muted" : levels.includes("muted");
				if (muted) expect(kind).toBe(null);
				else if (mentioned) expect(kind).toBe("mention");
				else if (answered) expect(kind).toBe("reply");
				// More wishes never mean to hear less.
				if (!muted && kind !== null)
					expect(kindFor({ opening }, { threadLevel, levels: [...levels, "all"], mentioned, answered })).not.toBe(null);
				if (!mentioned && !answered && threadLevel === null && levels.every((one) => one === "mentions")) expect(kind).toBe(null);
			},
		),
	);
});

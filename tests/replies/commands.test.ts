import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { react } from "#app/reactions/commands.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { closeThread, moveThread, pinThread } from "#app/replies/care.server.ts";
import { addReply, deletePost, editReply, undoDelete } from "#app/replies/commands.server.ts";
import { historyOf } from "#app/threads/history.server.ts";
import { repliesOf, threadById } from "#app/threads/queries.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { reactions } from "#db/schema/reactions.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

useTestDb();

const gone = { init: { status: 404 } };
const reply = (text = "A reply.", submission = randomUUID()) => ({ text, submission, parentId: undefined });
const threadRow = async (id: string) => (await db.select().from(threads).where(eq(threads.id, id)))[0];

async function scene() {
	const [asker, helper, keeper, stranger] = await Promise.all([makePerson(), makePerson(), makePerson(), makePerson()]);
	const circle = await makeCircle({ keeper, members: [asker, helper] });
	const thread = await makeThread({ author: asker, circleId: circle.id });
	return { asker, helper, keeper, stranger, circle, thread };
}

test("the same submission twenty times at once is one reply", async () => {
	const { helper, thread } = await scene();
	const input = reply("Once.");
	const sent = await Promise.all(Array.from({ length: 20 }, () => addReply(helper, thread.id, input)));
	expect(new Set(sent.map(({ postId }) => postId)).size).toBe(1);
	expect((await threadRow(thread.id))?.replyCount).toBe(1);
});

test("twenty people at once: twenty replies, counted right, each with an instant of its own", async () => {
	const { asker, thread } = await scene();
	const people = await Promise.all(Array.from({ length: 20 }, () => makePerson()));
	await Promise.all(people.map((person) => addReply(person, thread.id, reply())));
	const row = await threadRow(thread.id);
	const { replies } = await repliesOf(asker, { id: thread.id, alias: null }, null, {});
	expect(row?.replyCount).toBe(20);
	expect(new Set(replies.map(({ createdAt }) => createdAt.getTime())).size).toBe(20);
	expect(row?.lastActivityAt).toEqual(replies.at(-1)?.createdAt);
	expect(row?.firstReplyAt).toEqual(replies[0]?.createdAt);
});

test("an answer is accepted by the asker, the keeper or a moderator, changed, and taken back for good reasons", async () => {
	const { asker, helper, keeper, stranger, thread } = await scene();
	const moderator = await makePerson({ role: "moderator" });
	const first = await addReply(helper, thread.id, reply());
	const second = await addReply(stranger, thread.id, reply());
	for (const nobody of [helper, stranger]) await expect(acceptAnswer(nobody, thread.id, first.postId)).rejects.toMatchObject(gone);
	await acceptAnswer(asker, thread.id, first.postId);
	expect(await threadRow(thread.id)).toMatchObject({ state: "answered", acceptedPostId: first.postId });
	await acceptAnswer(keeper, thread.id, second.postId);
	expect(await threadRow(thread.id)).toMatchObject({ state: "answered", acceptedPostId: second.postId });
	await acceptAnswer(moderator, thread.id, null);
	expect(await threadRow(thread.id)).toMatchObject({ state: "reopened", acceptedPostId: null });
	await acceptAnswer(asker, thread.id, first.postId);
	await deletePost(helper, first.postId);
	expect(await threadRow(thread.id)).toMatchObject({ state: "reopened", acceptedPostId: null, replyCount: 1 });
});

test("a reply of another thread, a deleted one and the question itself are no answers", async () => {
	const { asker, helper, circle, thread } = await scene();
	const other = await makeThread({ author: asker, circleId: circle.id });
	const elsewhere = await addReply(helper, other.id, reply());
	const taken = await addReply(helper, thread.id, reply());
	await deletePost(helper, taken.postId);
	for (const id of [elsewhere.postId, taken.postId, thread.openingId])
		await expect(acceptAnswer(asker, thread.id, id)).rejects.toMatchObject(gone);
	// The database would not have it either.
	await expect(
		db.update(threads).set({ acceptedPostId: elsewhere.postId, state: "answered" }).where(eq(threads.id, thread.id)),
	).rejects.toThrow();
});

test("an edit leaves no trace for five minutes and a version afterwards", async () => {
	const { helper, thread } = await scene();
	const { postId } = await addReply(helper, thread.id, reply("First words."));
	await editReply(helper, postId, { text: "Second words.", revision: 1 });
	expect((await historyOf(helper, postId))?.versions).toEqual([]);
	const back = shiftClock(6 * 60_000);
	await editReply(helper, postId, { text: "Third words.", revision: 2 });
	back();
	expect((await historyOf(helper, postId))?.versions.map(({ cooked }) => cooked.text?.trim())).toEqual(["<p>Second words.</p>"]);
	expect(await editReply(helper, postId, { text: "From an old tab.", revision: 2 })).toMatchObject({
		conflict: "Third words.",
		revision: 3,
	});
});

test("nobody edits or takes back what is another's; a keeper takes back but does not edit", async () => {
	const { asker, helper, keeper, thread } = await scene();
	const { postId } = await addReply(helper, thread.id, reply());
	for (const other of [asker, keeper])
		await expect(editReply(other, postId, { text: "Mine now.", revision: 1 })).rejects.toMatchObject(gone);
	await expect(deletePost(asker, postId)).rejects.toMatchObject(gone);
	await deletePost(keeper, postId);
	await expect(undoDelete(helper, postId)).rejects.toMatchObject(gone);
	await undoDelete(keeper, postId);
	expect((await threadRow(thread.id))?.replyCount).toBe(1);
});

test("taking back can be undone for ten minutes, once, by whoever did it", async () => {
	const { asker, helper, thread } = await scene();
	const { postId } = await addReply(helper, thread.id, reply());
	await deletePost(helper, postId);
	await Promise.allSettled([undoDelete(helper, postId), undoDelete(helper, postId)]);
	expect((await threadRow(thread.id))?.replyCount).toBe(1);
	await deletePost(helper, postId);
	const back = shiftClock(11 * 60_000);
	await expect(undoDelete(helper, postId)).rejects.toMatchObject(gone);
	back();
	await deletePost(asker, thread.openingId);
	expect(await threadById(asker, thread.id)).toBeNull();
	await undoDelete(asker, thread.openingId);
	expect(await threadById(asker, thread.id)).not.toBeNull();
});

test("a thread is pinned, closed and moved by who cares for it; a keeper's care ends at their own circle", async () => {
	const { asker, helper, keeper, thread } = await scene();
	const otherKeeper = await makePerson();
	const other = await makeCircle({ keeper: otherKeeper });
	const secret = await makeCircle({ keeper: otherKeeper, visibility: "private" });
	for (const nobody of [asker, helper, otherKeeper]) await expect(closeThread(nobody, thread.id, true)).rejects.toMatchObject(gone);
	await pinThread(keeper, thread.id, 500);
	expect((await threadRow(thread.id))?.pinnedUntil?.getTime()).toBeLessThan(Date.now() + 91 * 86_400_000);
	await closeThread(keeper, thread.id, true);
	await expect(addReply(helper, thread.id, reply())).rejects.toMatchObject({ init: { status: 403 } });
	await closeThread(keeper, thread.id, false);
	expect(await moveThread(keeper, thread.id, secret.id)).toBeNull();
	expect(await moveThread(keeper, thread.id, other.id)).toContain(thread.id);
	await expect(closeThread(keeper, thread.id, true)).rejects.toMatchObject(gone);
});

test("out of a private circle nothing moves, and nobody outside replies, reacts or reads", async () => {
	const [keeper, outsider] = [await makePerson(), await makePerson({ role: "admin" })];
	const [secret, open] = [await makeCircle({ keeper, visibility: "private" }), await makeCircle({ keeper })];
	const thread = await makeThread({ author: keeper, circleId: secret.id });
	expect(await moveThread(keeper, thread.id, open.id)).toBeNull();
	for (const attempt of [
		() => addReply(outsider, thread.id, reply()),
		() => react(outsider, thread.openingId, "thanks", true),
		() => closeThread(outsider, thread.id, true),
		() => deletePost(outsider, thread.openingId),
	])
		await expect(attempt()).rejects.toMatchObject(gone);
	expect(await threadById(outsider, thread.id)).toBeNull();
});

test("one reaction of each kind, however often it is pressed, and none to oneself", async () => {
	const { asker, helper, thread } = await scene();
	await Promise.all(Array.from({ length: 20 }, () => react(helper, thread.openingId, "thanks", true)));
	await react(helper, thread.openingId, "brave", true);
	expect(await db.select().from(reactions).where(eq(reactions.postId, thread.openingId))).toHaveLength(2);
	await expect(react(asker, thread.openingId, "thanks", true)).rejects.toMatchObject(gone);
	await react(helper, thread.openingId, "thanks", false);
	expect(await db.select().from(reactions).where(eq(reactions.postId, thread.openingId))).toHaveLength(1);
});

test("sixty replies an hour are enough for anybody", async () => {
	const { helper, thread } = await scene();
	for (let count = 0; count < 60; count++) await addReply(helper, thread.id, reply());
	await expect(addReply(helper, thread.id, reply())).rejects.toMatchObject({ init: { status: 429 } });
	expect(await db.select({ count: sql<number>`count(*)::int` }).from(posts).where(eq(posts.threadId, thread.id))).toEqual([{ count: 61 }]);
});

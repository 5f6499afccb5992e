import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { decide, flagPost, mend } from "#app/moderation/commands.server.ts";
import { firstBroken, latestDecisions, note } from "#app/moderation/log.server.ts";
import { careCase, careCounts, careQueue, hiddenOf } from "#app/moderation/queries.server.ts";
import { addReply, deletePost, editReply, undoDelete } from "#app/replies/commands.server.ts";
import { historyOf } from "#app/threads/history.server.ts";
import { repliesOf, threadById } from "#app/threads/queries.server.ts";
import { flags, moderationCases, moderationLog } from "#db/schema/moderation.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

useTestDb();
const gone = { init: { status: 404 } };
const why = "This names a customer. Leave the name out, and it can stand again.";

async function scene(visibility: "open" | "private" = "open") {
	const [author, reader, other, keeper, stranger] = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
	if (!author || !reader || !other || !keeper || !stranger) throw new Error("nobody");
	const moderator = await makePerson({ role: "moderator" });
	const circle = await makeCircle({ keeper, members: [author, reader, other], visibility });
	const thread = await makeThread({ author: other, circleId: circle.id });
	const { postId } = await addReply(author, thread.id, {
		text: "Mrs Vane of Harbour & Co. said so.",
		submission: randomUUID(),
		parentId: undefined,
	});
	return { author, reader, other, keeper, stranger, moderator, circle, thread, postId };
}
const flag = (viewer: Viewer, postId: string) => flagPost(viewer, postId, { reason: "personal", words: "A name." });
const waiting = async (viewer: Viewer) => (await careQueue(viewer)).waiting.map(({ postId }) => postId);
const stateOf = async (postId: string) => (await db.select().from(moderationCases).where(eq(moderationCases.postId, postId)))[0]?.state;
const shownTo = async (viewer: Viewer, threadId: string) =>
	JSON.stringify((await repliesOf(viewer, { id: threadId, alias: null }, null, {})).replies.map(({ html }) => html));

test("a flag counts once, not for one's own, and is seen by those who care for the circle alone, without who", async () => {
	const { author, reader, other, moderator, keeper, postId } = await scene();
	await expect(flag(author, postId)).rejects.toMatchObject(gone);
	await Promise.all(Array.from({ length: 6 }, () => flag(reader, postId)));
	await flag(other, postId);
	expect(await db.select().from(flags).where(eq(flags.postId, postId))).toHaveLength(2);
	expect(await waiting(moderator)).toContain(postId);
	expect(await waiting(keeper)).toEqual([postId]);
	for (const nobody of [author, reader, other]) {
		expect(await waiting(nobody)).toEqual([]);
		expect(await careCase(nobody, postId)).toBeNull();
		await expect(decide(nobody, postId, { act: "fine" })).rejects.toMatchObject(gone);
	}
	const found = JSON.stringify(await careCase(moderator, postId));
	for (const { id, name, handle } of [reader, other]) for (const telling of [id, `"${name}"`, handle]) expect(found).not.toContain(telling);
	expect((await careCase(moderator, postId))?.reasons).toEqual([{ reason: "personal", count: 2 }]);
	await decide(moderator, postId, { act: "fine" });
	expect(await waiting(moderator)).not.toContain(postId);
	// Who has said it already says nothing new.
	await flag(reader, postId);
	expect(await stateOf(postId)).toBe("fine");
});

test("a private circle is cared for by its keeper; no role sees in from outside", async () => {
	const { reader, moderator, keeper, stranger, postId } = await scene("private");
	await expect(flag(stranger, postId)).rejects.toMatchObject(gone);
	await expect(flag(moderator, postId)).rejects.toMatchObject(gone);
	await flag(reader, postId);
	expect(await waiting(moderator)).not.toContain(postId);
	await expect(decide(moderator, postId, { act: "hide", words: why })).rejects.toMatchObject(gone);
	expect(await waiting(keeper)).toEqual([postId]);
	await decide(keeper, postId, { act: "hide", words: why });
	expect((await latestDecisions(moderator)).filter((row) => row.postId === postId)).toEqual([]);
	expect((await latestDecisions(keeper)).filter((row) => row.postId === postId).map(({ act }) => act)).toEqual(["hidden", "flagged"]);
});

test("what is hidden is there for its author alone, who mends it, and is shown again without what it said", async () => {
	const { author, reader, moderator, thread, postId } = await scene();
	await editReply(author, postId, { text: "Mrs Vane of Harbour & Co. said so, twice.", revision: 1 });
	await db.execute(
		sql`insert into post_revisions (post_id, revision, sections, cooked, written_at) values (${postId}, 9, '{"text":"Mrs Vane"}', '{"text":"Mrs Vane"}', now())`,
	);
	expect(await decide(moderator, postId, { act: "hide", words: "No." })).toMatchObject({ errors: { words: expect.any(String) } });
	expect(await decide(moderator, postId, { act: "hide", words: why })).toBeNull();
	for (const viewer of [reader, author, moderator]) expect(await shownTo(viewer, thread.id)).not.toContain("Vane");
	expect(await historyOf(reader, postId)).toBeNull();
	expect((await threadById(reader, thread.id))?.replyCount).toBe(0);
	expect(await hiddenOf(reader)).toEqual([]);
	expect((await hiddenOf(author)).map((one) => [one.postId, one.explanation])).toEqual([[postId, why]]);
	// It is neither put back by an undo, nor edited in another way, nor mended by somebody else.
	for (const viewer of [author, moderator]) await expect(undoDelete(viewer, postId)).rejects.toMatchObject(gone);
	await expect(mend(reader, postId, { text: "Mine now." })).rejects.toMatchObject(gone);
	expect(await mend(author, postId, { text: "" })).toMatchObject({ errors: { form: expect.any(String) } });
	expect(await mend(author, postId, { text: "A customer said so.", learning: "Not of this post." })).toBeNull();
	expect(await shownTo(reader, thread.id)).not.toContain("A customer");
	expect(await waiting(moderator)).toContain(postId);
	const both = await Promise.all([decide(moderator, postId, { act: "show" }), decide(moderator, postId, { act: "show" })]);
	expect(both.filter((one) => one !== null)).toHaveLength(1);
	expect(await shownTo(reader, thread.id)).toContain("A customer said so.");
	expect((await historyOf(reader, postId))?.versions).toEqual([]);
	expect((await threadById(reader, thread.id))?.replyCount).toBe(1);
	expect(await hiddenOf(author)).toEqual([]);
	await expect(mend(author, postId, { text: "Again." })).rejects.toMatchObject(gone);
	const [row] = await db.select().from(posts).where(eq(posts.id, postId));
	expect(row?.sections).toEqual({ text: "A customer said so." });
});

test("an opening post takes its thread along, and brings it back", async () => {
	const { other, reader, moderator, thread } = await scene();
	await decide(moderator, thread.openingId, { act: "hide", words: why });
	expect(await threadById(reader, thread.id)).toBeNull();
	expect((await hiddenOf(other)).map(({ postId }) => postId)).toEqual([thread.openingId]);
	await mend(other, thread.openingId, { want: "Something kinder." });
	await decide(moderator, thread.openingId, { act: "show" });
	expect(await threadById(reader, thread.id)).not.toBeNull();
	expect((await db.select().from(threads).where(eq(threads.id, thread.id)))[0]?.excerpt).toContain("Something kinder");
});

test("nobody decides about their own, and what its author took back is theirs", async () => {
	const { moderator, reader, author, circle, postId } = await scene();
	const own = await makeThread({ author: moderator, circleId: circle.id });
	expect(await decide(moderator, own.openingId, { act: "hide", words: why })).toMatchObject({ errors: { form: expect.any(String) } });
	await flag(reader, postId);
	await deletePost(author, postId);
	expect(await careCase(moderator, postId)).toBeNull();
	await expect(decide(moderator, postId, { act: "hide", words: why })).rejects.toMatchObject(gone);
});

test("the log is one chain, also when many write at once; it can not be changed, and says which row was", async () => {
	const { moderator, postId } = await scene();
	const write = () => db.transaction((tx) => note({ at: now(), actorId: moderator.id, postId, act: "fine", words: "line\nbreak" }, tx));
	await Promise.all(Array.from({ length: 20 }, write));
	expect(await firstBroken()).toBeNull();
	await expect(db.update(moderationLog).set({ words: "x" })).rejects.toThrow();
	await expect(db.delete(moderationLog)).rejects.toThrow();
	await expect(db.execute(sql`truncate moderation_log`)).rejects.toThrow();
	const [first] = await db.select().from(moderationLog).orderBy(moderationLog.id).offset(4).limit(1);
	const tampered = async (change: ReturnType<typeof sql>) =>
		db
			.transaction(async (tx) => {
				await tx.execute(sql`alter table moderation_log disable trigger moderation_log_for_good`);
				await tx.execute(change);
				throw Object.assign(new Error("put back"), { broken: await firstBroken(tx) });
			})
			.catch((error: { broken?: number | null }) => error.broken);
	const id = first?.id ?? 0;
	expect(await tampered(sql`update moderation_log set words = 'otherwise' where id = ${id}`)).toBe(id);
	expect(await tampered(sql`delete from moderation_log where id = ${id}`)).toBe(id + 1);
	expect(await firstBroken()).toBeNull();
});

test("few cases are not counted aloud; whoever is new here has lower limits for a day", async () => {
	const { circle } = await scene();
	const thread = await makeThread({ author: await makePerson(), circleId: circle.id });
	const fresh = await makePerson({ createdAt: now() });
	const write = () => addReply(fresh, thread.id, { text: "Hello.", submission: randomUUID(), parentId: undefined });
	for (let n = 0; n < 20; n++) await write();
	await expect(write()).rejects.toMatchObject({ init: { status: 429 } });
	const { flagged, hidden } = await careCounts();
	expect(flagged === null || flagged >= 5).toBe(true);
	expect(hidden === null || hidden >= 5).toBe(true);
});

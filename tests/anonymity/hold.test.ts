import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { aliasesOf, aliasIn, ownAliases, stopBearer } from "#app/anonymity/aliases.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { careForAlias } from "#app/moderation/alias-care.server.ts";
import { sealedGroups } from "#app/notifications/sealed.server.ts";
import { appearDue, holdReply, holdThread, waitingFor } from "#app/replies/anonymous.server.ts";
import { addReply, deletePost, editReply, undoDelete } from "#app/replies/commands.server.ts";
import { revealAlias } from "#app/replies/reveal.server.ts";
import { audienceOf } from "#app/threads/anonymous.server.ts";
import { saveDraft } from "#app/threads/drafts.server.ts";
import { aliasThreads } from "#app/threads/own.server.ts";
import { repliesOf, threadById } from "#app/threads/queries.server.ts";
import { aliases } from "#db/schema/anonymity.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();
let [author, other]: Viewer[] = [];
let circleId: string;
let thread: { id: string };

beforeEach(async () => {
	const crowd = await Promise.all(Array.from({ length: 10 }, () => makePerson()));
	[author, other] = crowd;
	const keeper = crowd[2] as Viewer;
	circleId = (await makeCircle({ keeper })).id;
	thread = await makeThread({ author: keeper, circleId, kind: "question" });
});

const reply = (text = "Nobody should know that it was me.") => ({
	text,
	parentId: undefined,
	submission: randomUUID(),
	as: "alias" as const,
	sure: undefined,
});
const later = async () => {
	const put = shiftClock(31 * 60_000);
	const count = await appearDue();
	put();
	return count;
};

test("it is seen by its author at once and by nobody else, and appears within half an hour", async () => {
	const me = author as Viewer;
	await holdReply(me, thread.id, reply());
	expect(await waitingFor(me, thread.id)).toHaveLength(1);
	expect(await waitingFor(other as Viewer, thread.id)).toEqual([]);
	expect(await appearDue()).toBe(0);
	expect(await later()).toBe(1);
	expect(await waitingFor(me, thread.id)).toEqual([]);
	const seen = await threadById(other as Viewer, thread.id);
	const mine = await threadById(me, thread.id);
	if (!seen || !mine) throw new Error("The thread is gone.");
	const [shown] = (await repliesOf(other as Viewer, seen, null, {})).replies;
	const [own] = (await repliesOf(me, mine, null, {})).replies;
	expect(shown).toMatchObject({ own: false, author: { handle: null, photo: null, jobRole: null } });
	expect(own).toMatchObject({ own: true, author: { name: mine.alias } });
	expect(JSON.stringify(shown)).not.toContain(me.id);
});

test("one alias in a thread, another in the next, and no row that ties them", async () => {
	const me = author as Viewer;
	const second = await makeThread({ author: other as Viewer, circleId });
	for (const id of [thread.id, thread.id, second.id]) await holdReply(me, id, reply());
	await later();
	const own = await ownAliases(me.id);
	expect(own.map(({ threadId }) => threadId).sort()).toEqual([thread.id, second.id].sort());
	const rows = await db.select().from(aliases).where(sql`${aliases.threadId} in (${thread.id}, ${second.id})`);
	expect(new Set(rows.flatMap(({ mark, token }) => [mark, token])).size).toBe(4);
});

test("what is stored tells the day, or the instant after the post before it", async () => {
	const me = author as Viewer;
	const made = await holdThread(me, {
		kind: "question",
		title: "May I ask this without my name?",
		circleId,
		want: "To know.",
		tags: [],
		roles: [],
		submission: randomUUID(),
	});
	await holdReply(me, thread.id, reply());
	await later();
	const [began] = await db
		.select()
		.from(threads)
		.where(eq(threads.id, "id" in made ? made.id : ""));
	expect(began?.authorId).toBe(null);
	expect((began?.createdAt.getTime() ?? 1) % 86_400_000).toBe(0);
	const [before, after] = await db.select().from(posts).where(eq(posts.threadId, thread.id)).orderBy(posts.createdAt);
	const [first = 0, second = 0] = [before?.createdAt.getTime(), after?.createdAt.getTime()];
	// Half an hour before midnight it is the next day by then.
	expect(second % 86_400_000 === 0 || second - first === 1).toBe(true);
});

test("its author edits it without a trace, takes it back and puts it back; nobody else can", async () => {
	const me = author as Viewer;
	const held = await holdReply(me, thread.id, reply());
	if (!("id" in held)) throw new Error("It was refused.");
	await later();
	await editReply(me, held.id, { text: "Said otherwise.", revision: 1 });
	await expect(editReply(other as Viewer, held.id, { text: "Not mine.", revision: 2 })).rejects.toMatchObject({ init: { status: 404 } });
	const [{ count } = { count: 1 }] = await db.execute<{ count: number }>(
		sql`select count(*)::int as count from post_revisions where post_id = ${held.id}`,
	);
	expect(count).toBe(0);
	await deletePost(me, held.id);
	const [gone] = await db.select().from(posts).where(eq(posts.id, held.id));
	expect(gone?.deletedBy).toBe(null);
	await expect(undoDelete(other as Viewer, held.id)).rejects.toMatchObject({ init: { status: 404 } });
	await undoDelete(me, held.id);
});

test("its author hears of a reply in the inbox, and no row says whom that concerns", async () => {
	const me = author as Viewer;
	await holdReply(me, thread.id, reply());
	await later();
	await addReply(other as Viewer, thread.id, { ...reply("I think the same."), as: "name" });
	await runJobs(url());
	expect(await sealedGroups(me, true)).toMatchObject([{ thread: { id: thread.id }, replies: 1, unread: true }]);
	expect(await sealedGroups(other as Viewer, true)).toEqual([]);
});

test("whoever is stopped can not write anonymously anywhere, and nobody learns who that is", async () => {
	const me = author as Viewer;
	await holdReply(me, thread.id, reply());
	await later();
	const alias = await aliasIn(me.id, thread.id);
	await stopBearer(thread.id, alias?.name ?? "", "2999-01-01");
	const second = await makeThread({ author: other as Viewer, circleId });
	expect(await holdReply(me, second.id, reply())).toMatchObject({ errors: { as: expect.stringContaining("2999") } });
	expect(await holdReply(other as Viewer, second.id, reply())).toHaveProperty("id");
});

test("a name that was shown stays", async () => {
	await addReply(author as Viewer, thread.id, { ...reply(), as: "name" });
	await expect(
		db.execute(sql`update posts set author_id = null, alias = 'Quiet Heron' where thread_id = ${thread.id} and opening = 0`),
	).rejects.toThrow();
});

test("no row of any table holds the author's id where it was not before", async () => {
	const me = author as Viewer;
	const count = async () => {
		const tables = await db.execute<{ place: string; name: string }>(
			sql`select schemaname as place, tablename as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
		);
		const found: string[] = [];
		for (const { place, name } of tables) {
			const [row] = await db.execute<{ count: number }>(
				sql`select count(*)::int as count from ${sql.identifier(place)}.${sql.identifier(name)} t where t::text like ${`%${me.id}%`}`,
			);
			if (row?.count) found.push(`${name}: ${row.count}`);
		}
		return found;
	};
	const before = await count();
	await holdReply(me, thread.id, reply());
	await holdThread(me, {
		kind: "lesson",
		title: "What I would not say aloud",
		circleId,
		tried: "Something.",
		happened: "It failed.",
		believe: "It can be mended.",
		again: "yes",
		tags: [],
		roles: [],
		submission: randomUUID(),
	});
	expect(await count()).toEqual(before);
	await later();
	await runJobs(url());
	expect(await count()).toEqual(before);
});

test("who puts their name to it is named in that thread alone, and bears another alias there later", async () => {
	const me = author as Viewer;
	const second = await makeThread({ author: other as Viewer, circleId });
	for (const id of [thread.id, second.id]) await holdReply(me, id, reply());
	await expect(revealAlias(me, thread.id)).rejects.toMatchObject({ init: { status: 404 } });
	await later();
	const before = (await aliasIn(me.id, thread.id))?.name;
	await expect(revealAlias(other as Viewer, thread.id)).rejects.toMatchObject({ init: { status: 404 } });
	await holdReply(me, thread.id, reply("Another one."));
	await expect(revealAlias(me, thread.id)).rejects.toMatchObject({ init: { status: 403 } });
	await later();
	await revealAlias(me, thread.id);
	expect((await aliasThreads(me)).map(({ thread: { id } }) => id)).toEqual([second.id]);
	const named = await db.select().from(posts).where(eq(posts.threadId, thread.id));
	expect(named.filter(({ authorId }) => authorId === me.id)).toHaveLength(2);
	const [still] = await db.select().from(posts).where(sql`${posts.threadId} = ${second.id} and ${posts.opening} = 0`);
	expect(still).toMatchObject({ authorId: null });
	await holdReply(me, thread.id, reply("Once more without."));
	await later();
	expect((await aliasIn(me.id, thread.id))?.name).not.toBe(before);
});

test("a draft of what was sent without a name is never kept under it", async () => {
	const me = author as Viewer;
	const sent = reply();
	await holdReply(me, thread.id, sent);
	expect(await saveDraft(me, `reply:${thread.id}`, { text: sent.text }, sent.submission)).toBe(null);
	await later();
	expect(await saveDraft(me, `reply:${thread.id}`, { text: sent.text }, sent.submission)).toBe(null);
	expect(await saveDraft(other as Viewer, `reply:${thread.id}`, { text: sent.text }, sent.submission)).not.toBe(null);
});

test("an alias is kept from writing by who cares for its circle, its bearer by moderators alone; nobody learns who it is", async () => {
	const me = author as Viewer;
	const keeper = { ...(other as Viewer), role: "moderator" as const };
	await holdReply(me, thread.id, reply());
	await later();
	const alias = (await aliasIn(me.id, thread.id))?.name ?? "";
	await expect(careForAlias(other as Viewer, thread.id, { alias, act: "mute" })).rejects.toMatchObject({ init: { status: 404 } });
	await expect(careForAlias(keeper, thread.id, { alias: "Nobody Here", act: "mute" })).rejects.toMatchObject({ init: { status: 404 } });
	await careForAlias(keeper, thread.id, { alias, act: "mute" });
	expect(await holdReply(me, thread.id, reply())).toMatchObject({ errors: { as: expect.stringContaining(alias) } });
	await careForAlias(keeper, thread.id, { alias, act: "unmute" });
	expect(await holdReply(me, thread.id, reply())).toHaveProperty("id");
	await careForAlias(keeper, thread.id, { alias, act: "stop" });
	const second = await makeThread({ author: other as Viewer, circleId });
	expect(await holdReply(me, second.id, reply())).toHaveProperty("errors.as");
	await careForAlias(keeper, thread.id, { alias, act: "free" });
	expect(await holdReply(me, second.id, reply())).toHaveProperty("id");
	expect(JSON.stringify(await aliasesOf(thread.id))).not.toContain(me.id);
});

test("the keeper of a circle cares for its aliases, not for what their bearer does elsewhere", async () => {
	const me = author as Viewer;
	const keeper = await makePerson();
	const crowd = await Promise.all(Array.from({ length: 10 }, () => makePerson()));
	const circle = await makeCircle({ keeper, members: [me, ...crowd], visibility: "private" });
	const inside = await makeThread({ author: keeper, circleId: circle.id });
	expect(await holdReply(me, inside.id, reply())).toHaveProperty("id");
	await later();
	const alias = (await aliasIn(me.id, inside.id))?.name ?? "";
	await expect(careForAlias(keeper, inside.id, { alias, act: "stop" })).rejects.toMatchObject({ init: { status: 404 } });
	await careForAlias(keeper, inside.id, { alias, act: "mute" });
	const outsider = { ...(other as Viewer), role: "moderator" as const };
	await expect(careForAlias(outsider, inside.id, { alias, act: "unmute" })).rejects.toMatchObject({ init: { status: 404 } });
});

test("in a private circle its members are counted: nine are too few to stay unknown among, ten may guess, twenty-five do not", async () => {
	const keeper = await makePerson();
	for (const [members, size] of [
		[9, "few"],
		[10, "small"],
		[24, "small"],
		[25, "enough"],
	] as const) {
		const crowd = await Promise.all(Array.from({ length: members - 1 }, () => makePerson()));
		const circle = await makeCircle({ keeper, members: crowd, visibility: "private" });
		expect(await audienceOf(keeper, circle.id)).toBe(size);
		expect(await audienceOf(other as Viewer, circle.id)).toBe(null);
	}
});

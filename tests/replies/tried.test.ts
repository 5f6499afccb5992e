// "I tried this" under a win: who may say it, where it stands, and that it tells of nobody who has no name.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { aliasIn } from "#app/anonymity/aliases.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { appearDue, holdReply, holdThread } from "#app/replies/anonymous.server.ts";
import { addReply, deletePost, editReply } from "#app/replies/commands.server.ts";
import { revealAlias } from "#app/replies/reveal.server.ts";
import { maySayTried, triedOffer } from "#app/replies/rules.ts";
import { action, loader } from "#app/routes/threads.$threadId.($slug)/route.tsx";
import { draftAt } from "#app/threads/drafts.server.ts";
import { repliesOf, threadById } from "#app/threads/queries.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { cookieOf } from "#tests/threads/forms.ts";

const url = useTestDb();
let [author, reader, third]: [Viewer, Viewer, Viewer] = [{} as Viewer, {} as Viewer, {} as Viewer];
let circleId = "";
let win: { id: string; slug: string; openingId: string };

beforeEach(async () => {
	[author, reader, third] = await Promise.all([makePerson(), makePerson(), makePerson()]);
	// So many that one may write without a name.
	await Promise.all(Array.from({ length: 8 }, () => makePerson()));
	circleId = (await makeCircle({ keeper: third })).id;
	win = await makeThread({ author, circleId, kind: "win", title: "A way that works" });
	await db.execute(sql`delete from sealed_activity`);
});

const said = (more: Partial<Parameters<typeof addReply>[2]> = {}) => ({
	text: "It went well.",
	submission: randomUUID(),
	triedIt: "1" as const,
	...more,
});
const unnamed = (more: Partial<Parameters<typeof addReply>[2]> = {}) => said({ as: "alias", ...more });
const later = async () => {
	const put = shiftClock(31 * 60_000);
	await appearDue();
	await runJobs(url());
	put();
};
const post = async (id: string) => (await db.select().from(posts).where(eq(posts.id, id)))[0];
const idOf = (held: object) => ("id" in held ? String(held.id) : JSON.stringify(held));
const acts = async (who: Viewer) =>
	[
		...(await db.execute<{ event: string; subject: string; other: string | null }>(
			sql`select event, subject_id as subject, other_id as other from activity where person_id = ${who.id} order by id`,
		)),
	].filter(({ event }) => event === "tried");
const sealed = async () =>
	(await db.execute<{ event: string }>(sql`select event from sealed_activity order by event`)).map(({ event }) => event);
/** A win that the author began without their name. */
const unnamedWin = async () => {
	const words = { title: "A way that works, unsaid by whom", task: "A task.", did: "A way.", tags: [], roles: [] };
	const id = idOf(await holdThread(author, { kind: "win", circleId, submission: randomUUID(), ...words }));
	await later();
	return id;
};

describe("who may say it", () => {
	const [me, you] = [
		{ authorId: "me", alias: null },
		{ authorId: "you", alias: null },
	];
	const [heron, otter] = [
		{ authorId: null, alias: "Quiet Heron" },
		{ authorId: null, alias: "Calm Otter" },
	];

	test("everybody under a win but the name or alias that it bears, and nobody elsewhere", () => {
		for (const [thread, reply, may] of [
			[me, you, true],
			[me, heron, true],
			[me, me, false],
			[heron, me, true],
			[heron, otter, true],
			[heron, heron, false],
		] as const) {
			expect(maySayTried({ kind: "win", ...thread }, reply)).toBe(may);
			for (const kind of ["question", "lesson", "ama"] as const) expect(maySayTried({ kind, ...thread }, reply)).toBe(false);
		}
	});

	test("a page offers it on wins, to their author with the other name alone", () => {
		const [named, without] = [{ handle: "me" }, { handle: null }];
		expect(triedOffer({ kind: "win", own: false, author: named })).toBe("any");
		expect(triedOffer({ kind: "win", own: false, author: without })).toBe("any");
		expect(triedOffer({ kind: "win", own: true, author: named })).toBe("none");
		expect(triedOffer({ kind: "win", own: true, author: without })).toBe("named");
		for (const kind of ["question", "lesson", "ama"] as const) expect(triedOffer({ kind, own: false, author: named })).toBe("none");
	});
});

test("said with a name it stands beside the reply, is noted towards the win's author, and earns the badge", async () => {
	const { postId } = await addReply(reader, win.id, said());
	await addReply(reader, win.id, { text: "One more thing.", submission: randomUUID() });
	const { replies } = await repliesOf(third, { id: win.id, alias: null }, null, {});
	expect(replies.map(({ tried }) => tried)).toEqual([true, false]);
	expect(await acts(reader)).toEqual([{ event: "tried", subject: win.id, other: author.id }]);
	await runJobs(url());
	const awards = await db.execute(sql`select badge from awards where person_id = ${reader.id} order by badge`);
	expect([...awards]).toEqual([{ badge: "tried-it" }]);
	await editReply(reader, postId, { text: "It went very well.", revision: 1 });
	expect(await post(postId)).toMatchObject({ tried: true, text: "It went very well." });
	await deletePost(reader, postId);
	expect((await repliesOf(third, { id: win.id, alias: null }, null, {})).replies[0]?.tried).toBe(false);
});

test("the same form twice is noted once", async () => {
	const input = said();
	await Promise.all([addReply(reader, win.id, input), addReply(reader, win.id, input)]);
	expect(await acts(reader)).toHaveLength(1);
});

test("under a question or a lesson, and under one's own win, it says nothing", async () => {
	for (const kind of ["question", "lesson"] as const) {
		const other = await makeThread({ author, circleId, kind });
		const { postId } = await addReply(reader, other.id, said());
		expect((await post(postId))?.tried).toBe(false);
	}
	const { postId } = await addReply(author, win.id, said());
	expect((await post(postId))?.tried).toBe(false);
	expect([...(await acts(reader)), ...(await acts(author))]).toEqual([]);
	await expect(db.update(posts).set({ tried: true }).where(eq(posts.id, win.openingId))).rejects.toThrow();
});

test("said without a name no row says who did, and it counts for them alone", async () => {
	const id = idOf(await holdReply(reader, win.id, unnamed()));
	expect(await post(id)).toBeUndefined();
	await later();
	expect(await post(id)).toMatchObject({ tried: true, authorId: null });
	expect(await acts(reader)).toEqual([]);
	expect(await sealed()).toEqual(["reply", "tried"]);
});

test("the author of a win does not say it of their own under an alias", async () => {
	const id = idOf(await holdReply(author, win.id, unnamed()));
	await later();
	expect(await post(id)).toMatchObject({ tried: false, authorId: null });
	expect(await sealed()).not.toContain("tried");
});

test("of a win without a name anybody says it with theirs, its author too: nothing tells them apart", async () => {
	const id = await unnamedWin();
	const rows = [];
	for (const who of [author, reader]) {
		const { postId } = await addReply(who, id, said({ sure: "1" }));
		rows.push([(await post(postId))?.tried, await acts(who)]);
	}
	expect(rows[0]).toEqual([true, [{ event: "tried", subject: id, other: null }]]);
	expect(rows[1]).toEqual(rows[0]);
	// Under the alias that the win bears it would be praise of oneself.
	const own = idOf(await holdReply(author, id, unnamed()));
	await later();
	expect(await post(own)).toMatchObject({ tried: false, alias: (await aliasIn(author.id, id))?.name });
});

test("who puts their name to their win no longer says that they tried it as a colleague", async () => {
	const id = await unnamedWin();
	const { postId } = await addReply(author, id, said({ sure: "1" }));
	const others = await addReply(reader, id, said());
	await revealAlias(author, id);
	expect((await threadById(reader, id))?.author.handle).toBe(author.handle);
	expect([(await post(postId))?.tried, (await post(others.postId))?.tried]).toEqual([false, true]);
});

describe("the form", () => {
	const send = async (who: Viewer, form: Record<string, string>) =>
		visit(action, {
			params: { threadId: win.id, slug: win.slug },
			form: { submission: randomUUID(), triedIt: "1", ...form },
			cookie: await cookieOf(who),
		});

	test("a refused form and a draft keep the tick, and so does the reply that is sent at last", async () => {
		expect(await send(reader, { text: "" })).toMatchObject({ status: 422, data: { values: { triedIt: "1" } } });
		expect(await send(reader, { text: "Half.", intent: "draft" })).toMatchObject({ status: 303, location: "/kept" });
		expect((await draftAt(reader, `reply:${win.id}`))?.fields).toEqual({ text: "Half.", triedIt: "1" });
		expect(await send(reader, { text: "Whole." })).toMatchObject({ status: 303 });
		expect(await draftAt(reader, `reply:${win.id}`)).toBeNull();
		const page = await visit(loader, { params: { threadId: win.id, slug: win.slug }, cookie: await cookieOf(third) });
		expect(page.data).toMatchObject({ replies: [{ tried: true, author: { handle: reader.handle } }] });
	});

	test("whoever is outside a private circle says nothing in it", async () => {
		const secret = await makeCircle({ keeper: author, visibility: "private" });
		const inside = await makeThread({ author, circleId: secret.id, kind: "win" });
		await expect(addReply(reader, inside.id, said())).rejects.toMatchObject({ init: { status: 404 } });
		expect(await acts(reader)).toEqual([]);
	});
});

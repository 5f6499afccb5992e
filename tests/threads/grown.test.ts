// A lesson turns into a win: who may say so, who is told of which, and that it tells of nobody who has no name.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { appearDue, holdThread } from "#app/replies/anonymous.server.ts";
import { action as drafts } from "#app/routes/drafts/route.ts";
import { loader as page } from "#app/routes/threads.$threadId.($slug)/route.tsx";
import { action, loader } from "#app/routes/threads.new/route.tsx";
import { createThread, editableThread, editThread } from "#app/threads/commands.server.ts";
import { newThreadPath, placeOfNew } from "#app/threads/draft-places.ts";
import { draftAt, draftsOf, saveDraft } from "#app/threads/drafts.server.ts";
import { growthOf } from "#app/threads/grown.server.ts";
import { threadEdit } from "#app/threads/input.ts";
import { threads } from "#db/schema/threads.server.ts";
import { visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { cookieOf } from "./forms.ts";

const url = useTestDb();
let [writer, teller, reader]: [Viewer, Viewer, Viewer] = [{} as Viewer, {} as Viewer, {} as Viewer];
let [open, secret]: [{ id: string }, { id: string }] = [{ id: "" }, { id: "" }];
let lesson: Awaited<ReturnType<typeof makeThread>>;
let hidden: Awaited<ReturnType<typeof makeThread>>;

beforeEach(async () => {
	[writer, teller, reader] = await Promise.all([makePerson(), makePerson(), makePerson()]);
	const crowd = await Promise.all(Array.from({ length: 9 }, () => makePerson()));
	open = await makeCircle({ keeper: teller });
	secret = await makeCircle({ keeper: teller, members: [writer, ...crowd], visibility: "private" });
	lesson = await makeThread({ author: teller, circleId: open.id, kind: "lesson", title: "What did not work" });
	hidden = await makeThread({ author: teller, circleId: secret.id, kind: "lesson", title: "A canary of a lesson" });
	await db.execute(sql`delete from sealed_activity`);
});

const words = (more: object = {}) => ({
	kind: "win" as const,
	title: "And then it worked",
	task: "A task.",
	did: "A way.",
	circleId: open.id,
	tags: [],
	roles: [],
	submission: randomUUID(),
	...more,
});
const idIn = (made: object) => {
	if ("path" in made) return String(made.path).split("/")[2] ?? "";
	return "id" in made ? String(made.id) : JSON.stringify(made);
};
const create = async (more: object, who = writer) => idIn(await createThread(who, words(more)));
const from = async (id: string) => (await db.select().from(threads).where(eq(threads.id, id)))[0]?.grewFromId;
const later = async () => {
	const put = shiftClock(31 * 60_000);
	await appearDue();
	await runJobs(url());
	put();
};
const turned = async (who: Viewer) => [
	...(await db.execute(
		sql`select subject_id as subject, other_id as other, place from activity where person_id = ${who.id} and event = 'turned'`,
	)),
];
const sealed = async () =>
	(await db.execute<{ event: string }>(sql`select event from sealed_activity order by event`)).map(({ event }) => event);

test("a win leads to its lesson and back, is noted towards nobody, and earns the badge", async () => {
	const id = await create({ grewFrom: lesson.id });
	expect(await growthOf(reader, { id, kind: "win" })).toMatchObject({ from: { id: lesson.id, title: lesson.title }, since: [] });
	expect(await growthOf(reader, lesson)).toEqual({ from: null, since: [{ id, slug: "and-then-it-worked", title: "And then it worked" }] });
	expect(await turned(writer)).toEqual([{ subject: lesson.id, other: null, place: null }]);
	await runJobs(url());
	const awards = await db.execute(sql`select badge from awards where person_id = ${writer.id} order by badge`);
	expect([...awards]).toEqual([{ badge: "first-win" }, { badge: "turned-around" }]);
	// It stays when the win is edited.
	const { values } = await editableThread(writer, id);
	await editThread(writer, id, threadEdit.parse({ ...values, title: "And then it worked well" }));
	expect(await from(id)).toBe(lesson.id);
	const shown = await visit(page, { params: { threadId: lesson.id, slug: lesson.slug }, cookie: await cookieOf(reader) });
	expect(shown.data).toMatchObject({ growth: { since: [{ title: "And then it worked well" }] } });
});

test("the newest of a lesson's wins come first, and none that was taken back", async () => {
	const first = await create({ grewFrom: lesson.id });
	const put = shiftClock(60_000);
	const second = await create({ grewFrom: lesson.id }, teller);
	const third = await create({ grewFrom: lesson.id }, reader);
	put();
	await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, third));
	expect((await growthOf(reader, lesson)).since.map(({ id }) => id)).toEqual([second, first]);
	await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, lesson.id));
	expect((await growthOf(reader, { id: first, kind: "win" })).from).toBeNull();
});

test("only a lesson that is there for its writer will do, and whatever else there is answers alike", async () => {
	const question = await makeThread({ author: teller, circleId: open.id });
	const gone = await makeThread({ author: teller, circleId: open.id, kind: "lesson" });
	await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, gone.id));
	const answers = [];
	for (const grewFrom of [question.id, gone.id, hidden.id, "zzzzzzzzzzzzzz"]) answers.push(await createThread(reader, words({ grewFrom })));
	expect(answers[0]).toEqual({ errors: { grewFrom: expect.stringContaining("not there any more") } });
	for (const answer of answers) expect(answer).toEqual(answers[0]);
	expect(await db.$count(threads, eq(threads.authorId, reader.id))).toBe(0);
	// Of another kind it says nothing, whatever it is.
	const id = await create({ kind: "question", want: "To know.", grewFrom: hidden.id }, reader);
	expect([await from(id), await turned(reader)]).toEqual([null, []]);
	await expect(db.update(threads).set({ grewFromId: lesson.id }).where(eq(threads.id, question.id))).rejects.toThrow();
});

test("out of a private circle and into it: each page tells of the other only whoever may read that", async () => {
	const outside = await create({ grewFrom: hidden.id });
	const inside = await create({ grewFrom: lesson.id, circleId: secret.id });
	expect(await growthOf(teller, { id: outside, kind: "win" })).toMatchObject({ from: { id: hidden.id } });
	expect((await growthOf(teller, lesson)).since).toMatchObject([{ id: inside }]);
	expect(await growthOf(reader, { id: outside, kind: "win" })).toEqual({ from: null, since: [] });
	expect(await growthOf(reader, lesson)).toEqual({ from: null, since: [] });
	const cookie = await cookieOf(reader);
	for (const [threadId, slug] of [
		[outside, "and-then-it-worked"],
		[lesson.id, lesson.slug],
	] as const) {
		const seen = JSON.stringify((await visit(page, { params: { threadId, slug }, cookie })).data);
		for (const word of ["canary", hidden.id, inside]) expect(seen).not.toContain(word);
	}
	// Nor does the composer.
	const composer = await visit(loader, { path: `/threads/new?kind=win&from=${hidden.id}`, cookie });
	expect(composer.data).toMatchObject({ lesson: null, initial: { kind: "win" } });
	expect(JSON.stringify(composer.data)).not.toContain("canary");
});

describe("without a name", () => {
	test("no row says who turned it, and nothing counts by name", async () => {
		const id = idIn(await holdThread(writer, words({ grewFrom: lesson.id })));
		expect((await growthOf(reader, lesson)).since).toEqual([]);
		await later();
		expect(await from(id)).toBe(lesson.id);
		expect((await growthOf(reader, lesson)).since).toMatchObject([{ id }]);
		expect(await turned(writer)).toEqual([]);
		expect(await sealed()).toEqual(["turned", "win"]);
	});

	test("it leads to no lesson of a private circle that not all of its readers may read: that would tell a member", async () => {
		const why = { errors: { grewFrom: expect.stringContaining("private circle") } };
		expect(await holdThread(writer, words({ grewFrom: hidden.id }))).toEqual(why);
		const within = idIn(await holdThread(writer, words({ grewFrom: hidden.id, circleId: secret.id })));
		const apart = idIn(await holdThread(writer, words({ grewFrom: lesson.id })));
		// The lesson moves where not everybody is, before the win appears.
		await db.update(threads).set({ circleId: secret.id }).where(eq(threads.id, lesson.id));
		await later();
		expect([await from(within), await from(apart)]).toEqual([hidden.id, null]);
		expect((await sealed()).filter((event) => event === "turned")).toHaveLength(1);
	});

	test("a lesson without a name turned around by its author, or by anybody: the same rows", async () => {
		const told = { kind: "lesson" as const, tried: "A thing.", happened: "It failed.", believe: "Less.", again: "no" as const };
		const id = idIn(await holdThread(teller, words(told)));
		await later();
		const rows = [];
		for (const who of [teller, reader]) {
			await create({ grewFrom: id }, who);
			rows.push(await turned(who));
		}
		expect(rows[0]).toEqual([{ subject: id, other: null, place: null }]);
		expect(rows[1]).toEqual(rows[0]);
	});
});

describe("the composer", () => {
	const path = () => `/threads/new?kind=win&from=${lesson.id}`;
	const place = () => `grown:${lesson.id}`;
	const form = (more: Record<string, string> = {}) => {
		const { tags: _, roles: __, ...fields } = words(more);
		return { ...fields, grewFrom: lesson.id, ...more };
	};
	const send = async (more: Record<string, string> = {}) =>
		visit(action, { path: path(), form: form(more), cookie: await cookieOf(writer) });

	test("says what it grows out of, and keeps that through whatever comes before posting", async () => {
		const cookie = await cookieOf(writer);
		expect((await visit(loader, { path: path(), cookie })).data).toMatchObject({
			place: place(),
			lesson: { id: lesson.id, title: lesson.title },
			initial: { kind: "win", grewFrom: lesson.id },
		});
		const kept = { grewFrom: lesson.id };
		expect(await send({ title: "No" })).toMatchObject({ status: 422, data: { values: kept } });
		for (const intent of ["switch", "similar"]) expect(await send({ intent, kind: "question" })).toMatchObject({ data: { values: kept } });
		expect(await send({ grewFrom: "zzzzzzzzzzzzzz" })).toMatchObject({ status: 422, data: { errors: { grewFrom: expect.any(String) } } });
		const { location } = await send();
		expect(await from(location?.split("/")[2] ?? "")).toBe(lesson.id);
	});

	test("its draft takes the place of none that was begun before, and knows whether the lesson was left away", async () => {
		await saveDraft(writer, "new", { title: "Begun before" });
		expect(await send({ intent: "draft" })).toMatchObject({ location: "/kept" });
		expect((await draftAt(writer, "new"))?.fields).toEqual({ title: "Begun before" });
		expect((await draftAt(writer, place()))?.fields).toMatchObject({ grewFrom: lesson.id, task: "A task." });
		expect((await draftsOf(writer)).map((draft) => draft.path).sort()).toEqual(["/threads/new", `/threads/new?from=${lesson.id}`]);
		const cookie = await cookieOf(writer);
		expect((await visit(loader, { path: path(), cookie })).data).toMatchObject({ initial: { grewFrom: lesson.id, task: "A task." } });
		const fields = JSON.stringify({ kind: "win", task: "Alone." });
		expect(await visit(drafts, { form: { place: place(), fields }, cookie })).toMatchObject({ status: 204 });
		const { initial } = (await visit(loader, { path: path(), cookie })).data as { initial: object };
		expect(initial).not.toHaveProperty("grewFrom");
		// Once it is posted its draft is gone, also for a save that was still on its way.
		const submission = randomUUID();
		expect((await send({ submission })).status).toBe(303);
		expect(await draftAt(writer, place())).toBeNull();
		expect(await saveDraft(writer, place(), { task: "Late." }, submission)).toBeNull();
		expect(await draftAt(writer, "new")).not.toBeNull();
	});

	test("a draft outlives its lesson", async () => {
		await send({ intent: "draft" });
		await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, lesson.id));
		const shown = await visit(loader, { path: `/threads/new?from=${lesson.id}`, cookie: await cookieOf(writer) });
		expect(shown.data).toMatchObject({ place: place(), lesson: null, initial: { kind: "win", task: "A task." } });
	});

	test("without a name it is held with its lesson, and its place is cleared", async () => {
		await saveDraft(writer, place(), { task: "Half." });
		expect(await send({ as: "alias" })).toMatchObject({ status: 303, location: "/kept?held#held" });
		expect(await draftAt(writer, place())).toBeNull();
		await later();
		expect((await growthOf(reader, lesson)).since).toHaveLength(1);
	});

	test("an address that says nothing of use is the composer's own", () => {
		for (const bad of ["", "from=", "from=../etc", "from=ZZZZZZZZZZZZZZ", "from=a%0Aaaaaaaaaaaaaa"])
			expect(placeOfNew(new URLSearchParams(bad))).toBe("new");
		expect(placeOfNew(new URLSearchParams(`from=${lesson.id}&shared`))).toBe("shared");
		expect(newThreadPath(`grown:${lesson.id}&x`)).toBeNull();
		expect(newThreadPath(`reply:${lesson.id}`)).toBeNull();
	});
});

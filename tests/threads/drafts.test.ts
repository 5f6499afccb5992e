import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { action as drafts } from "#app/routes/drafts/route.ts";
import { loader as kept, action as keptAction } from "#app/routes/kept/route.tsx";
import { action as editPost, loader as editPostPage } from "#app/routes/posts.$postId.edit/route.tsx";
import { action as thread } from "#app/routes/threads.$threadId.($slug)/route.tsx";
import { action as compose, loader as composer } from "#app/routes/threads.new/route.tsx";
import { draftAt, draftLimits, draftsOf, saveDraft } from "#app/threads/drafts.server.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts as draftRows } from "#db/schema/reading.server.ts";
import { visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";
import { aQuestion, cookieOf, freshKey } from "./forms.ts";

useTestDb();

let [me, other]: [Viewer, Viewer] = [{} as Viewer, {} as Viewer];
let [mine, theirs] = ["", ""];
let circle: { id: string };

beforeAll(async () => {
	[me, other] = [await makePerson(), await makePerson()];
	[mine, theirs] = [await cookieOf(me), await cookieOf(other)];
	circle = await makeCircle({ keeper: me });
});

const save = (place: string, fields: unknown, more: Record<string, string> = {}, cookie = mine) =>
	visit(drafts, { form: { place, fields: JSON.stringify(fields), ...more }, cookie });

test("what is kept at a place comes back there, to its writer alone, until it is replaced or thrown away", async () => {
	const fields = { kind: "lesson", title: "A half title", tried: "Line one\nLine two", roles: ["rrrrrrrrrrrrrr"] };
	expect(await save("new", fields)).toMatchObject({ status: 204 });
	expect((await visit(composer, { path: "/threads/new", cookie: mine })).data).toMatchObject({ initial: fields });
	expect((await visit(composer, { path: "/threads/new", cookie: theirs })).data).toMatchObject({ initial: { title: "" }, draftAt: null });
	await save("new", { title: "Another" });
	expect((await draftAt(me, "new"))?.fields).toEqual({ title: "Another" });
	await save("new", {});
	expect(await draftAt(me, "new")).toBeNull();
});

test("an address of the composer chooses the kind, and the draft keeps its words", async () => {
	await saveDraft(me, "new", { kind: "lesson", title: "Kept", tried: "Words" });
	const page = await visit(composer, { path: `/threads/new?kind=win&circle=${circle.id}&title=Given`, cookie: mine });
	expect(page.data).toMatchObject({ initial: { kind: "win", circleId: circle.id, title: "Kept", tried: "Words" } });
});

test("throwing away spares what another tab has kept since", async () => {
	await saveDraft(me, "new", { title: "The fuller one" });
	const at = (await draftAt(me, "new"))?.updatedAt.getTime() ?? 0;
	await save("new", {}, { seen: String(at - 1) });
	expect((await draftAt(me, "new"))?.fields).toEqual({ title: "The fuller one" });
	await save("new", {}, { seen: String(at) });
	expect(await draftAt(me, "new")).toBeNull();
});

test("only flat text of known fields is kept, and nothing too long", async () => {
	const hostile = '{"__proto__":{"a":1},"title":"A \\u0000 title \\ud800","constructor":"x","html":"<b>","text":["a\\udc00"]}';
	expect((await visit(drafts, { form: { place: "new", fields: hostile }, cookie: mine })).status).toBe(204);
	expect((await draftAt(me, "new"))?.fields).toEqual({ title: "A  title �", text: ["a�"] });
	expect(Reflect.get({}, "a")).toBeUndefined();
	expect(await save("new", { title: "A \0 title \ud800", html: "<b>", viewerId: "x", text: ["a\udc00"] })).toMatchObject({ status: 204 });
	expect((await draftAt(me, "new"))?.fields).toEqual({ title: "A  title �", text: ["a�"] });
	const wrong = ["null", "[]", "7", '"x"', "{", '{"title":{"deep":"x"}}', '{"title":7}', '{"title":[["x"]]}'];
	for (const fields of wrong) expect((await visit(drafts, { form: { place: "new", fields }, cookie: mine })).status, fields).toBe(422);
	for (const place of ["", "new ", "reply:", "reply:../x", `edit:${"x".repeat(15)}`, "__proto__"])
		expect((await save(place, { title: "x" })).status, place).toBe(422);
	const full = "x".repeat(draftLimits.characters / 2);
	expect((await save("new", { want: full, tried: full })).status).toBe(204);
	expect((await save("new", { want: full, tried: `${full}x` })).status).toBe(422);
	expect((await save("new", { want: "x".repeat(1_000_000) })).status).toBe(422);
	expect((await draftAt(me, "new"))?.fields.tried).toBe(full);
	expect((await visit(drafts, { form: { place: ["new", "new"], fields: "{}" }, cookie: mine })).status).toBe(422);
});

test("a save that arrives after its form was posted does not bring the draft back", async () => {
	const submission = freshKey();
	const question = { ...aQuestion(circle.id), submission };
	await save("new", question, { submission });
	expect((await visit(compose, { form: question, cookie: mine })).status).toBe(303);
	await save("new", question, { submission });
	expect(await draftAt(me, "new")).toBeNull();
	// A new form at the same place is a new draft.
	await save("new", { title: "The next one" }, { submission: freshKey() });
	expect(await draftAt(me, "new")).not.toBeNull();

	const { id, slug } = await makeThread({ author: other, circleId: circle.id });
	const key = freshKey();
	const reply = { text: "My reply.", submission: key };
	const params = { threadId: id, slug };
	await save(`reply:${id}`, reply, { submission: key });
	expect((await visit(thread, { form: reply, params, cookie: mine })).status).toBe(303);
	await save(`reply:${id}`, reply, { submission: key });
	expect(await draftAt(me, `reply:${id}`)).toBeNull();
});

test("without scripts a button keeps the draft, and a form that comes back holds all that was typed", async () => {
	const fields = { ...aQuestion(circle.id), title: "No", task: "For another kind", tags: "one two", roles: ["rrrrrrrrrrrrrr"] };
	const refusedForm = await visit(compose, { form: fields, cookie: mine });
	expect(refusedForm).toMatchObject({ status: 422, data: { errors: { title: expect.any(String) }, values: fields } });
	expect(await visit(compose, { form: { ...fields, intent: "switch", kind: "win" }, cookie: mine })).toMatchObject({
		status: 200,
		data: { errors: {}, values: { ...fields, kind: "win" } },
	});
	expect(await visit(compose, { form: { ...fields, intent: "draft" }, cookie: mine })).toMatchObject({ status: 303, location: "/kept" });
	const { submission: _, ...rest } = fields;
	expect((await draftAt(me, "new"))?.fields).toEqual(rest);
	const long = { ...fields, intent: "draft", want: "x".repeat(60_000), tried: "x".repeat(60_000) };
	expect(await visit(compose, { form: long, cookie: mine })).toMatchObject({ status: 422, data: { errors: { form: expect.any(String) } } });
	const { id, slug } = await makeThread({ author: other, circleId: circle.id });
	const form = { text: "Half a reply", submission: freshKey(), intent: "draft" };
	expect(await visit(thread, { form, params: { threadId: id, slug }, cookie: mine })).toMatchObject({ location: "/kept" });
	expect((await draftAt(me, `reply:${id}`))?.fields).toEqual({ text: "Half a reply" });
});

test("the list leads back to each draft, shows no title of a thread that is out of sight, and throws away with an undo", async () => {
	const writer = await makePerson();
	const cookie = await cookieOf(writer);
	const secret = await makeCircle({ keeper: me, members: [writer], visibility: "private" });
	const asked = await makeThread({ author: writer, circleId: circle.id, title: "Mine to edit" });
	const hidden = await makeThread({ author: me, circleId: secret.id, title: "A canary of a title" });
	const reply = await makeReply({ threadId: hidden.id, author: writer });
	const foreign = await makeReply({ threadId: asked.id, author: me });
	const places = ["new", `edit:${asked.openingId}`, `edit:${reply}`, `reply:${hidden.id}`, `edit:${foreign}`];
	for (const [index, place] of places.entries()) await saveDraft(writer, place, { text: `Words ${index}` });
	const paths = async () => Object.fromEntries((await draftsOf(writer)).map(({ place, path }) => [place, path]));
	expect(Object.values(await paths()).sort()).toEqual(
		["/threads/new", `/threads/${asked.id}/edit`, `/posts/${reply}/edit`, `/threads/${hidden.id}/a-canary-of-a-title#write`, null].sort(),
	);
	await db.delete(circleMembers).where(eq(circleMembers.personId, writer.id));
	await db.update(posts).set({ deletedAt: now() }).where(eq(posts.id, asked.openingId));
	expect(Object.values(await paths()).filter(Boolean)).toEqual(["/threads/new"]);
	const page = JSON.stringify((await visit(kept, { cookie })).data);
	expect(page).not.toContain("canary");
	expect(page).toContain("Words 3");

	const gone = await visit(keptAction, { form: { place: "new" }, cookie });
	expect(await draftAt(writer, "new")).toBeNull();
	const { dropped } = gone.data as { dropped: { place: string; fields: string } };
	expect(await visit(keptAction, { form: dropped, cookie })).toMatchObject({ status: 303, location: "/kept" });
	expect((await draftAt(writer, "new"))?.fields).toEqual({ text: "Words 0" });
	expect((await visit(keptAction, { form: { place: "new", fields: "{" }, cookie })).status).toBe(303);
	expect((await draftAt(writer, "new"))?.fields).toEqual({ text: "Words 0" });
	// Nobody throws away what is another's.
	await visit(keptAction, { form: { place: "new" }, cookie: theirs });
	expect(await draftAt(writer, "new")).not.toBeNull();
});

test("a reply that is edited has a draft of its own, and two tabs see each other's words", async () => {
	const { id } = await makeThread({ author: other, circleId: circle.id });
	const postId = await makeReply({ threadId: id, author: me, text: "As it was." });
	const params = { postId };
	await save(`edit:${postId}`, { text: "As it may be.", revision: "1" });
	expect((await visit(editPostPage, { params, cookie: mine })).data).toMatchObject({
		reply: { text: "As it was." },
		draft: { fields: { text: "As it may be." } },
	});
	expect((await visit(editPost, { params, form: { text: "From one tab.", revision: "1" }, cookie: mine })).status).toBe(303);
	expect(await draftAt(me, `edit:${postId}`)).toBeNull();
	expect(await visit(editPost, { params, form: { text: "From the other.", revision: "1" }, cookie: mine })).toMatchObject({
		status: 409,
		data: { values: { text: "From the other.", revision: "2" }, other: "From one tab." },
	});
});

test("a person has so many drafts and no more: the oldest goes", async () => {
	const writer = await makePerson();
	const place = (index: number) => `reply:${String(index).padStart(14, "0")}`;
	for (let index = 0; index <= draftLimits.perPerson; index++) {
		const back = shiftClock(index * 1000);
		await saveDraft(writer, place(index), { text: `${index}` });
		back();
	}
	expect(await db.$count(draftRows, eq(draftRows.personId, writer.id))).toBe(draftLimits.perPerson);
	expect(await draftAt(writer, place(0))).toBeNull();
	expect(await draftAt(writer, place(draftLimits.perPerson))).not.toBeNull();
});

import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { createThread, editableThread, editThread } from "#app/threads/commands.server.ts";
import { draftAt, saveDraft } from "#app/threads/drafts.server.ts";
import { type ThreadEdit, type ThreadInput, threadEdit, threadInput } from "#app/threads/input.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { postRevisions, posts } from "#db/schema/posts.server.ts";
import { threadRoles, threads, threadTags } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";
import { aQuestion, freshKey } from "./forms.ts";

useTestDb();

const [claude, retired] = ["tttttttttttttt", "zzzzzzzzzzzzzz"];
const analyst = "rrrrrrrrrrrrrr";
let author: Viewer;
let outsider: Viewer;
let open: { id: string };
let secret: { id: string };

beforeAll(async () => {
	[author, outsider] = [await makePerson(), await makePerson()];
	open = await makeCircle({ keeper: author });
	secret = await makeCircle({ keeper: author, visibility: "private" });
	await db.insert(tools).values([
		{ id: claude, slug: "claude", name: "Claude" },
		{ id: retired, slug: "old", name: "Old tool", retiredAt: now() },
	]);
	await db.insert(jobRoles).values({ id: analyst, slug: "analyst", name: "Analyst" });
});

type Sent = Record<string, string | string[]>;
const formOf = (fields: Sent) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
	return form;
};
const inputOf = (fields: Sent): ThreadInput => {
	const form = parseForm(formOf(fields), threadInput);
	if (!form.ok) throw new Error(JSON.stringify(form.errors));
	return form.data;
};
const editOf = (fields: Sent): ThreadEdit => {
	const form = parseForm(formOf(fields), threadEdit);
	if (!form.ok) throw new Error(JSON.stringify(form.errors));
	return form.data;
};
const idIn = (made: object): string => ("path" in made ? (String(made.path).split("/")[2] ?? "") : JSON.stringify(made));
const create = async (fields: Sent, viewer = author) => idIn(await createThread(viewer, inputOf(fields)));
const rowOf = async (id: string) => (await db.select().from(threads).where(eq(threads.id, id)))[0];
const openingOf = async (id: string) =>
	(
		await db
			.select()
			.from(posts)
			.where(and(eq(posts.threadId, id), eq(posts.opening, 1)))
	)[0];
const revisionsOf = async (id: string) => {
	const opening = await openingOf(id);
	return db
		.select()
		.from(postRevisions)
		.where(eq(postRevisions.postId, opening?.id ?? ""));
};

test("each kind is stored in its own shape, whatever else the form carried", async () => {
	const all = {
		task: "T",
		did: "D",
		change: "C",
		want: "W",
		tried: "R",
		happened: "H",
		believe: "B",
		again: "no",
		toolId: claude,
		roles: [analyst],
	};
	const cases = [
		{ kind: "win", sections: { task: "T", did: "D", change: "C" }, toolId: claude, again: null, state: null, roles: 1 },
		{ kind: "question", sections: { want: "W", tried: "R" }, toolId: null, again: null, state: "open", roles: 0 },
		{ kind: "lesson", sections: { tried: "R", happened: "H", believe: "B" }, toolId: null, again: "no", state: null, roles: 0 },
	];
	const writer = await makePerson();
	for (const { kind, sections, roles, ...row } of cases) {
		const id = await create(
			{ ...all, kind, title: `A thread of kind ${kind}`, circleId: open.id, submission: freshKey(), tags: "Tone, #first-try tone" },
			writer,
		);
		expect(await rowOf(id)).toMatchObject({ ...row, slug: `a-thread-of-kind-${kind}`, excerpt: Object.values(sections).join(" ") });
		const opening = await openingOf(id);
		expect(opening?.sections).toEqual(sections);
		expect(Object.keys(opening?.cooked ?? {}).sort()).toEqual(Object.keys(sections).sort());
		expect(opening?.text).toBe(Object.values(sections).join("\n"));
		const tags = await db.select({ tag: threadTags.tag }).from(threadTags).where(eq(threadTags.threadId, id));
		expect(tags.map(({ tag }) => tag).sort()).toEqual(["first-try", "tone"]);
		expect(await db.$count(threadRoles, eq(threadRoles.threadId, id))).toBe(roles);
	}
});

test("what a kind needs and lacks is named beside its field", async () => {
	const missing: [Sent, string[]][] = [
		[{ kind: "win", tried: "x" }, ["task", "did"]],
		[{ kind: "win", task: "x", did: "  \n " }, ["did"]],
		[{ kind: "question", tried: "x" }, ["want"]],
		[{ kind: "lesson", tried: "x", again: "yes" }, ["happened", "believe"]],
		[{ kind: "lesson", tried: "x", happened: "x", believe: "x" }, ["again"]],
	];
	for (const [fields, names] of missing) {
		const made = await createThread(
			author,
			inputOf({ title: "A title that is long enough", circleId: open.id, submission: freshKey(), ...fields }),
		);
		expect(Object.keys("errors" in made ? made.errors : {}).sort()).toEqual([...names].sort());
	}
	const wrong: [Sent, string][] = [
		[{ kind: "ama" }, "kind"],
		[{ kind: "__proto__" }, "kind"],
		[{ title: "Short" }, "title"],
		[{ title: "x".repeat(141) }, "title"],
		[{ title: ["One good title here", "Another good title"] }, "title"],
		[{ want: "x".repeat(20_001) }, "want"],
		[{ tags: "a b c d e f" }, "tags"],
		[{ tags: "x".repeat(31) }, "tags"],
		[{ circleId: "../../etc" }, "circleId"],
		[{ submission: "" }, "submission"],
		[{ roles: ["no id"] }, "roles"],
	];
	for (const [fields, name] of wrong) {
		const form = parseForm(formOf({ ...aQuestion(open.id), ...fields }), threadInput);
		expect(form.ok ? {} : form.errors, JSON.stringify(fields)).toHaveProperty(name);
	}
});

test("hostile text is stored as harmless text or refused, never an error", async () => {
	const writer = await makePerson();
	const id = await create(
		{ ...aQuestion(open.id), title: "A \0title \ud800 with \u202eodd signs", want: "NUL \0 half \udc00 <script>alert(1)</script>" },
		writer,
	);
	const opening = await openingOf(id);
	expect((await rowOf(id))?.title).toBe("A title � with odd signs");
	expect(opening?.sections.want).not.toContain("\0");
	expect(opening?.cooked.want).not.toContain("<script");
	const odd = JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"x"}');
	const form = parseForm(formOf({ ...aQuestion(open.id), ...odd, toString: "x" }), threadInput);
	expect(form.ok).toBe(true);
	expect(Reflect.get({}, "polluted")).toBeUndefined();
	const huge = parseForm(formOf({ ...aQuestion(open.id), want: "x".repeat(1_000_000) }), threadInput);
	expect(huge.ok ? "" : huge.errors.want).toContain("20,000");
});

test("twenty copies of one form are one thread, and count once", async () => {
	const writer = await makePerson();
	await saveDraft(writer, "new", { title: "Half" });
	const input = inputOf({ ...aQuestion(open.id), tags: "twenty copies" });
	const made = await Promise.all(Array.from({ length: 20 }, () => createThread(writer, input)));
	expect(new Set(made.map(idIn)).size).toBe(1);
	expect(await db.$count(threads, eq(threads.authorId, writer.id))).toBe(1);
	expect(await db.$count(posts, eq(posts.authorId, writer.id))).toBe(1);
	expect(await draftAt(writer, "new")).toBeNull();
	// The same key of another person is another form.
	expect(idIn(await createThread(outsider, input))).not.toBe(idIn(made[0] ?? {}));
	for (let rest = 0; rest < 9; rest++) await create(aQuestion(open.id), writer);
	await expect(createThread(writer, inputOf(aQuestion(open.id)))).rejects.toMatchObject({ init: { status: 429 } });
	expect(await db.$count(threads, eq(threads.authorId, writer.id))).toBe(10);
});

test("a private circle and one that does not exist are refused in the same words, and the draft stays", async () => {
	await saveDraft(outsider, "new", { title: "For the wrong circle" });
	const hidden = await createThread(outsider, inputOf(aQuestion(secret.id)));
	const missing = await createThread(outsider, inputOf(aQuestion("zzzzzzzzzzzzzz")));
	expect(hidden).toEqual({ errors: { circleId: "Choose a circle." } });
	expect(missing).toEqual(hidden);
	expect(await draftAt(outsider, "new")).not.toBeNull();
	expect(await db.$count(threads, eq(threads.circleId, secret.id))).toBe(0);
	expect(await create(aQuestion(secret.id))).toMatch(/^[0-9a-z]{14}$/);
});

test("a retired tool and an unknown one are nobody's new choice, and stay where they were", async () => {
	const win = { kind: "win", title: "Handover notes by voice", task: "Notes.", did: "I dictated.", circleId: open.id };
	const writer = await makePerson();
	for (const toolId of [retired, "unknownunknown"])
		expect(await rowOf(await create({ ...win, toolId, submission: freshKey() }, writer))).toMatchObject({ toolId: null });
	const id = await create({ ...win, toolId: claude, submission: freshKey() }, writer);
	await db.update(threads).set({ toolId: retired }).where(eq(threads.id, id));
	const { values, tool } = await editableThread(writer, id);
	expect(tool).toEqual({ id: retired, name: "Old tool" });
	expect(await editThread(writer, id, editOf({ ...values, title: "Handover notes, dictated" }))).toHaveProperty("path");
	expect(await rowOf(id)).toMatchObject({ toolId: retired });
});

test("an edit leaves a version behind only after five minutes, and only when words changed", async () => {
	const id = await create(aQuestion(open.id));
	const edit = async (fields: Sent) => editThread(author, id, editOf({ ...(await editableThread(author, id)).values, ...fields }));
	const back = shiftClock(4.9 * 60_000);
	await edit({ title: "Does it read a table at all?", tags: "tables" });
	expect(await revisionsOf(id)).toEqual([]);
	expect(await openingOf(id)).toMatchObject({ editedAt: null, revision: 2 });
	back();

	const later = shiftClock(5.1 * 60_000);
	await edit({ tags: "tables scans" });
	expect(await revisionsOf(id)).toEqual([]);
	expect(await edit({ title: "Can it read a table?", want: "Read *tables*." })).toEqual({ path: `/threads/${id}/can-it-read-a-table` });
	expect(await revisionsOf(id)).toMatchObject([
		{ revision: 2, title: "Does it read a table at all?", sections: { want: "Read **tables** from a scanned letter." } },
	]);
	const opening = await openingOf(id);
	expect(opening).toMatchObject({ revision: 3, sections: { want: "Read *tables*." }, text: "Read tables." });
	expect(opening?.editedAt).not.toBeNull();
	expect(await rowOf(id)).toMatchObject({ excerpt: "Read tables.", state: "open" });
	later();
});

test("of two tabs that save, the later one sees what the other wrote and may then replace it", async () => {
	const id = await create(aQuestion(open.id));
	const { values, postId } = await editableThread(author, id);
	await saveDraft(author, `edit:${postId}`, { want: "From the second tab" });
	const saves = await Promise.all(
		["From the first tab", "From the second tab"].map((want) => editThread(author, id, editOf({ ...values, want }))),
	);
	const conflicts = saves.flatMap((saved) => ("conflict" in saved ? [saved.conflict] : []));
	expect(conflicts).toHaveLength(1);
	expect(conflicts[0]).toMatchObject({ revision: 2, title: values.title, sections: (await openingOf(id))?.sections });
	expect(await editThread(author, id, editOf({ ...values, want: "Mine after all", revision: "2" }))).toHaveProperty("path");
	expect((await openingOf(id))?.sections).toEqual({ want: "Mine after all" });
	expect(await draftAt(author, `edit:${postId}`)).toBeNull();
});

test("only its author edits a thread, its kind stays, and what is gone is gone", async () => {
	const mine = await makeThread({ author, circleId: secret.id });
	const values = { kind: "question", title: "Somebody else's words", want: "Changed.", revision: "1" };
	const gone = { init: { status: 404 } };
	const moderator = await makePerson({ role: "moderator" });
	for (const viewer of [outsider, moderator]) {
		await expect(editableThread(viewer, mine.id)).rejects.toMatchObject(gone);
		await expect(editThread(viewer, mine.id, editOf(values))).rejects.toMatchObject(gone);
	}
	await expect(editThread(author, mine.id, editOf({ ...values, kind: "win", task: "x", did: "x" }))).rejects.toMatchObject(gone);
	await expect(editThread(author, "../etc", editOf(values))).rejects.toMatchObject(gone);
	await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, mine.id));
	await expect(editThread(author, mine.id, editOf(values))).rejects.toMatchObject(gone);
	expect((await openingOf(mine.id))?.sections).toEqual({ want: "Some words." });
});

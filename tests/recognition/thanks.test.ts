// Thank-you notes: between two, shown only when both want it, a few a week, and about nothing that is not there for whoever writes.
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { unreadTold } from "#app/notifications/unread.server.ts";
import { noteThanksSeen, setMode } from "#app/recognition/commands.server.ts";
import { changeNote, notesOf, shownThanks, thank, thanksForm, unseenThanks } from "#app/recognition/thanks.server.ts";
import { makeBooking, makeHours, makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";

useTestDb();
const gone = { init: { status: 404 } };
let [giver, receiver, third]: Viewer[] = [];
beforeEach(async () => {
	[giver, receiver, third] = [await makePerson(), await makePerson(), await makePerson()];
});
const people = () => [giver as Viewer, receiver as Viewer, third as Viewer] as const;
const note = (more: { text?: string; about?: string | undefined; mayShow?: boolean } = {}) => ({
	text: "I could show the night shift their numbers.",
	about: undefined,
	mayShow: true,
	...more,
});

test("it is read by the two, and by others once both want it", async () => {
	const [from, to, other] = people();
	expect(await thank(from, to.handle, note())).toBeNull();
	expect(await unseenThanks(to)).toMatchObject([{ name: from.name }]);
	expect(await unseenThanks(other)).toEqual([]);
	// The bell rings for the one who is thanked, until they read it.
	expect(await Promise.all([from, to, other].map((who) => unreadTold(who)))).toEqual([0, 1, 0]);
	await noteThanksSeen(to);
	expect(await unreadTold(to)).toBe(0);
	const [received] = await notesOf(to, "to");
	expect((await notesOf(from, "from")).map(({ id }) => id)).toEqual([received?.id]);
	for (const which of ["to", "from"] as const) expect(await notesOf(other, which)).toEqual([]);
	expect(await shownThanks(other, to.id)).toEqual([]);
	for (const who of [from, other]) await expect(changeNote(who, received?.id, "show")).rejects.toMatchObject(gone);
	await changeNote(to, received?.id, "show");
	expect(await shownThanks(other, to.id)).toMatchObject([{ text: note().text, from: { handle: from.handle } }]);
	await setMode(to, "out");
	expect(await shownThanks(other, to.id)).toEqual([]);
	await setMode(to, "each");
	await changeNote(to, received?.id, "hide");
	expect(await shownThanks(other, to.id)).toEqual([]);
	await expect(changeNote(to, received?.id, "take-back")).rejects.toMatchObject(gone);
	await changeNote(from, received?.id, "take-back");
	expect(await notesOf(to, "to")).toEqual([]);
});

test("what its writer does not want shown can not be shown", async () => {
	const [from, to] = people();
	await thank(from, to.handle, note({ mayShow: false }));
	const [received] = await notesOf(to, "to");
	await expect(changeNote(to, received?.id, "show")).rejects.toMatchObject(gone);
});

test("nobody thanks themself, nobody else than is there, and three times a week at most", async () => {
	const [from, to] = people();
	await expect(thank(from, from.handle, note())).rejects.toMatchObject(gone);
	await expect(thank(from, "nobody-at-all", note())).rejects.toMatchObject(gone);
	await Promise.all(Array.from({ length: 5 }, () => thank(from, to.handle, note())));
	expect(await notesOf(to, "to")).toHaveLength(1);
	for (const text of ["Two.", "Three."]) expect(await thank(from, to.handle, note({ text }))).toBeNull();
	await expect(thank(from, to.handle, note({ text: "Four." }))).rejects.toMatchObject({ init: { status: 429 } });
	const [row] = await db.execute(sql`select count(*)::int as count from activity where person_id = ${from.id} and event = 'thanked'`);
	expect(row).toEqual({ count: 3 });
	expect([...(await db.execute(sql`select from activity where person_id = ${to.id}`))]).toEqual([]);
});

test("about a reply of theirs that its writer may read; its title is for those who may read it", async () => {
	const [from, to, other] = people();
	const circle = await makeCircle({ keeper: to, members: [from], visibility: "private" });
	const thread = await makeThread({ author: from, circleId: circle.id, title: "Kept among us" });
	const reply = await makeReply({ threadId: thread.id, author: to });
	await expect(thank(other, to.handle, note({ about: reply }))).rejects.toMatchObject(gone);
	await expect(thank(from, other.handle, note({ about: reply }))).rejects.toMatchObject(gone);
	expect(await thank(from, to.handle, note({ about: reply }))).toBeNull();
	expect(await thank(from, to.handle, note({ about: reply, text: "Again." }))).toHaveProperty("errors.form");
	const [received] = await notesOf(to, "to");
	expect(received?.about?.title).toBe("Kept among us");
	await changeNote(to, received?.id, "show");
	expect((await shownThanks(from, to.id))[0]?.about?.title).toBe("Kept among us");
	expect((await shownThanks(other, to.id))[0]?.about).toBeNull();
});

test("about a session that both were in", async () => {
	const [from, to, other] = people();
	const startsAt = new Date(Date.now() - 3 * 86_400_000);
	const session = await makeSession(await makeHours(to), { startsAt });
	await makeBooking(session, from);
	expect((await thanksForm(from, to.handle)).sessions.map(({ id }) => id)).toEqual([session.id]);
	expect((await thanksForm(other, to.handle)).sessions).toEqual([]);
	await expect(thank(other, to.handle, note({ about: session.id }))).rejects.toMatchObject(gone);
	expect(await thank(from, to.handle, note({ about: session.id }))).toBeNull();
	// That there was a session is nobody else's to know.
	const [received] = await notesOf(to, "to");
	await changeNote(to, received?.id, "show");
	expect((await shownThanks(other, to.id))[0]?.about).toBeNull();
});

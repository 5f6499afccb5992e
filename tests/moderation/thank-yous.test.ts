// Thank-you notes that hurt: shown to moderators by who got them, and by nobody else.
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { work } from "#app/jobs.server.ts";
import { firstBroken, latestDecisions } from "#app/moderation/log.server.ts";
import { decideAboutNote, reportedNotes, reportNote, reportsOf, takenAwayFrom } from "#app/moderation/thank-yous.server.ts";
import { changeNote, notesOf, thank } from "#app/recognition/thanks.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
const gone = { init: { status: 404 } };
const why = "This is mockery, and no thanks.";
let from: Viewer;
let to: Viewer;
let moderator: Viewer;
let id: string;
beforeEach(async () => {
	[from, to, moderator] = [await makePerson(), await makePerson(), await makePerson({ role: "moderator" })];
	await thank(from, to.handle, { text: "Thanks for being so slow.", mayShow: true });
	id = (await notesOf(to, "to"))[0]?.id ?? "";
	await db.execute(sql`delete from note_reports`);
});
const decide = (viewer: Viewer, act: "fine" | "remove", words = why) => decideAboutNote(viewer, { id, act, words });

test("only who got it shows it, once, and only moderators see it", async () => {
	for (const who of [from, moderator]) await expect(reportNote(who, id, "")).rejects.toMatchObject(gone);
	await expect(reportNote(to, "zzzzzzzzzzzzzz", "")).rejects.toMatchObject(gone);
	await Promise.all(Array.from({ length: 5 }, () => reportNote(to, id, "It hurts.")));
	for (const who of [from, to, await makePerson()]) await expect(reportedNotes(who)).rejects.toMatchObject(gone);
	expect(await reportedNotes(moderator)).toMatchObject([{ id, words: "It hurts.", there: true }]);
	expect((await reportsOf(to)).get(id)).toBeNull();
	expect((await reportsOf(from)).size).toBe(0);
});

test("taken away, it is gone for both, and its writer reads why", async () => {
	await reportNote(to, id, "");
	expect(await decide(moderator, "remove", "Short.")).toHaveProperty("errors.words");
	for (const who of [from, to]) await expect(decide(who, "remove")).rejects.toMatchObject(gone);
	expect(await decide(moderator, "remove")).toBeNull();
	await expect(decide(moderator, "fine")).rejects.toMatchObject(gone);
	expect(await notesOf(to, "to")).toEqual([]);
	expect(await notesOf(from, "from")).toEqual([]);
	expect(await takenAwayFrom(from)).toMatchObject([{ to: to.name, explanation: why, fresh: true }]);
	expect(await takenAwayFrom(to)).toEqual([]);
	const [entry] = await latestDecisions(moderator);
	expect(entry).toMatchObject({ act: "note-removed", words: why, by: moderator.name });
	// The log is for good, and holds neither of the two nor what was written.
	expect(JSON.stringify([...(await db.execute(sql`select * from moderation_log`))])).not.toMatch(new RegExp(`${from.id}|${to.id}|slow`));
	expect(await firstBroken()).toBeNull();
});

test("found fine, it stays, who got it is told, and can remove it", async () => {
	await reportNote(to, id, "");
	expect(await decide(moderator, "fine", "")).toBeNull();
	expect((await reportsOf(to)).get(id)).toBe("fine");
	expect(await takenAwayFrom(from)).toEqual([]);
	await expect(changeNote(from, id, "remove")).rejects.toMatchObject(gone);
	await changeNote(to, id, "remove");
	expect(await notesOf(from, "from")).toEqual([]);
});

test("taking it back does not hide it from moderators", async () => {
	await reportNote(to, id, "");
	await changeNote(from, id, "take-back");
	expect(await reportedNotes(moderator)).toMatchObject([{ id, text: "Thanks for being so slow.", there: false }]);
	expect(await decide(moderator, "remove")).toBeNull();
	expect(await takenAwayFrom(from)).toHaveLength(1);
});

test("nobody decides about a note to them or from them", async () => {
	const second = await makePerson({ role: "moderator" });
	await thank(moderator, second.handle, { text: "Thanks a lot.", mayShow: false });
	id = (await notesOf(second, "to"))[0]?.id ?? "";
	await reportNote(second, id, "");
	for (const who of [moderator, second]) {
		expect(await reportedNotes(who)).toEqual([]);
		await expect(decide(who, "fine")).rejects.toMatchObject(gone);
	}
	expect(await decide(await makePerson({ role: "admin" }), "fine")).toBeNull();
});

test("of twenty who decide at once one does, and all is forgotten after 60 days", async () => {
	await reportNote(to, id, "");
	const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => decide(moderator, n % 2 ? "fine" : "remove")));
	expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	const back = shiftClock(61 * 86_400_000);
	await work("moderation.forget", {});
	back();
	expect([...(await db.execute(sql`select from note_reports`))]).toEqual([]);
});

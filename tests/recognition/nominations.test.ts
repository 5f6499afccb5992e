// Peer badges: proposed with a note, read by one who is neither of the two, known to nobody else.
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { work } from "#app/jobs.server.ts";
import { awardEverybody } from "#app/recognition/award.server.ts";
import { peerBadges } from "#app/recognition/catalogue.ts";
import { forgetMine, setMode } from "#app/recognition/commands.server.ts";
import { thanksInput } from "#app/recognition/input.ts";
import { decideNomination, isAskedToRead, nominationsToRead, proposedBy, wordsBehind } from "#app/recognition/nominations.server.ts";
import { ownBadges, shownBadges } from "#app/recognition/queries.server.ts";
import { changeNote, notesOf, thank } from "#app/recognition/thanks.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";

useTestDb();
const gone = { init: { status: 404 } };
const day = 86_400_000;
const undo: (() => void)[] = [];
let from: Viewer;
let to: Viewer;
let reader: Viewer;

beforeEach(async () => {
	await db.execute(sql`update accounts set disabled_at = now()`);
	await db.execute(sql`delete from thank_yous`);
	[from, to, reader] = [
		await makePerson({ role: "moderator" }),
		await makePerson({ role: "moderator" }),
		await makePerson({ role: "moderator" }),
	];
});
afterEach(async () => {
	for (const back of undo.splice(0)) back();
	await db.execute(sql`delete from rate_limits`);
});
const later = (days: number) => undo.push(shiftClock(days * day));
const words = { text: "You let me find it myself.", mayShow: false };
const propose = async (badge = "patient-ear", more: { about?: string } = {}) => {
	expect(await thank(from, to.handle, { ...words, badge, ...more })).toBeNull();
	const [row] = await db.execute<{ id: string; reviewer_id: string | null }>(
		sql`select id, reviewer_id from nominations where from_id = ${from.id} and to_id = ${to.id} and badge = ${badge}`,
	);
	return row as { id: string; reviewer_id: string | null };
};
const stateOf = async (who: Viewer) => [...(await proposedBy(who)).values()];

test("the one who is asked is neither of the two, whoever of the three writes to whom", async () => {
	for (const [one, other, third] of [
		[from, to, reader],
		[to, reader, from],
		[reader, from, to],
	] as const) {
		expect(await thank(one, other.handle, { ...words, badge: "safe-to-fail" })).toBeNull();
		expect((await nominationsToRead(third)).map(({ from: a, to: b }) => [a.handle, b.handle])).toEqual([[one.handle, other.handle]]);
	}
	const [row] = await db.execute(sql`select count(*)::int as count from nominations where reviewer_id in (from_id, to_id)`);
	expect(row).toEqual({ count: 0 });
	await expect(db.execute(sql`update nominations set reviewer_id = from_id`)).rejects.toThrow();
	await expect(db.execute(sql`update nominations set reviewer_id = to_id`)).rejects.toThrow();
});

test("members are not asked, nor champions who rest or whose term is over; admins only when there is nobody else", async () => {
	const [member, running, resting, over] = [await makePerson(), await makePerson(), await makePerson(), await makePerson()];
	await db.execute(sql`update accounts set role = 'admin' where id = ${reader.id}`);
	const term = (who: Viewer, starts: number, ends: number) => sql`
		insert into champion_terms (id, person_id, nominated_by, admin_id, why, state, starts_on, ends_on, person_agreed_at, admin_agreed_at, proposed_at)
		values (${who.id}, ${who.id}, ${who.id}, ${who.id}, 'Why.', 'agreed', current_date + ${starts}::int, current_date + ${ends}::int, now(), now(), now())`;
	for (const who of [running, resting]) await db.execute(term(who, -10, 30));
	await db.execute(term(over, -40, -10));
	await db.execute(sql`insert into champions (person_id, resting_since) values (${resting.id}, now())`);
	const first = await propose();
	expect(first.reviewer_id).toBe(running.id);
	// Nobody is asked twice: after the champion comes the admin, and then nobody.
	expect(await decideNomination(running, { id: first.id, act: "pass", words: "" })).toBeNull();
	await expect(decideNomination(running, { id: first.id, act: "give", words: "" })).rejects.toMatchObject(gone);
	expect(await nominationsToRead(reader)).toHaveLength(1);
	await decideNomination(reader, { id: first.id, act: "pass", words: "" });
	for (const who of [member, running, resting, over, reader, from, to]) expect(await isAskedToRead(who)).toBe(false);
	expect(await stateOf(from)).toEqual([{ badge: "patient-ear", state: "waiting", reason: null }]);
});

test("who is no longer moderator, or signed out for good, reads and decides nothing, and somebody else is asked", async () => {
	const { id } = await propose();
	expect(await nominationsToRead(reader)).toHaveLength(1);
	await db.execute(sql`update accounts set role = 'member' where id = ${reader.id}`);
	expect(await nominationsToRead(reader)).toEqual([]);
	expect(await isAskedToRead(reader)).toBe(false);
	await expect(decideNomination(reader, { id, act: "give", words: "" })).rejects.toMatchObject(gone);
	const next = await makePerson({ role: "moderator" });
	await work("recognition.nominations", {});
	expect(await decideNomination(next, { id, act: "give", words: "" })).toBeNull();
	expect(await ownBadges(to)).toHaveLength(1);
});

test("given, it is the receiver's alone until they show it; nobody learns who read it", async () => {
	const { id } = await propose();
	expect(await ownBadges(to)).toEqual([]);
	for (const who of [from, to]) await expect(decideNomination(who, { id, act: "give", words: "" })).rejects.toMatchObject(gone);
	expect(await decideNomination(reader, { id, act: "give", words: "" })).toBeNull();
	await expect(decideNomination(reader, { id, act: "return", words: "No." })).rejects.toMatchObject(gone);
	expect((await ownBadges(to)).map(({ badge, view }) => [badge, view])).toEqual([["patient-ear", "mine"]]);
	expect(await shownBadges(from, to.id)).toEqual([]);
	expect(await wordsBehind(to, "patient-ear")).toMatchObject([{ text: words.text, name: from.name }]);
	for (const who of [from, reader]) expect(await wordsBehind(who, "patient-ear")).toEqual([]);
	expect(await stateOf(from)).toEqual([{ badge: "patient-ear", state: "given", reason: null }]);
	expect(JSON.stringify([await notesOf(to, "to"), await notesOf(from, "from"), await wordsBehind(to, "patient-ear")])).not.toContain(
		reader.name,
	);
	// The rules take nothing of it away.
	await awardEverybody();
	expect(await ownBadges(to)).toHaveLength(1);
	// The note can be taken back, the badge stays.
	const [note] = await notesOf(from, "from");
	await changeNote(from, note?.id, "take-back");
	expect(await ownBadges(to)).toHaveLength(1);
	expect(await stateOf(from)).toEqual([]);
});

test("sent back, only the writer reads why, and the receiver never hears of it", async () => {
	const { id } = await propose();
	expect(await decideNomination(reader, { id, act: "return", words: "" })).toHaveProperty("errors.words");
	expect(await decideNomination(reader, { id, act: "return", words: "Say what happened." })).toBeNull();
	expect(await stateOf(from)).toEqual([{ badge: "patient-ear", state: "returned", reason: "Say what happened." }]);
	expect(await ownBadges(to)).toEqual([]);
	const [received] = await notesOf(to, "to");
	expect(received).toMatchObject({ text: words.text, proposed: null });
	expect(await thank(from, to.handle, { text: "Again.", mayShow: false, badge: "patient-ear" })).toHaveProperty("errors.badge");
	// Taken back, it can be said better.
	const [note] = await notesOf(from, "from");
	await changeNote(from, note?.id, "take-back");
	expect(await thank(from, to.handle, { text: "Again.", mayShow: false, badge: "patient-ear" })).toBeNull();
});

test("who takes no part gets none, and whoever proposes or reads can not tell", async () => {
	const other = await makePerson();
	await setMode(to, "out");
	const { id } = await propose();
	await thank(from, other.handle, { ...words, badge: "patient-ear" });
	for (const who of [reader, to])
		for (const { id: one } of await nominationsToRead(who))
			expect(await decideNomination(who, { id: one, act: "give", words: "" })).toBeNull();
	expect(new Set((await stateOf(from)).map((one) => JSON.stringify(one))).size).toBe(1);
	await setMode(to, "all");
	expect(await ownBadges(to)).toEqual([]);
	expect(await ownBadges(other)).toHaveLength(1);
	await expect(decideNomination(reader, { id, act: "give", words: "" })).rejects.toMatchObject(gone);
});

test("what they have already, or had revoked, is given no second time", async () => {
	await decideNomination(reader, { id: (await propose()).id, act: "give", words: "" });
	await db.execute(sql`update awards set revoked_at = now(), reason = 'Pretence.' where person_id = ${to.id}`);
	expect(await thank(reader, to.handle, { ...words, badge: "patient-ear" })).toBeNull();
	const [again] = await nominationsToRead(from);
	expect(await decideNomination(from, { id: again?.id ?? "", act: "give", words: "" })).toBeNull();
	expect((await ownBadges(to)).map(({ revoked }) => revoked)).toEqual(["Pretence."]);
});

test("whoever deletes their badges deletes that they were given them", async () => {
	await decideNomination(reader, { id: (await propose()).id, act: "give", words: "" });
	await forgetMine(to, { badges: true });
	expect(await ownBadges(to)).toEqual([]);
	expect(await stateOf(from)).toEqual([]);
});

test("what it was for is a post, for those who may read it; a title of a private circle is not for the reader", async () => {
	const circle = await makeCircle({ keeper: to, members: [from], visibility: "private" });
	const thread = await makeThread({ author: from, circleId: circle.id, title: "Kept among us" });
	const reply = await makeReply({ threadId: thread.id, author: to });
	const { id } = await propose("patient-ear", { about: reply });
	expect((await nominationsToRead(reader))[0]?.about).toBeNull();
	await decideNomination(reader, { id, act: "give", words: "" });
	expect((await ownBadges(to))[0]?.evidence?.title).toBe("Kept among us");
	await db.execute(sql`update awards set view = 'evidence' where person_id = ${to.id}`);
	expect((await shownBadges(from, to.id))[0]?.evidence?.title).toBe("Kept among us");
	expect((await shownBadges(reader, to.id))[0]?.evidence).toBeNull();
});

describe("nothing waits for ever", () => {
	test("who lets it lie for five days, or has left, is no longer asked, and another one is", async () => {
		const { id } = await propose();
		const [second, third] = [await makePerson({ role: "moderator" }), await makePerson({ role: "moderator" })];
		later(4);
		await work("recognition.nominations", {});
		expect(await isAskedToRead(reader)).toBe(true);
		later(2);
		await work("recognition.nominations", {});
		expect(await isAskedToRead(reader)).toBe(false);
		const asked = (await isAskedToRead(second)) ? second : third;
		const left = asked === second ? third : second;
		await db.execute(sql`update accounts set disabled_at = now() where id = ${asked.id}`);
		await work("recognition.nominations", {});
		expect(await isAskedToRead(left)).toBe(true);
		await decideNomination(left, { id, act: "give", words: "" });
		expect(await ownBadges(to)).toHaveLength(1);
	});

	test("with nobody there it waits for somebody, and ends after a month", async () => {
		await db.execute(sql`update accounts set disabled_at = now() where id = ${reader.id}`);
		const { reviewer_id } = await propose();
		expect(reviewer_id).toBeNull();
		const newcomer = await makePerson({ role: "moderator" });
		await work("recognition.nominations", {});
		expect(await isAskedToRead(newcomer)).toBe(true);
		later(31);
		await work("recognition.nominations", {});
		expect(await isAskedToRead(newcomer)).toBe(false);
		expect(await stateOf(from)).toEqual([{ badge: "patient-ear", state: "unread", reason: null }]);
	});
});

test("of twenty answers at once one holds, and twenty proposals are one", async () => {
	await Promise.all(Array.from({ length: 20 }, () => thank(from, to.handle, { ...words, badge: "patient-ear" })));
	const [one, ...more] = await nominationsToRead(reader);
	expect(more).toEqual([]);
	const answers = await Promise.allSettled(
		Array.from({ length: 20 }, (_, index) =>
			decideNomination(reader, { id: one?.id ?? "", act: index % 2 ? "give" : "return", words: "Why." }),
		),
	);
	expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	const [{ state } = { state: "" }] = await stateOf(from);
	expect(await ownBadges(to)).toHaveLength(state === "given" ? 1 : 0);
});

test("of two who pass at once, nobody is asked twice, and jobs at once ask one", async () => {
	const others = await Promise.all(Array.from({ length: 4 }, () => makePerson({ role: "moderator" })));
	const { id } = await propose();
	later(6);
	await Promise.all(Array.from({ length: 8 }, () => work("recognition.nominations", {})));
	const asked = await Promise.all([reader, ...others].map((who) => isAskedToRead(who)));
	expect(asked.filter(Boolean)).toHaveLength(1);
	const [row] = await db.execute(sql`select count(*)::int as count from nomination_readers where nomination_id = ${id}`);
	expect(row).toEqual({ count: 2 });
});

test("only a peer badge can be proposed", () => {
	for (const { slug } of peerBadges) expect(thanksInput.safeParse({ text: "Yes.", badge: slug }).success).toBe(true);
	for (const badge of ["first-win", "champion", "no-such", "__proto__"])
		expect(thanksInput.safeParse({ text: "Yes.", badge }).success).toBe(false);
	expect(thanksInput.parse({ text: "Yes.", badge: "" }).badge).toBeUndefined();
});

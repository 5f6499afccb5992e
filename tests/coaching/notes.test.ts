import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { agreeToExcerpt, excerptOf, excerptsOf, offerExcerpt, takeBackExcerpt } from "#app/coaching/excerpts.server.ts";
import * as notes from "#app/coaching/notes.server.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { wordsToShare } from "#app/coaching/share.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { bookings, myNotes, ourNotes } from "#db/schema/coaching.server.ts";
import { makeDatedSession, makePlace } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
const { keepMyNotes, keepOurNotes, myNotesOf, ourNotesOf } = notes;
const canary = "marzipanfalk";
const gone = { init: { status: 404 } };

let host: Viewer;
let guest: Viewer;
let id: string;
let hoursId: string;
beforeAll(async () => {
	[host, guest] = [await makePerson(), await makePerson()];
	({ id, hoursId } = await makeDatedSession({ host }));
	await makePlace(id, guest);
	await keepMyNotes(host, id, `The host's ${canary}`);
	await keepMyNotes(guest, id, `The guest's ${canary}`);
	await keepOurNotes(host, id, { ours: `Our ${canary}`, revision: 0 });
});

/** Calls every function of the file as somebody, and gives all that came back. */
async function everything(viewer: Viewer): Promise<string> {
	const calls: Record<keyof typeof notes, () => Promise<unknown>> = {
		myNotesOf: () => myNotesOf(viewer, id),
		keepMyNotes: () => keepMyNotes(viewer, id, "tried"),
		ourNotesOf: () => ourNotesOf(viewer, id),
		keepOurNotes: () => keepOurNotes(viewer, id, { ours: "tried", revision: 0 }),
	};
	expect(Object.keys(calls).sort()).toEqual(Object.keys(notes).sort());
	const said = await Promise.all(
		Object.values(calls).map((call) =>
			call().catch((refusal: unknown) => {
				expect(refusal).toMatchObject(gone);
				return null;
			}),
		),
	);
	return JSON.stringify(said);
}

test("each reads their own notes, and both read and write what they share", async () => {
	expect(await myNotesOf(host, id)).toBe(`The host's ${canary}`);
	expect(await myNotesOf(guest, id)).toBe(`The guest's ${canary}`);
	expect(await ourNotesOf(guest, id)).toEqual({ text: `Our ${canary}`, revision: 1 });
	expect(await ourNotesOf(host, id)).toEqual({ text: `Our ${canary}`, revision: 1 });
});

test("nobody else gets a word out of any function, whatever their role, and none writes", async () => {
	const elsewhere = await makePerson();
	const champion = await makePerson();
	await makePlace((await makeDatedSession({ host: champion })).id, elsewhere);
	const waiting = await makePerson();
	const [held, waits] = [await makePerson(), await makeDatedSession({ host: await makePerson(), kind: "group" })];
	await makePlace(waits.id, waiting, "waiting");
	await makePlace(waits.id, held, "held");
	const others = [
		await makePerson({ role: "admin" }),
		await makePerson({ role: "moderator" }),
		await makePerson(),
		champion,
		elsewhere,
		waiting,
		held,
	];
	for (const other of others) expect(await everything(other)).not.toContain(canary);
	expect((await db.select().from(ourNotes)).map(({ text }) => text)).toEqual([`Our ${canary}`]);
	expect(await db.select().from(myNotes)).toHaveLength(2);
});

test("an account that was closed gets nothing, not even its own", async () => {
	for (const who of [host, guest]) {
		await db.update(accounts).set({ disabledAt: new Date() }).where(eq(accounts.id, who.id));
		expect(await everything(who)).not.toContain(canary);
		await db.update(accounts).set({ disabledAt: null }).where(eq(accounts.id, who.id));
	}
	expect(await myNotesOf(guest, id)).toContain(canary);
});

test("whoever waits for a seat, is offered one or gave theirs up reads no shared notes; their own stay", async () => {
	const leader = await makePerson();
	const group = await makeDatedSession({ host: leader, kind: "group" });
	await keepOurNotes(leader, group.id, { ours: canary, revision: 0 });
	for (const state of ["waiting", "offered", "held"] as const) {
		const person = await makePerson();
		await makePlace(group.id, person, state);
		expect(await ourNotesOf(person, group.id)).toBeNull();
	}
	const leaver = await makePerson();
	const booking = await makePlace(group.id, leaver);
	await keepMyNotes(leaver, group.id, "Mine.");
	expect((await ourNotesOf(leaver, group.id))?.text).toBe(canary);
	await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.id, booking));
	expect(await ourNotesOf(leaver, group.id)).toBeNull();
	await expect(keepOurNotes(leaver, group.id, { ours: "x", revision: 1 })).rejects.toMatchObject(gone);
	expect(await myNotesOf(leaver, group.id)).toBe("Mine.");
});

test("of two who write at once one is kept, and the other sees what stands there now", async () => {
	const [one, two] = [await makePerson(), await makePerson()];
	const session = await makeDatedSession({ host: one });
	await makePlace(session.id, two);
	for (const revision of [0, 1]) {
		const words = [`one ${revision}`, `two ${revision}`];
		const done = await Promise.all([
			keepOurNotes(one, session.id, { ours: words[0] ?? "", revision }),
			keepOurNotes(two, session.id, { ours: words[1] ?? "", revision }),
		]);
		const stands = await ourNotesOf(one, session.id);
		expect(stands?.revision).toBe(revision + 1);
		expect(words).toContain(stands?.text);
		expect(done.filter((refused) => refused === null)).toHaveLength(1);
		expect(done.find((refused) => refused !== null)).toEqual(stands);
	}
	// The same words twice are no quarrel.
	expect(await keepOurNotes(one, session.id, { ours: (await ourNotesOf(one, session.id))?.text ?? "", revision: 0 })).toBeNull();
});

test("an excerpt is shown once somebody else of the session agreed to these very words, and not after either took it back", async () => {
	const stranger = await makePerson({ role: "admin" });
	expect(await offerExcerpt(guest, id, "First words")).toBeNull();
	const first = await excerptOf(host, id);
	expect([first?.mine, first?.agreed]).toEqual([false, false]);
	expect(await excerptOf(stranger, id)).toBeNull();
	expect(await excerptsOf(hoursId)).toEqual([]);
	await expect(agreeToExcerpt(stranger, id, first?.offeredAt ?? 0)).rejects.toMatchObject(gone);
	await expect(takeBackExcerpt(stranger, id)).rejects.toMatchObject(gone);
	// Nobody agrees with themselves, nor writes over what another one offered.
	expect(await agreeToExcerpt(guest, id, first?.offeredAt ?? 0)).not.toBeNull();
	expect(await offerExcerpt(host, id, "Other words")).not.toBeNull();
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(await offerExcerpt(guest, id, "Second words")).toBeNull();
	expect(await agreeToExcerpt(host, id, first?.offeredAt ?? 0)).not.toBeNull();
	const second = await excerptOf(host, id);
	expect(await agreeToExcerpt(host, id, second?.offeredAt ?? 0)).toBeNull();
	expect(await excerptsOf(hoursId)).toEqual(["Second words"]);
	expect(await offerExcerpt(guest, id, "Third words")).not.toBeNull();
	await takeBackExcerpt(host, id);
	expect(await excerptsOf(hoursId)).toEqual([]);
});

test("only the host of a group takes its notes along into a thread", async () => {
	const [leader, member, admin] = [await makePerson(), await makePerson(), await makePerson({ role: "admin" })];
	const group = await makeDatedSession({ host: leader, kind: "group" });
	await makePlace(group.id, member);
	await keepOurNotes(leader, group.id, { ours: canary, revision: 0 });
	const words = async (viewer: Viewer) => {
		const session = await sessionById(viewer, group.id);
		return session ? wordsToShare(viewer, session, "win") : null;
	};
	expect(await words(leader)).toEqual([{ from: "Our notes", section: "did", text: canary }]);
	expect(JSON.stringify(await words(member))).not.toContain(canary);
	expect(JSON.stringify(await words(admin))).not.toContain(canary);
});

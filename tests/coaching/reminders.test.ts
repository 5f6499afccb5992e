import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { forget, remind } from "#app/coaching/reminders.server.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { work } from "#app/jobs.server.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { mails, notices } from "#db/schema/notifications.server.ts";
import { makeBooking, makeHours, makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs, tryJobs } from "#tests/support/jobs.ts";
import { makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
const minute = 60_000;
const hour = 60 * minute;
const undo: (() => void)[] = [];
const inTime = (ms: number) => new Date(now().getTime() + ms);

afterEach(async () => {
	for (const back of undo.splice(0)) back();
	for (const table of [notices, mails, bookings, coachingSessions]) await db.delete(table);
	await db.execute(sql`delete from graphile_worker._private_jobs`);
});

async function booked(startsAt: Date) {
	const [host, guest] = await Promise.all([makePerson(), makePerson()]);
	const session = await makeSession(await makeHours(host), { startsAt });
	await makeBooking(session, guest);
	await remind(db, session);
	return { session, host, guest };
}
const jobs = async () =>
	[
		...(await db.execute<{ key: string; at: Date }>(
			sql`select key, run_at as at from graphile_worker.jobs where task_identifier = 'coaching.remind' order by run_at`,
		)),
	].map(({ key, at }) => ({ which: key.split(":")[2], at: new Date(at).getTime() }));
const move = async (id: string, startsAt: Date, sequence: number) => {
	const endsAt = new Date(startsAt.getTime() + 30 * minute);
	await db
		.update(coachingSessions)
		.set({ startsAt, endsAt, blockedFrom: startsAt, blockedTo: endsAt, sequence })
		.where(eq(coachingSessions.id, id));
	await remind(db, { id, startsAt, sequence });
};
const told = async () => (await db.select().from(notices)).map(({ personId, cause }) => `${personId} ${cause}`).sort();

test("a day and an hour before, for host and guest", async () => {
	const { session, host, guest } = await booked(inTime(50 * hour));
	const starts = session.startsAt.getTime();
	expect(await jobs()).toEqual([
		{ which: "day", at: starts - 24 * hour },
		{ which: "hour", at: starts - hour },
	]);
	undo.push(shiftClock(26 * hour));
	await work("coaching.remind", { sessionId: session.id, which: "day" });
	await runJobs(url());
	expect(await told()).toEqual([host, guest].map(({ id }) => `${id} reminder:${session.id}:0:day`).sort());
	undo.push(shiftClock(23 * hour));
	await work("coaching.remind", { sessionId: session.id, which: "hour" });
	await runJobs(url());
	expect(await told()).toHaveLength(4);
});

test("a session that is moved moves its jobs, one of each key", async () => {
	const { session } = await booked(inTime(50 * hour));
	const startsAt = inTime(80 * hour);
	await move(session.id, startsAt, 1);
	expect(await jobs()).toEqual([
		{ which: "day", at: startsAt.getTime() - 24 * hour },
		{ which: "hour", at: startsAt.getTime() - hour },
	]);
	// Moved to where a reminder would be too late: the old one goes, too.
	await move(session.id, inTime(5 * hour), 2);
	expect((await jobs()).map(({ which }) => which)).toEqual(["hour"]);
});

test("the job of an old time, which could no longer be taken away, tells nobody", async () => {
	const { session } = await booked(inTime(25 * hour));
	await move(session.id, inTime(80 * hour), 1);
	undo.push(shiftClock(hour));
	await work("coaching.remind", { sessionId: session.id, which: "day" });
	await runJobs(url());
	expect(await told()).toEqual([]);
});

test("a cancelled session reminds nobody, even if its job still runs; nor somebody who cancelled", async () => {
	const { session, host, guest } = await booked(inTime(24 * hour));
	await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.guestId, guest.id));
	await work("coaching.remind", { sessionId: session.id, which: "day" });
	await runJobs(url());
	expect((await told()).map((line) => line.split(" ")[0])).toEqual([host.id]);
	await db.delete(notices);
	await db
		.update(coachingSessions)
		.set({ state: "cancelled", cancelledAt: now(), cancelledBy: "host" })
		.where(eq(coachingSessions.id, session.id));
	await forget(db, session.id);
	expect(await jobs()).toEqual([]);
	for (const which of ["day", "hour"] as const) await work("coaching.remind", { sessionId: session.id, which });
	await runJobs(url());
	expect(await told()).toEqual([]);
});

test("booked half an hour ahead: nothing is sent for a time that is past", async () => {
	const { session } = await booked(inTime(30 * minute));
	expect(await jobs()).toEqual([]);
	await work("coaching.remind", { sessionId: session.id, which: "day" });
	await runJobs(url());
	expect(await told()).toEqual([]);
});

test("what is written and undone again leaves no job", async () => {
	const host = await makePerson();
	const session = await makeSession(await makeHours(host));
	await db
		.transaction(async (tx) => {
			await remind(tx, session);
			throw new Error("undone");
		})
		.catch(() => undefined);
	expect(await jobs()).toEqual([]);
});

test("two workers remind once", async () => {
	const { session, host, guest } = await booked(inTime(24 * hour + minute));
	undo.push(shiftClock(minute));
	await db.execute(sql`update graphile_worker._private_jobs set run_at = now() where key like '%:day'`);
	await Promise.all([tryJobs(url()), tryJobs(url()), work("coaching.remind", { sessionId: session.id, which: "day" })]);
	await runJobs(url());
	expect(await told()).toEqual([host, guest].map(({ id }) => `${id} reminder:${session.id}:0:day`).sort());
	const letters = await db.select().from(mails);
	expect(new Set(letters.map(({ personId }) => personId)).size).toBe(letters.length);
	expect(letters).toHaveLength(2);
});

import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { answerNoShow, forgetNoShows, noShowsOf, sayNoShow, takeBackNoShow } from "#app/coaching/no-shows.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { bookings, noShows } from "#db/schema/coaching.server.ts";
import { notices } from "#db/schema/notifications.server.ts";
import { makeDatedSession, makePlace } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
const gone = { init: { status: 404 } };
const toldOf = async (personId: string) =>
	(await db.select().from(notices).where(eq(notices.personId, personId))).map(({ kind, sessionId }) => [kind, sessionId]);

async function scene(startsIn = -10) {
	const [host, guest] = [await makePerson(), await makePerson({ name: "Gus Guest" })];
	const { id } = await makeDatedSession({ host, startsIn });
	return { host, guest, id, bookingId: await makePlace(id, guest) };
}

test("a host says that a guest did not come; the guest is told, answers, and the host is told of that", async () => {
	const { host, guest, id, bookingId } = await scene();
	const both = await Promise.all([sayNoShow(host, id, bookingId), sayNoShow(host, id, bookingId)]);
	expect(both).toEqual([null, null]);
	await runJobs(url());
	expect(await toldOf(guest.id)).toEqual([["no-show", id]]);
	expect(await noShowsOf(guest, id)).toEqual([{ bookingId, side: "guest", mine: false, guest: "Gus Guest", appeal: null }]);
	await expect(answerNoShow(host, id, bookingId, "No.")).rejects.toMatchObject(gone);
	await expect(takeBackNoShow(guest, id, bookingId)).rejects.toMatchObject(gone);
	// Who is said to be missing can not say the same of the other instead of answering.
	expect(await sayNoShow(guest, id, bookingId)).toMatchObject({ errors: { form: expect.stringContaining("answer") } });
	await answerNoShow(guest, id, bookingId, "I was in the other room.");
	await runJobs(url());
	expect(await toldOf(host.id)).toEqual([["appeal", id]]);
	expect((await noShowsOf(host, id))[0]).toMatchObject({ mine: true, appeal: "I was in the other room." });
	await takeBackNoShow(host, id, bookingId);
	expect(await noShowsOf(guest, id)).toEqual([]);
});

test("a guest says it of the host", async () => {
	const { host, guest, id, bookingId } = await scene();
	await sayNoShow(guest, id, bookingId);
	await runJobs(url());
	expect(await toldOf(host.id)).toEqual([["no-show", id]]);
	expect((await noShowsOf(host, id))[0]).toMatchObject({ side: "host", mine: false });
});

test("nothing can be said before it began, or of somebody who gave up their seat", async () => {
	const early = await scene(30);
	await expect(sayNoShow(early.host, early.id, early.bookingId)).rejects.toMatchObject(gone);
	const left = await scene();
	await db.update(bookings).set({ state: "cancelled" }).where(eq(bookings.id, left.bookingId));
	await expect(sayNoShow(left.host, left.id, left.bookingId)).rejects.toMatchObject(gone);
});

test("nobody but the two reads or touches it: no admin, no other guest of the same group", async () => {
	const [host, guest, other] = [await makePerson(), await makePerson(), await makePerson()];
	const { id } = await makeDatedSession({ host, kind: "group", startsIn: -10 });
	const [bookingId, others] = [await makePlace(id, guest), await makePlace(id, other)];
	await sayNoShow(host, id, bookingId);
	const strangers = [other, await makePerson({ role: "admin" }), await makePerson({ role: "moderator" }), await makePerson()];
	for (const stranger of strangers) {
		expect(await noShowsOf(stranger, id)).toEqual([]);
		await expect(sayNoShow(stranger, id, bookingId)).rejects.toMatchObject(gone);
		await expect(answerNoShow(stranger, id, bookingId, "x")).rejects.toMatchObject(gone);
		await expect(takeBackNoShow(stranger, id, bookingId)).rejects.toMatchObject(gone);
	}
	// Of a booking of another session nothing is there either.
	const elsewhere = await scene();
	await expect(sayNoShow(host, id, elsewhere.bookingId)).rejects.toMatchObject(gone);
	await sayNoShow(other, id, others);
	expect((await noShowsOf(host, id)).map(({ side }) => side).sort()).toEqual(["guest", "host"]);
	expect((await noShowsOf(guest, id)).map(({ side }) => side)).toEqual(["guest"]);
});

test("it is forgotten after sixty days", async () => {
	const { host, id, bookingId } = await scene();
	await sayNoShow(host, id, bookingId);
	await forgetNoShows();
	expect(await db.select().from(noShows).where(eq(noShows.bookingId, bookingId))).toHaveLength(1);
	const back = shiftClock(61 * 86_400_000);
	expect(await forgetNoShows()).toBeGreaterThan(0);
	back();
	expect(await db.select().from(noShows)).toEqual([]);
});

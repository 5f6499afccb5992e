// Moving and cancelling a session. Docs: docs/decisions/019-coaching.md.
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import type { Tx } from "#db/client.server.ts";
import type { SessionSide } from "#db/enums.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { hoursOf, slotsFor } from "./availability.server.ts";
import { inTwoPlaces } from "./hold.server.ts";
import { letGo, lockPeople } from "./people-lock.server.ts";
import { forget, remind } from "./reminders.server.ts";
import { coachingLimits, sessionPath, sessionPhase } from "./rules.ts";
import { tellAll, tellEach } from "./tell.server.ts";

type Refused = { errors: Record<string, string> };

/** Locks a session that takes place, and says on which side of it the viewer is. Throws 404 for whoever is not in it. */
export async function lockSession(viewer: Viewer, id: string | undefined, tx: Tx) {
	if (!isId(id)) throw notFound();
	const [session] = await tx
		.select()
		.from(coachingSessions)
		.where(and(eq(coachingSessions.id, id), sql`${coachingSessions.state} <> 'held'`))
		.for("update");
	if (!session) throw notFound();
	const [mine] = await tx
		.select()
		.from(bookings)
		.where(and(eq(bookings.sessionId, id), eq(bookings.guestId, viewer.id), inArray(bookings.state, ["booked", "offered", "waiting"])));
	const side: SessionSide | null = session.hostId === viewer.id ? "host" : mine ? "guest" : null;
	if (!side) throw notFound();
	return { session, mine: mine ?? null, side, phase: sessionPhase(session, now()) };
}

/**
 * The slots to which a session can be moved, from now to the end of its hours' horizon: as they are offered, with what it takes itself
 * free. Also of hours that were retired since. Its guests' other appointments are found out by the database.
 */
export async function slotsToMove(viewer: Viewer, sessionId: string, range: { from: Date; to: Date }, tx = db) {
	const [session] = await tx.select().from(coachingSessions).where(eq(coachingSessions.id, sessionId));
	const hours = session ? await hoursOf(session.officeHoursId, tx) : null;
	if (!session || !hours) return [];
	const slots = (await slotsFor(viewer, [hours], { ...range, moving: sessionId }, tx)).get(hours.id) ?? [];
	return slots.filter(({ startsAt }) => startsAt.getTime() !== session.startsAt.getTime());
}

/**
 * Moves a session to another slot of its hours: the same session, booking and UID, with a greater SEQUENCE. Host or guest of a session of two,
 * or the host of a group. Returns its address, or what will not do by field.
 */
export async function moveSession(viewer: Viewer, id: string | undefined, startsAt: Date): Promise<{ path: string } | Refused> {
	const [place] = isId(id)
		? await db.select({ hostId: coachingSessions.hostId }).from(coachingSessions).where(eq(coachingSessions.id, id))
		: [];
	if (!place || !id) throw notFound();
	const guests = await db.select({ id: bookings.guestId }).from(bookings).where(eq(bookings.sessionId, id));
	const everybody = [place.hostId, ...guests.map((guest) => guest.id)];
	try {
		return await db.transaction(async (tx): Promise<{ path: string } | Refused> => {
			await lockPeople(tx, everybody);
			const { session, side, phase } = await lockSession(viewer, id, tx);
			if (session.kind === "group" && side !== "host") throw notFound();
			if (phase !== "coming" || session.startsAt.getTime() - now().getTime() < coachingLimits.moveMinutes * 60_000)
				return { errors: { form: "It begins too soon to be moved. You can still cancel it, and say why." } };
			if (session.startsAt.getTime() === startsAt.getTime()) return { path: sessionPath(id) };
			await letGo(tx, everybody, null);
			const [slot] = await slotsToMove(viewer, id, { from: startsAt, to: new Date(startsAt.getTime() + 1) }, tx);
			if (slot?.startsAt.getTime() !== startsAt.getTime())
				return { errors: { startsAt: "This time is not free (any more). Choose another one." } };
			await tx
				.update(coachingSessions)
				.set({ ...slot, sequence: session.sequence + 1 })
				.where(eq(coachingSessions.id, id));
			await tx
				.update(bookings)
				.set({ sequence: sql`${bookings.sequence} + 1` })
				.where(and(eq(bookings.sessionId, id), inArray(bookings.state, ["booked", "offered", "waiting"])));
			await remind(tx, { id, startsAt, sequence: session.sequence + 1 });
			await tellAll(tx, id, "moved", ["booked"]);
			return { path: sessionPath(id) };
		});
	} catch (error) {
		if (!inTwoPlaces(error)) throw error;
		return { errors: { startsAt: "Somebody who comes is elsewhere at that time. Choose another one." } };
	}
}

/** Ends a session for all who are in it. */
export async function callOff(session: typeof coachingSessions.$inferSelect, by: SessionSide, reason: string, tx: Tx): Promise<void> {
	const at = now();
	const concerned = await tx
		.select({ id: bookings.id, personId: bookings.guestId, sequence: bookings.sequence, state: bookings.state })
		.from(bookings)
		.where(and(eq(bookings.sessionId, session.id), inArray(bookings.state, ["booked", "offered", "waiting"])));
	await tx
		.update(coachingSessions)
		.set({ state: "cancelled", cancelledAt: at, cancelledBy: by, reason, sequence: session.sequence + 1 })
		.where(eq(coachingSessions.id, session.id));
	await tx
		.update(bookings)
		.set({ state: "cancelled", until: null, sequence: sql`${bookings.sequence} + 1` })
		.where(
			inArray(
				bookings.id,
				concerned.map((one) => one.id),
			),
		);
	await forget(tx, session.id);
	await tellEach(tx, session.id, "cancelled", [
		{ personId: session.hostId, sequence: session.sequence + 1 },
		...concerned.map(({ personId, sequence }) => ({ personId, sequence: sequence + 1 })),
	]);
}

// Seats of group sessions and their waitlist, and cancelling. Docs: docs/decisions/019-coaching.md.
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { record } from "#app/people/activity.server.ts";
import type { Tx } from "#db/client.server.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { callOff, lockSession } from "./commands.server.ts";
import { inTwoPlaces, threadFor } from "./hold.server.ts";
import type { BookingInput } from "./input.ts";
import { letGo, lockPeople } from "./people-lock.server.ts";
import { coachingLimits, sessionPath, sessionPhase } from "./rules.ts";
import { tellEach } from "./tell.server.ts";

type Refused = { errors: Record<string, string> };
type Session = typeof coachingSessions.$inferSelect;
const elsewhere = "You are in another session at that time. Move or cancel that one first.";

const seatsLeft = async (session: Session, tx: Tx): Promise<number> => {
	const [row] = await tx
		.select({ taken: sql<number>`count(*)::int` })
		.from(bookings)
		.where(and(eq(bookings.sessionId, session.id), inArray(bookings.state, ["held", "booked", "offered"])));
	return session.seats - (row?.taken ?? 0);
};

const noteSeat = (viewer: Viewer, session: Session, tx: Tx) =>
	record(tx, { personId: viewer.id, event: "coaching-booked", subjectId: session.id, otherId: session.hostId });

/**
 * Takes a seat in a group session, or a place on its waitlist when there is none. Twice changes nothing. Returns the session's address, or
 * what will not do by field. Throws 404 when there is no such session for a group, or it is the viewer's own.
 */
export async function takeSeat(viewer: Viewer, id: string | undefined, input: BookingInput): Promise<{ path: string } | Refused> {
	if (!isId(id)) throw notFound();
	try {
		return await db.transaction(async (tx): Promise<{ path: string } | Refused> => {
			await lockPeople(tx, [viewer.id]);
			await letGo(tx, [viewer.id], viewer.id);
			const [session] = await tx
				.select()
				.from(coachingSessions)
				.where(and(eq(coachingSessions.id, id), eq(coachingSessions.kind, "group"), sql`${coachingSessions.state} <> 'held'`))
				.for("update");
			if (!session || session.hostId === viewer.id) throw notFound();
			if (sessionPhase(session, now()) !== "coming") return { errors: { form: "It can no longer be joined." } };
			const [mine] = await tx
				.select()
				.from(bookings)
				.where(and(eq(bookings.sessionId, id), eq(bookings.guestId, viewer.id)));
			if (mine && mine.state !== "cancelled") return { path: sessionPath(id) };
			const state = (await seatsLeft(session, tx)) > 0 ? ("booked" as const) : ("waiting" as const);
			const words = { want: input.want, tried: input.tried, threadId: await threadFor(viewer, input.threadId, tx) };
			const sequence = mine ? mine.sequence + 1 : 0;
			// Whoever comes again waits at the end.
			if (mine) await tx.delete(bookings).where(eq(bookings.id, mine.id));
			await tx
				.insert(bookings)
				.values({ id: mine?.id ?? newId(), sessionId: id, guestId: viewer.id, state, sequence, createdAt: now(), ...words });
			if (state === "booked") {
				await tellEach(tx, id, "booked", [{ personId: viewer.id, sequence }]);
				await noteSeat(viewer, session, tx);
			}
			return { path: sessionPath(id) };
		});
	} catch (error) {
		if (!inTwoPlaces(error)) throw error;
		return { errors: { form: elsewhere } };
	}
}

/**
 * Offers free seats to those who wait, first come, first served, in the transaction that freed them. Whoever is elsewhere by then, or no
 * longer here, is passed over and keeps waiting. The session is locked.
 */
export async function promote(session: Session, tx: Tx): Promise<void> {
	const at = now();
	if (sessionPhase(session, at) !== "coming") return;
	let free = await seatsLeft(session, tx);
	if (free <= 0) return;
	const waiting = await tx
		.select()
		.from(bookings)
		.where(
			and(
				eq(bookings.sessionId, session.id),
				eq(bookings.state, "waiting"),
				sql`exists (select from accounts a where a.id = ${bookings.guestId} and a.disabled_at is null)`,
			),
		)
		.orderBy(asc(bookings.place))
		.for("update");
	const until = new Date(Math.min(at.getTime() + coachingLimits.offerHours * 3_600_000, session.startsAt.getTime()));
	for (const one of waiting) {
		if (free <= 0) return;
		try {
			await tx.transaction((inner) => inner.update(bookings).set({ state: "offered", until }).where(eq(bookings.id, one.id)));
		} catch (error) {
			if (inTwoPlaces(error)) continue;
			throw error;
		}
		free -= 1;
		const cause = `offer:${one.id}:${until.toISOString()}`;
		await enqueue(tx, "notifications.notice", { personId: one.guestId, kind: "offered", cause, sessionId: session.id });
	}
}

/** Cancels: a host, or the guest of a session of two, the session; the guest of a group their own place. Twice is once. Throws 404. */
export async function cancel(viewer: Viewer, id: string | undefined, reason: string): Promise<{ path: string } | Refused> {
	return db.transaction(async (tx): Promise<{ path: string } | Refused> => {
		if (await isCancelled(viewer, id, tx)) return { path: sessionPath(id ?? "") };
		const { session, mine, side, phase } = await lockSession(viewer, id, tx);
		if (phase !== "coming") return { errors: { form: "It has begun already. What was said about it stays between you." } };
		if (side === "host" || session.kind === "one") await callOff(session, side, reason, tx);
		else if (mine) await giveUp(session, mine, tx);
		return { path: sessionPath(session.id) };
	});
}

async function isCancelled(viewer: Viewer, id: string | undefined, tx: Tx): Promise<boolean> {
	const rows = await tx.execute(sql`
		select from coaching_sessions s left join bookings b on b.session_id = s.id and b.guest_id = ${viewer.id}
		where s.id = ${id ?? ""} and (s.host_id = ${viewer.id} or b.id is not null) for update of s`);
	// Read again behind the lock: whoever came second finds what the first one did.
	if (rows.length === 0) return false;
	const done = await tx.execute(sql`
		select from coaching_sessions s left join bookings b on b.session_id = s.id and b.guest_id = ${viewer.id}
		where s.id = ${id ?? ""} and (s.state = 'cancelled' or b.state = 'cancelled')`);
	return done.length > 0;
}

/** Gives up a place in a group; who waits for it is offered it. */
async function giveUp(session: Session, mine: typeof bookings.$inferSelect, tx: Tx): Promise<void> {
	const sequence = mine.sequence + 1;
	await tx.update(bookings).set({ state: "cancelled", until: null, sequence }).where(eq(bookings.id, mine.id));
	// Nobody has a calendar entry for a place that they waited for.
	if (mine.state === "booked") await tellEach(tx, session.id, "cancelled", [{ personId: mine.guestId, sequence }]);
	await promote(session, tx);
}

/** An offered seat as its owner sees it; null for everybody else. */
export async function offerOf(viewer: Viewer, bookingId: string | undefined, tx = db) {
	if (!isId(bookingId)) return null;
	const [row] = await tx
		.select({ state: bookings.state, until: bookings.until, sessionId: bookings.sessionId })
		.from(bookings)
		.where(and(eq(bookings.id, bookingId), eq(bookings.guestId, viewer.id), sql`${bookings.state} <> 'held'`));
	return row ?? null;
}

/** Takes an offered seat, or refuses it, and then it is offered to the next. Returns the session's address, or why it can not be. Throws 404. */
export async function answerOffer(viewer: Viewer, bookingId: string | undefined, take: boolean): Promise<{ path: string } | Refused> {
	const found = await offerOf(viewer, bookingId);
	if (!found) throw notFound();
	return db.transaction(async (tx): Promise<{ path: string } | Refused> => {
		const [session] = await tx.select().from(coachingSessions).where(eq(coachingSessions.id, found.sessionId)).for("update");
		const [mine] = await tx
			.select()
			.from(bookings)
			.where(eq(bookings.id, bookingId ?? ""));
		if (!session || !mine) throw notFound();
		if (take && mine.state === "booked") return { path: sessionPath(session.id) };
		if (!take && mine.state === "cancelled") return { path: sessionPath(session.id) };
		if (mine.state !== "offered" || sessionPhase(session, now()) !== "coming")
			return { errors: { form: "This seat is no longer kept for you. If another one becomes free, you can be next." } };
		if (!take) {
			await giveUp(session, mine, tx);
			return { path: sessionPath(session.id) };
		}
		const sequence = mine.sequence + 1;
		await tx.update(bookings).set({ state: "booked", until: null, sequence }).where(eq(bookings.id, mine.id));
		await tellEach(tx, session.id, "booked", [{ personId: viewer.id, sequence }]);
		await noteSeat(viewer, session, tx);
		return { path: sessionPath(session.id) };
	});
}

/** Lets go of holds and offers that ran out; each seat is offered to the next. Any number of workers may do it. */
export async function runOut(): Promise<void> {
	await db.execute(sql`delete from coaching_sessions where state = 'held' and held_until <= ${now().toISOString()}::timestamptz`);
	const due = await db
		.selectDistinct({ sessionId: bookings.sessionId })
		.from(bookings)
		.where(and(eq(bookings.state, "offered"), lte(bookings.until, now())));
	for (const { sessionId } of due)
		await db.transaction(async (tx) => {
			const [session] = await tx.select().from(coachingSessions).where(eq(coachingSessions.id, sessionId)).for("update");
			if (!session) return;
			await tx
				.update(bookings)
				.set({ state: "cancelled", until: null, sequence: sql`${bookings.sequence} + 1` })
				.where(and(eq(bookings.sessionId, sessionId), eq(bookings.state, "offered"), lte(bookings.until, now())));
			await promote(session, tx);
		});
}

// That somebody did not come: between the two alone, on no profile, in no count. Docs: docs/decisions/019-coaching.md.
import { and, asc, eq, lt, or, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { SessionSide } from "#db/enums.ts";
import { bookings, coachingSessions, noShows } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { sessionFor } from "./part.server.ts";
import { otherSide } from "./rules.ts";
import { canSayNoShow, sessionLimits } from "./session-rules.ts";

export type NoShow = {
	bookingId: string;
	/** Who did not come, as the other one says. */
	side: SessionSide;
	/** Whether the viewer says so; else it is said of them. */
	mine: boolean;
	guest: string;
	appeal: string | null;
};

/** What was said of a session: to its host of each guest, to a guest of themselves and the host. */
export async function noShowsOf(viewer: Viewer, sessionId: string, tx = db): Promise<NoShow[]> {
	const rows = await tx
		.select({
			bookingId: noShows.bookingId,
			side: noShows.side,
			appeal: noShows.appeal,
			guest: people.name,
			guestId: bookings.guestId,
			hostId: coachingSessions.hostId,
		})
		.from(noShows)
		.innerJoin(bookings, eq(bookings.id, noShows.bookingId))
		.innerJoin(coachingSessions, eq(coachingSessions.id, bookings.sessionId))
		.innerJoin(people, eq(people.id, bookings.guestId))
		.where(and(eq(bookings.sessionId, sessionId), or(eq(coachingSessions.hostId, viewer.id), eq(bookings.guestId, viewer.id))))
		.orderBy(asc(people.name));
	return rows.map(({ guestId, hostId, ...row }) => ({ ...row, mine: (row.side === "host" ? guestId : hostId) === viewer.id }));
}

/** The booking between the viewer and somebody else of a session, with the viewer's side. Throws 404. */
async function between(viewer: Viewer, sessionId: string | undefined, bookingId: string, tx: typeof db) {
	const { id } = await sessionFor(viewer, sessionId, canSayNoShow, tx);
	const [row] = await tx
		.select({ guestId: bookings.guestId, hostId: coachingSessions.hostId })
		.from(bookings)
		.innerJoin(coachingSessions, eq(coachingSessions.id, bookings.sessionId))
		.where(and(eq(bookings.id, bookingId), eq(bookings.sessionId, id), eq(bookings.state, "booked")))
		.for("update", { of: bookings });
	if (!row || (row.guestId !== viewer.id && row.hostId !== viewer.id)) throw notFound();
	const side: SessionSide = row.hostId === viewer.id ? "host" : "guest";
	return { id, bookingId, side, other: side === "host" ? row.guestId : row.hostId };
}

/** Says that the other one did not come, and tells them. Twice is once. Returns why it can not be said, or null. Throws 404. */
export async function sayNoShow(
	viewer: Viewer,
	sessionId: string | undefined,
	booking: string,
): Promise<{ errors: Record<string, string> } | null> {
	return db.transaction(async (tx) => {
		const { id, bookingId, side, other } = await between(viewer, sessionId, booking, tx);
		const missing = otherSide(side);
		const [said] = await tx.select({ side: noShows.side }).from(noShows).where(eq(noShows.bookingId, bookingId));
		if (said) return said.side === missing ? null : { errors: { form: "They said the same of you first. You can answer that." } };
		await tx.insert(noShows).values({ bookingId, side: missing, at: now() });
		const cause = `no-show:${bookingId}:${missing}`;
		await enqueue(tx, "notifications.notice", { personId: other, kind: "no-show", cause, sessionId: id });
		return null;
	});
}

/** Answers what was said of the viewer, and tells the other one. Throws 404 when nothing was. */
export async function answerNoShow(viewer: Viewer, sessionId: string | undefined, booking: string, appeal: string): Promise<void> {
	await db.transaction(async (tx) => {
		const { id, bookingId, side, other } = await between(viewer, sessionId, booking, tx);
		const [answered] = await tx
			.update(noShows)
			.set({ appeal, appealedAt: now() })
			.where(and(eq(noShows.bookingId, bookingId), eq(noShows.side, side)))
			.returning({ id: noShows.bookingId });
		if (!answered) throw notFound();
		await enqueue(tx, "notifications.notice", { personId: other, kind: "appeal", cause: `appeal:${bookingId}`, sessionId: id });
	});
}

/** Takes back what the viewer said. Throws 404 when they said nothing. */
export async function takeBackNoShow(viewer: Viewer, sessionId: string | undefined, booking: string): Promise<void> {
	await db.transaction(async (tx) => {
		const { bookingId, side } = await between(viewer, sessionId, booking, tx);
		const [gone] = await tx
			.delete(noShows)
			.where(and(eq(noShows.bookingId, bookingId), eq(noShows.side, otherSide(side))))
			.returning({ id: noShows.bookingId });
		if (!gone) throw notFound();
	});
}

/** Forgets what was said 60 days ago. Returns how much that was. */
export async function forgetNoShows(): Promise<number> {
	const before = sql`${now().toISOString()}::timestamptz - make_interval(days => ${sessionLimits.noShowDays})`;
	const gone = await db.delete(noShows).where(lt(noShows.at, before)).returning({ id: noShows.bookingId });
	return gone.length;
}

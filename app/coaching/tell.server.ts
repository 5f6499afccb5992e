import { and, eq, inArray } from "drizzle-orm";
import { enqueueEach } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { BookingState, NoticeKind } from "#db/enums.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";

/** Tells host and guests of a session, in its own transaction, each by the number of their own calendar entry. */
export async function tellAll(tx: Tx, sessionId: string, kind: NoticeKind, states: BookingState[]): Promise<void> {
	const [session] = await tx
		.select({ hostId: coachingSessions.hostId, sequence: coachingSessions.sequence })
		.from(coachingSessions)
		.where(eq(coachingSessions.id, sessionId));
	if (!session) return;
	const guests = await tx
		.select({ personId: bookings.guestId, sequence: bookings.sequence })
		.from(bookings)
		.where(and(eq(bookings.sessionId, sessionId), inArray(bookings.state, states)));
	await tellEach(tx, sessionId, kind, [{ personId: session.hostId, sequence: session.sequence }, ...guests]);
}

/** Tells some of those who are in a session. */
export async function tellEach(tx: Tx, sessionId: string, kind: NoticeKind, who: { personId: string; sequence: number }[]): Promise<void> {
	if (who.length === 0) return;
	await enqueueEach(
		tx,
		"notifications.notice",
		who.map(({ personId, sequence }) => ({ personId, kind, cause: `session:${sessionId}:${sequence}`, sessionId })),
	);
}

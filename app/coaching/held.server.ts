// That a session took place, noted for its host. Docs: docs/decisions/021-recognition.md.
import { and, eq, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue, forgetJob } from "#app/core/jobs.server.ts";
import { record } from "#app/people/activity.server.ts";
import type { Tx } from "#db/client.server.ts";
import { coachingSessions } from "#db/schema/coaching.server.ts";

/** So long after its beginning it is looked at: until then either side can have said that the other did not come. */
const afterMs = 2 * 86_400_000;
const keyOf = (sessionId: string) => `coaching.held:${sessionId}`;

/** Has a session looked at when it is over; moved, it is looked at later. */
export const lookAfterwards = (tx: Tx, { id, startsAt }: { id: string; startsAt: Date }): Promise<void> =>
	enqueue(tx, "coaching.held", { sessionId: id }, { key: keyOf(id), runAt: new Date(startsAt.getTime() + afterMs) });

/** No longer has it looked at. */
export const neverMind = (tx: Tx, id: string): Promise<void> => forgetJob(tx, keyOf(id));

/**
 * Notes for its host that a session took place: it was not cancelled, somebody came, and nobody says that the host did not. Once, however
 * often the job runs. Returns whether it was noted.
 */
export async function noteHeld({ sessionId }: { sessionId: string }): Promise<boolean> {
	return db.transaction(async (tx) => {
		const [session] = await tx
			.select({ hostId: coachingSessions.hostId, kind: coachingSessions.kind, endsAt: coachingSessions.endsAt })
			.from(coachingSessions)
			.where(and(eq(coachingSessions.id, sessionId), eq(coachingSessions.state, "booked")))
			.for("update");
		if (!session || session.endsAt > now()) return false;
		const [seen] = await tx.execute<{ came: string[]; missed: boolean; noted: boolean }>(sql`
			select coalesce(array_agg(b.guest_id order by b.guest_id) filter (where n.booking_id is null), '{}') as came,
				coalesce(bool_or(n.side = 'host'), false) as missed,
				exists (select from activity a where a.person_id = ${session.hostId} and a.event = 'hosted' and a.subject_id = ${sessionId}) as noted
			from bookings b left join no_shows n on n.booking_id = b.id where b.session_id = ${sessionId} and b.state = 'booked'`);
		if (!seen || seen.noted || seen.missed || seen.came.length === 0) return false;
		// Of a group nobody is the other one.
		const otherId = session.kind === "one" ? (seen.came[0] ?? null) : null;
		await record(tx, { personId: session.hostId, event: "hosted", subjectId: sessionId, otherId, at: session.endsAt });
		return true;
	});
}

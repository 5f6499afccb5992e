// A guest's own look back at a session. Nobody else reads it.
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { localAt } from "#app/core/temporal.server.ts";
import { record } from "#app/people/activity.server.ts";
import { bookings, reflections } from "#db/schema/coaching.server.ts";
import { sessionFor, takesPartIn } from "./part.server.ts";
import type { ReflectionInput } from "./session-input.ts";
import { canReflect, sessionLimits } from "./session-rules.ts";

export type Reflection = Pick<typeof reflections.$inferSelect, "tried" | "willDo" | "byDay">;
const dayMs = 86_400_000;

/** What the viewer wrote when they looked back at a session that they were a guest of, or null. */
export async function reflectionOf(viewer: Viewer, sessionId: string, tx = db): Promise<Reflection | null> {
	if (!isId(sessionId)) return null;
	const [row] = await tx
		.select({ tried: reflections.tried, willDo: reflections.willDo, byDay: reflections.byDay })
		.from(reflections)
		.innerJoin(bookings, eq(bookings.id, reflections.bookingId))
		.where(and(eq(bookings.sessionId, sessionId), eq(bookings.guestId, viewer.id), takesPartIn(viewer, sessionId)));
	return row ?? null;
}

/** The last and the first day that somebody can set themselves, where they are. */
export function daysToChoose(timeZone: string): { first: string; last: string } {
	const first = localAt(now(), timeZone).day;
	const last = new Date(Date.parse(`${first}T00:00:00Z`) + sessionLimits.withinDays * dayMs).toISOString().slice(0, 10);
	return { first, last };
}

const isDay = (day: string) => {
	const at = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};

/** Keeps a look back. Returns what will not do by field, or null. Throws 404 for whoever was no guest, or before it is over. */
export async function saveReflection(
	viewer: Viewer,
	sessionId: string | undefined,
	input: ReflectionInput,
): Promise<{ errors: Record<string, string> } | null> {
	return db.transaction(async (tx) => {
		const { id, booking } = await sessionFor(viewer, sessionId, canReflect, tx);
		const before = await reflectionOf(viewer, id, tx);
		const { byDay } = input;
		const { first, last } = daysToChoose(viewer.timeZone);
		// A day that has come stays with what was said of it.
		if (byDay && byDay !== before?.byDay && (!isDay(byDay) || byDay < first || byDay > last))
			return { errors: { byDay: `Choose a day from today on, within ${sessionLimits.withinDays} days.` } };
		const values = { ...input, updatedAt: now(), ...(byDay === before?.byDay ? {} : { nudgedAt: null }) };
		await tx
			.insert(reflections)
			.values({ bookingId: booking?.id ?? "", ...values })
			.onConflictDoUpdate({ target: reflections.bookingId, set: values });
		if (!before) await record(tx, { personId: viewer.id, event: "reflected", subjectId: id });
		return null;
	});
}

const most = 500;
type Due = { booking_id: string; session_id: string; person_id: string; by_day: string; time_zone: string };

/** Reminds guests of what they set themselves, on its day where they are. Any number of workers may do it: each is told once. */
export async function nudgeDue(): Promise<void> {
	await db.transaction(async (tx) => {
		// Nowhere is it a later day than a day from now by UTC; which day it is where somebody lives is asked of the zone afterwards.
		const rows = await tx.execute<Due>(sql`
			select r.booking_id, b.session_id, b.guest_id as person_id, r.by_day::text, p.time_zone
			from reflections r join bookings b on b.id = r.booking_id and b.state = 'booked' join people p on p.id = b.guest_id
			join accounts a on a.id = p.id and a.disabled_at is null
			where r.by_day <= (${now().toISOString()}::timestamptz at time zone 'UTC')::date + 1 and r.nudged_at is null
			order by r.by_day limit ${most} for update of r skip locked`);
		const due = [...rows].filter(({ by_day, time_zone }) => by_day <= localAt(now(), time_zone).day);
		if (due.length === 0) return;
		await tx
			.update(reflections)
			.set({ nudgedAt: now() })
			.where(
				inArray(
					reflections.bookingId,
					due.map((row) => row.booking_id),
				),
			);
		for (const { booking_id, session_id, person_id, by_day } of due) {
			const cause = `nudge:${booking_id}:${by_day}`;
			await enqueue(tx, "notifications.notice", { personId: person_id, kind: "nudge", cause, sessionId: session_id });
		}
	});
}

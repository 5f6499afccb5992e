// Reminders of sessions: jobs by key, which move with their session. Docs: docs/decisions/019-coaching.md.
import { and, eq, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue, enqueueEach, forgetJob } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { lookAfterwards, neverMind } from "./held.server.ts";

export const reminderKinds = ["day", "hour"] as const;
export type ReminderKind = (typeof reminderKinds)[number];
const aheadMs: Record<ReminderKind, number> = { day: 86_400_000, hour: 3_600_000 };

const keyOf = (sessionId: string, which: ReminderKind) => `coaching.remind:${sessionId}:${which}`;

/** Sets both reminders of a session, and the look at it afterwards, in the place of earlier ones; one whose time is past is not sent at all. */
export async function remind(tx: Tx, { id, startsAt }: { id: string; startsAt: Date; sequence: number }): Promise<void> {
	await lookAfterwards(tx, { id, startsAt });
	for (const which of reminderKinds) {
		const runAt = new Date(startsAt.getTime() - aheadMs[which]);
		const key = keyOf(id, which);
		if (runAt <= now()) await forgetJob(tx, key);
		else await enqueue(tx, "coaching.remind", { sessionId: id, which }, { key, runAt });
	}
}

/** Takes both reminders of a session away, and the look at it. */
export async function forget(tx: Tx, id: string): Promise<void> {
	await neverMind(tx, id);
	for (const which of reminderKinds) await forgetJob(tx, keyOf(id, which));
}

/** A job that runs has lost its key and can neither be moved nor taken away: so it looks whether it comes at its time. */
const earlyMs = 60_000;

/** Tells host and guests of a session that it comes; nobody when it was cancelled, moved, or has begun. */
export async function remindOf({ sessionId, which }: { sessionId: string; which: ReminderKind }): Promise<void> {
	await db.transaction(async (tx) => {
		const [session] = await tx
			.select()
			.from(coachingSessions)
			.where(and(eq(coachingSessions.id, sessionId), eq(coachingSessions.state, "booked")))
			.for("share");
		if (!session) return;
		const left = session.startsAt.getTime() - now().getTime();
		if (left <= 0 || left > aheadMs[which] + earlyMs) return;
		// A worker that was away comes late: of two reminders at once the second says it all.
		if (which === "day" && left <= aheadMs.hour) return;
		const guests = await tx
			.select({ id: bookings.guestId })
			.from(bookings)
			.where(and(eq(bookings.sessionId, sessionId), eq(bookings.state, "booked")))
			.orderBy(sql`${bookings.guestId}`);
		const cause = `reminder:${sessionId}:${session.sequence}:${which}`;
		const told = [session.hostId, ...guests.map(({ id }) => id)];
		await enqueueEach(
			tx,
			"notifications.notice",
			told.map((personId) => ({ personId, kind: "reminder" as const, cause, sessionId })),
		);
	});
}

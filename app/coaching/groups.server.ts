// Group sessions are laid out ahead as rows: each has its seats, agenda and UID from the beginning. Docs: docs/decisions/019-coaching.md.
import { and, eq, isNull, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { Tx } from "#db/client.server.ts";
import { coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { offersWhere, slotsFor } from "./availability.server.ts";
import { inTwoPlaces } from "./hold.server.ts";
import { letGo, lockPeople } from "./people-lock.server.ts";
import { remind } from "./reminders.server.ts";

const aheadDays = 42;
/** Whoever writes whole days where an hour was meant does not fill everybody's list. */
const mostSessions = 60;
const dayMs = 86_400_000;

/** Lays out the coming sessions of all group hours. Any number of workers may do it at once. */
export async function layOutGroups(): Promise<void> {
	const groups = await db
		.select({ id: officeHours.id })
		.from(officeHours)
		.where(and(eq(officeHours.kind, "group"), isNull(officeHours.retiredAt)));
	for (const { id } of groups) await db.transaction((tx) => layOutOne(id, tx));
}

/**
 * Lays out the coming sessions of one offer, and takes away those that nobody has a place in, nor asked something for, and that it no
 * longer offers. Where its host is taken there is none.
 */
export async function layOutOne(officeHoursId: string, tx: Tx): Promise<void> {
	const [hours] = await tx.select({ hostId: officeHours.hostId }).from(officeHours).where(eq(officeHours.id, officeHoursId));
	if (!hours) return;
	await lockPeople(tx, [hours.hostId]);
	await letGo(tx, [hours.hostId], null);
	await tx.execute(sql`
		delete from coaching_sessions s where s.office_hours_id = ${officeHoursId} and s.kind = 'group' and s.state = 'booked' and s.starts_at > ${now().toISOString()}::timestamptz
			and s.sequence = 0 and not exists (select from bookings b where b.session_id = s.id) and not exists (select from agenda_questions a where a.session_id = s.id)`);
	const [offer] = await offersWhere(eq(officeHours.id, officeHoursId), tx);
	if (!offer) return;
	const at = now();
	const days = Math.min(offer.horizonDays, aheadDays);
	const slots =
		(await slotsFor(null, [{ ...offer, noticeMinutes: 0 }], { from: at, to: new Date(at.getTime() + days * dayMs) }, tx)).get(offer.id) ??
		[];
	for (const slot of slots.slice(0, mostSessions)) {
		const id = newId();
		try {
			await tx.transaction(async (inner) => {
				await inner.insert(coachingSessions).values({
					id,
					officeHoursId,
					hostId: offer.hostId,
					kind: "group",
					state: "booked",
					seats: offer.seats,
					...slot,
					link: offer.link.replaceAll("{session}", id),
					createdAt: at,
				});
				await remind(inner, { id, startsAt: slot.startsAt, sequence: 0 });
			});
		} catch (error) {
			if (!inTwoPlaces(error)) throw error;
		}
	}
}

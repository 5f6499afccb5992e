// Group sessions are laid out ahead as rows: each has its seats, agenda and UID from the beginning. Docs: docs/decisions/019-coaching.md.
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { Tx } from "#db/client.server.ts";
import { coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { type Offer, offersWhere, slotsFor } from "./availability.server.ts";
import { inTwoPlaces } from "./hold.server.ts";
import { letGo, lockPeople } from "./people-lock.server.ts";
import { forget, remind } from "./reminders.server.ts";
import type { Slot } from "./slots.server.ts";

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

/** Nobody has or had a place in it, nor asked something for it, and nobody moved it or called it off. */
const nobodyIn = sql<boolean>`(${coachingSessions.state} = 'booked' and ${coachingSessions.sequence} = 0
	and not exists (select from bookings b where b.session_id = ${sql.identifier("coaching_sessions")}.id)
	and not exists (select from agenda_questions a where a.session_id = ${sql.identifier("coaching_sessions")}.id))`;

async function wantedOf(offer: Offer, at: Date, tx: Tx): Promise<Slot[]> {
	const until = new Date(at.getTime() + Math.min(offer.horizonDays, aheadDays) * dayMs);
	const slots = await slotsFor(null, [{ ...offer, noticeMinutes: 0 }], { from: at, to: until, layingOut: offer.id }, tx);
	return (slots.get(offer.id) ?? []).slice(0, mostSessions);
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
	const at = now();
	const [offer] = await offersWhere(eq(officeHours.id, officeHoursId), tx);
	const wanted = offer ? await wantedOf(offer, at, tx) : [];
	const there = await tx
		.select({ id: coachingSessions.id, startsAt: coachingSessions.startsAt, endsAt: coachingSessions.endsAt, empty: nobodyIn })
		.from(coachingSessions)
		.where(and(eq(coachingSessions.officeHoursId, officeHoursId), gt(coachingSessions.startsAt, at)));
	const fits = new Set(wanted.map(({ startsAt, endsAt }) => `${startsAt.getTime()}-${endsAt.getTime()}`));
	const over = there
		.filter(({ empty, startsAt, endsAt }) => empty && !fits.has(`${startsAt.getTime()}-${endsAt.getTime()}`))
		.map(({ id }) => id);
	if (over.length > 0) await tx.delete(coachingSessions).where(inArray(coachingSessions.id, over));
	for (const id of over) await forget(tx, id);
	const kept = new Set(there.filter(({ id }) => !over.includes(id)).map(({ startsAt }) => startsAt.getTime()));
	if (!offer) return;
	await tx.execute(sql`
		update coaching_sessions set seats = ${offer.seats}, link = replace(${offer.link}, '{session}', id)
		where id = any(${sql.param(there.filter(({ id, empty }) => empty && !over.includes(id)).map(({ id }) => id))}::text[])`);
	for (const slot of wanted.filter(({ startsAt }) => !kept.has(startsAt.getTime()))) {
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

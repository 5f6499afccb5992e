// The viewer's own sessions, and those of groups that everybody can join.
import { and, asc, desc, eq, gt, lte, or, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { appointmentColumns, inSession, ownBooking } from "./appointments.server.ts";

const dayMs = 86_400_000;
const most = 40;
const earlierDays = 60;
const earlierMost = 12;
const groupDays = 21;

const taken = sql<number>`(select count(*)::int from bookings t where t.session_id = ${coachingSessions.id} and t.state in ('held', 'booked', 'offered'))`;
const columns = {
	id: appointmentColumns.id,
	title: appointmentColumns.title,
	kind: appointmentColumns.kind,
	side: appointmentColumns.side,
	hostName: appointmentColumns.hostName,
	guestName: appointmentColumns.guestName,
	startsAt: appointmentColumns.startsAt,
	endsAt: appointmentColumns.endsAt,
	seats: coachingSessions.seats,
	taken,
	calledOff: appointmentColumns.calledOff,
	bookingId: bookings.id,
	/** How the viewer's own place stands; null for the host. */
	place: bookings.state,
	until: bookings.until,
};

const own = (viewer: Viewer, tx: typeof db) =>
	tx
		.select({
			...columns,
			/** It is over, and waits for a look back. */
			lookBack: sql<boolean>`coalesce(${bookings.state} = 'booked', false) and ${coachingSessions.state} = 'booked'
				and ${coachingSessions.endsAt} <= ${now().toISOString()}::timestamptz
				and not exists (select from reflections r where r.booking_id = ${bookings.id})`.as("look_back"),
		})
		.from(coachingSessions)
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.innerJoin(people, eq(people.id, coachingSessions.hostId))
		.leftJoin(bookings, ownBooking(viewer));
export type OwnSession = Awaited<ReturnType<typeof own>>[number];

/** Those of the viewer that begin after an instant: by its index for each side, whatever the planner thinks of an "or" over two tables. */
const ofViewer = (viewer: Viewer, since: number) => {
	const after = sql`${new Date(now().getTime() - since).toISOString()}::timestamptz`;
	return sql`${coachingSessions.id} in (
		select s.id from coaching_sessions s where s.host_id = ${viewer.id} and s.starts_at > ${after}
		union select b.session_id from bookings b join coaching_sessions s on s.id = b.session_id where b.guest_id = ${viewer.id} and s.starts_at > ${after})`;
};
const givenUp = sql`(${coachingSessions.state} = 'cancelled' or coalesce(${bookings.state} = 'cancelled', false))`;

/** What comes for the viewer, as guest or host, with offers and places on waitlists; by time. */
export const comingSessions = (viewer: Viewer, tx = db): Promise<OwnSession[]> =>
	own(viewer, tx)
		.where(and(ofViewer(viewer, dayMs), inSession(viewer), gt(coachingSessions.endsAt, now()), sql`not ${givenUp}`))
		.orderBy(asc(coachingSessions.startsAt), asc(coachingSessions.id))
		.limit(most);

/** What was of late, or was cancelled; latest first. Of a group that nobody came to there is nothing to tell. */
export const earlierSessions = (viewer: Viewer, tx = db): Promise<OwnSession[]> =>
	own(viewer, tx)
		.where(
			and(
				ofViewer(viewer, earlierDays * dayMs),
				inSession(viewer),
				or(lte(coachingSessions.endsAt, now()), givenUp),
				or(
					sql`${bookings.state} in ('booked', 'cancelled')`,
					sql`(${bookings.id} is null and exists (select from bookings g where g.session_id = ${coachingSessions.id}))`,
				),
			),
		)
		.orderBy(desc(coachingSessions.startsAt), desc(coachingSessions.id))
		.limit(earlierMost);

/** Sessions of groups in the next three weeks that the viewer neither hosts nor has a place in; by time. */
export async function openGroups(viewer: Viewer, tx = db) {
	return tx
		.select({
			id: coachingSessions.id,
			title: officeHours.title,
			startsAt: coachingSessions.startsAt,
			seats: coachingSessions.seats,
			taken,
			host: { handle: people.handle, name: people.name, photo: people.photo },
		})
		.from(coachingSessions)
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.innerJoin(people, eq(people.id, coachingSessions.hostId))
		.leftJoin(bookings, ownBooking(viewer))
		.where(
			and(
				eq(coachingSessions.kind, "group"),
				eq(coachingSessions.state, "booked"),
				gt(coachingSessions.startsAt, now()),
				lte(coachingSessions.startsAt, new Date(now().getTime() + groupDays * dayMs)),
				sql`${coachingSessions.hostId} <> ${viewer.id}`,
				sql`coalesce(${bookings.state} = 'cancelled', true)`,
				sql`exists (select from accounts a where a.id = ${coachingSessions.hostId} and a.disabled_at is null)`,
			),
		)
		.orderBy(asc(coachingSessions.startsAt), asc(coachingSessions.id))
		.limit(12);
}

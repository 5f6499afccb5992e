// Sessions as appointments of one of those who are in them: for mails, calendars and notices. No role sees more.
import { and, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { SessionSide } from "#db/enums.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";

type Person = Pick<Viewer, "id">;

/** The viewer is its host, or has or had a place in it; for queries that join the session with the viewer's own booking. */
export const inSession = (viewer: Person): SQL | undefined =>
	and(ne(coachingSessions.state, "held"), or(eq(coachingSessions.hostId, viewer.id), sql`coalesce(${bookings.state} <> 'held', false)`));
export const ownBooking = (viewer: Person): SQL | undefined =>
	and(eq(bookings.sessionId, coachingSessions.id), eq(bookings.guestId, viewer.id));

/** It takes place, and the viewer is its host or has a seat; for such queries. */
export const comes: SQL = sql`(${coachingSessions.state} = 'booked' and coalesce(${bookings.state} = 'booked', true))`;

/** Columns for queries that join a session with its hours, its host (as `people`) and the viewer's own booking, if there is one. */
export const appointmentColumns = {
	id: coachingSessions.id,
	title: officeHours.title,
	kind: coachingSessions.kind,
	side: sql<SessionSide>`case when ${bookings.id} is null then 'host' else 'guest' end`.as("side"),
	hostName: people.name,
	/** Of a session of two, who comes or came; for its host alone. */
	guestName: sql<string | null>`case when ${bookings.id} is null and ${coachingSessions.kind} = 'one' then (
		select g.name from bookings b join people g on g.id = b.guest_id where b.session_id = ${coachingSessions.id} and b.state in ('booked', 'cancelled')
		order by b.state, b.created_at desc limit 1) end`.as("guest_name"),
	startsAt: coachingSessions.startsAt,
	endsAt: coachingSessions.endsAt,
	/** It does not take place, or the viewer does not come to it (any more, or yet). */
	cancelled: sql<boolean>`not ${comes}`.as("is_cancelled"),
	/** SEQUENCE of the viewer's calendar entry. */
	sequence: sql<number>`coalesce(${bookings.sequence}, ${coachingSessions.sequence})`.as("own_sequence"),
	place: sql<string>`case when coalesce(${bookings.state} = 'booked', true) then ${coachingSessions.link} else '' end`.as("place"),
	calledOff: sql<boolean>`${coachingSessions.state} = 'cancelled'`.as("called_off"),
	cancelledBy: coachingSessions.cancelledBy,
	reason: coachingSessions.reason,
	writtenAt: sql<Date>`coalesce(${coachingSessions.cancelledAt}, ${bookings.createdAt}, ${coachingSessions.createdAt})`
		.mapWith(coachingSessions.createdAt)
		.as("written_at"),
};

const appointments = (viewer: Person, tx: typeof db) =>
	tx
		.select(appointmentColumns)
		.from(coachingSessions)
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.innerJoin(people, eq(people.id, coachingSessions.hostId))
		.leftJoin(bookings, ownBooking(viewer));
export type Appointment = Awaited<ReturnType<typeof appointments>>[number];

/** A session as the viewer's appointment; null when they are not in it. */
export async function appointmentOf(viewer: Person, sessionId: string, tx = db): Promise<Appointment | null> {
	const [row] = await appointments(viewer, tx).where(and(eq(coachingSessions.id, sessionId), inSession(viewer)));
	return row ?? null;
}

const day = 86_400_000;
const backDays = 60;
/** A calendar keeps what was cancelled for so long: programs ask seldom, and what is merely missing stays in some. */
const cancelledDays = 30;
const most = 2000;

/** What stands in the viewer's calendar, or stood there until lately; in order of time. */
export async function appointmentsOf(viewer: Person, tx = db): Promise<Appointment[]> {
	const before = (days: number) => sql`${new Date(now().getTime() - days * day).toISOString()}::timestamptz`;
	const lately = sql`coalesce(${coachingSessions.cancelledAt}, ${coachingSessions.startsAt}) > ${before(cancelledDays)}`;
	// A hold that was let go of, or a place on a waitlist, never stood in a calendar.
	const stood = sql`case when ${bookings.id} is null then ${coachingSessions.cancelledBy} is not null else exists (
		select from notices n where n.session_id = ${coachingSessions.id} and n.person_id = ${viewer.id} and n.kind in ('booked', 'moved')) end`;
	return appointments(viewer, tx)
		.where(
			and(
				sql`${coachingSessions.id} in (select s.id from coaching_sessions s where s.host_id = ${viewer.id} and s.starts_at > ${before(backDays)}
					union select b.session_id from bookings b where b.guest_id = ${viewer.id})`,
				sql`${coachingSessions.startsAt} > ${before(backDays)}`,
				inSession(viewer),
				or(
					comes,
					sql`(${coachingSessions.state} = 'cancelled' or coalesce(${bookings.state} = 'cancelled', false)) and ${lately} and ${stood}`,
				),
			),
		)
		.orderBy(coachingSessions.startsAt, coachingSessions.id)
		.limit(most);
}

const guestsNamed = 12;

/** Who comes, with what they want to try: for the session's host alone. */
export async function comingTo(host: Person, sessionId: string, tx = db) {
	return tx
		.select({ name: people.name, want: bookings.want, tried: bookings.tried })
		.from(bookings)
		.innerJoin(coachingSessions, and(eq(coachingSessions.id, bookings.sessionId), eq(coachingSessions.hostId, host.id)))
		.innerJoin(people, eq(people.id, bookings.guestId))
		.where(and(eq(bookings.sessionId, sessionId), eq(bookings.state, "booked")))
		.orderBy(bookings.place)
		.limit(guestsNamed);
}

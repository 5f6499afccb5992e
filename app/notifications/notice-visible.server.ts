import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { comes, inSession } from "#app/coaching/appointments.server.ts";
import { now } from "#app/core/clock.server.ts";
import { championTerms } from "#db/schema/champions.server.ts";
import { bookings, coachingSessions } from "#db/schema/coaching.server.ts";
import { notices } from "#db/schema/notifications.server.ts";

const atNow = () => sql`${now().toISOString()}::timestamptz`;

/**
 * What a person may be told of a session now: they are in it, and it is still so. Of "booked", "moved" and "cancelled" the latest counts; a
 * reminder is about the time that still stands, an offer about a seat that is still offered. By page, count and mail; for queries that join
 * the notice's session and the viewer's own booking.
 */
export const sessionHolds = (viewer: Pick<Viewer, "id">): SQL | undefined =>
	and(
		eq(notices.personId, viewer.id),
		inSession(viewer),
		or(
			eq(notices.kind, "nudge"),
			sql`${notices.kind} in ('booked', 'moved', 'cancelled') and not exists (
				select from notices n where n.session_id = ${coachingSessions.id} and n.person_id = ${viewer.id}
					and n.kind in ('booked', 'moved', 'cancelled') and (n.at, n.id) > (${notices.at}, ${notices.id}))
				and (${notices.kind} <> 'cancelled' or not ${comes})`,
			sql`${notices.kind} = 'reminder' and ${comes} and ${coachingSessions.endsAt} > ${atNow()} and split_part(${notices.cause}, ':', 3) = ${coachingSessions.sequence}::text`,
			sql`${notices.kind} = 'offered' and ${bookings.state} = 'offered' and ${bookings.until} > ${atNow()}
				and ${notices.cause} = 'offer:' || ${bookings.id} || ':' || to_char(${bookings.until} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
			sql`${notices.kind} in ('no-show', 'appeal') and exists (
				select from no_shows o join bookings b on b.id = o.booking_id
				where b.session_id = ${coachingSessions.id} and (b.guest_id = ${viewer.id} or ${coachingSessions.hostId} = ${viewer.id})
					and (${notices.kind} = 'no-show' or o.appeal is not null))`,
		),
	);

/** What a person may be told of a champion's term now; for queries that join the notice's term. */
export const termHolds = (viewer: Pick<Viewer, "id" | "role">): SQL | undefined =>
	and(
		eq(notices.personId, viewer.id),
		or(
			and(
				eq(championTerms.personId, viewer.id),
				sql`(${notices.kind} = 'nominated' and ${championTerms.state} = 'proposed' and ${championTerms.personAgreedAt} is null
					or ${notices.kind} = 'term-agreed' and ${championTerms.state} = 'agreed'
					or ${notices.kind} = 'term-ends' and ${championTerms.state} = 'agreed' and ${championTerms.wish} is null)`,
			),
			sql`${isAdmin(viewer)} and ${notices.kind} = 'nomination' and ${championTerms.state} = 'proposed' and ${championTerms.adminAgreedAt} is null`,
			sql`${notices.kind} = 'nomination' and ${championTerms.state} = 'declined' and ${championTerms.nominatedBy} = ${viewer.id}
				and ${championTerms.personId} <> ${viewer.id}`,
		),
	);

import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { sessionPhase } from "./rules.ts";

/** Who is in a session: its host, and whoever has or had a place in it. No role sees more. */
export const partOf = (viewer: Pick<Viewer, "id">): SQL =>
	sql`(${coachingSessions.hostId} = ${viewer.id} or exists (select from bookings b where b.session_id = ${coachingSessions.id}
		and b.guest_id = ${viewer.id} and b.state <> 'held'))`;

/** What the viewer may see of sessions: their own, and group sessions, which everybody can join. */
export const visibleSession = (viewer: Pick<Viewer, "id">): SQL =>
	sql`(${partOf(viewer)} or (${coachingSessions.kind} = 'group' and ${coachingSessions.state} <> 'held'))`;

const host = { id: people.id, handle: people.handle, name: people.name, photo: people.photo, timeZone: people.timeZone };

/**
 * A session with its host, the viewer's own booking and side in it, and, for those who come and the host, who comes. Null when it is not
 * there for the viewer.
 */
export async function sessionById(viewer: Viewer, id: string | undefined, tx = db) {
	if (!isId(id)) return null;
	const [row] = await tx
		.select({
			session: coachingSessions,
			hours: { id: officeHours.id, title: officeHours.title, about: officeHours.about, minutes: officeHours.minutes },
			host,
			seatsTaken: sql<number>`(select count(*)::int from bookings b where b.session_id = ${coachingSessions.id} and b.state in ('held', 'booked', 'offered'))`,
		})
		.from(coachingSessions)
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.innerJoin(people, eq(people.id, coachingSessions.hostId))
		.where(and(eq(coachingSessions.id, id), ne(coachingSessions.state, "held"), visibleSession(viewer)));
	if (!row) return null;
	const [mine] = await tx
		.select()
		.from(bookings)
		.where(and(eq(bookings.sessionId, id), eq(bookings.guestId, viewer.id), ne(bookings.state, "held")));
	const isHost = row.session.hostId === viewer.id;
	const comes = mine?.state === "booked" || mine?.state === "offered";
	const { session, ...rest } = row;
	return {
		...rest,
		id,
		kind: session.kind,
		state: session.state,
		startsAt: session.startsAt,
		endsAt: session.endsAt,
		seats: session.seats,
		link: isHost || comes ? session.link : "",
		reason: isHost || mine ? session.reason : "",
		cancelledBy: session.cancelledBy,
		notesThreadId: session.notesThreadId,
		phase: sessionPhase(session, now()),
		side: isHost ? ("host" as const) : mine && mine.state !== "waiting" ? ("guest" as const) : null,
		booking: mine ?? null,
		/** Who comes; nobody to whom it is not shown. */
		guests: isHost || comes ? await guestsOf(id, isHost, tx) : [],
	};
}
export type SessionView = NonNullable<Awaited<ReturnType<typeof sessionById>>>;

/** Who has a seat, in the order of their names; what they want to try is for the host. */
async function guestsOf(sessionId: string, forHost: boolean, tx: typeof db) {
	return tx
		.select({
			bookingId: bookings.id,
			id: people.id,
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			state: bookings.state,
			want: forHost ? bookings.want : sql<string>`''`,
			tried: forHost ? bookings.tried : sql<string>`''`,
			threadId: forHost ? bookings.threadId : sql<null>`null`,
		})
		.from(bookings)
		.innerJoin(people, eq(people.id, bookings.guestId))
		.where(
			and(
				eq(bookings.sessionId, sessionId),
				or(inArray(bookings.state, ["booked", "offered"]), and(sql`${forHost}`, eq(bookings.state, "cancelled"))),
			),
		)
		.orderBy(people.name);
}

import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { BookingState, OfficeHourKind } from "#db/enums.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";

const minute = 60_000;

type Options = {
	host: Viewer;
	kind?: OfficeHourKind;
	/** In minutes from now; negative: it began already. */
	startsIn?: number;
	minutes?: number;
	seats?: number;
};

/** A session of new office hours, written straight to the tables. */
export async function makeSession({ host, kind = "one", startsIn = -120, minutes = 30, seats }: Options) {
	const [hoursId, id] = [newId(), newId()];
	const room = seats ?? (kind === "one" ? 1 : 12);
	await db.insert(officeHours).values({
		id: hoursId,
		hostId: host.id,
		title: "Prompts, side by side",
		kind,
		minutes,
		seats: room,
		timeZone: host.timeZone,
		createdAt: now(),
	});
	const startsAt = new Date(now().getTime() + startsIn * minute);
	const endsAt = new Date(startsAt.getTime() + minutes * minute);
	await db.insert(coachingSessions).values({
		id,
		officeHoursId: hoursId,
		hostId: host.id,
		kind,
		state: "booked",
		seats: room,
		startsAt,
		endsAt,
		blockedFrom: startsAt,
		blockedTo: endsAt,
		link: "https://meet.example/room",
		createdAt: now(),
	});
	return { id, hoursId };
}

/** A place in a session. Returns its id. */
export async function makeBooking(sessionId: string, guest: Viewer, state: BookingState = "booked", want = "To write better briefs.") {
	const id = newId();
	const until = state === "held" || state === "offered" ? new Date(now().getTime() + 60 * minute) : null;
	await db.insert(bookings).values({ id, sessionId, guestId: guest.id, state, until, want, createdAt: now() });
	return id;
}

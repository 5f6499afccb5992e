import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { BookingState, OfficeHourKind } from "#db/enums.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";

type Hours = typeof officeHours.$inferSelect;
type Session = typeof coachingSessions.$inferSelect;
type Booking = typeof bookings.$inferSelect;
type Person = Pick<Viewer, "id">;

/** Office hours of a host, for one person at a time unless said otherwise; without windows. */
export async function makeHours(host: Person, values: Partial<Omit<Hours, "id" | "hostId">> = {}): Promise<Hours> {
	const row = {
		id: newId(),
		hostId: host.id,
		title: "Office hour",
		kind: "one" as const,
		minutes: 30,
		timeZone: "Europe/Amsterdam",
		createdAt: now(),
		...values,
	};
	const [made] = await db.insert(officeHours).values(row).returning();
	if (!made) throw new Error("No hours were made");
	return made;
}

/** A session of these hours, booked and in a week unless said otherwise, as long as they say and with their seats and buffers. */
export async function makeSession(hours: Hours, values: Partial<Omit<Session, "id" | "officeHoursId" | "hostId">> = {}): Promise<Session> {
	const startsAt = values.startsAt ?? new Date(now().getTime() + 7 * 86_400_000);
	const endsAt = values.endsAt ?? new Date(startsAt.getTime() + hours.minutes * 60_000);
	const row = {
		id: newId(),
		officeHoursId: hours.id,
		hostId: hours.hostId,
		kind: hours.kind,
		state: "booked" as const,
		seats: hours.seats,
		link: hours.link,
		createdAt: now(),
		blockedFrom: new Date(startsAt.getTime() - hours.bufferBefore * 60_000),
		blockedTo: new Date(endsAt.getTime() + hours.bufferAfter * 60_000),
		...values,
		startsAt,
		endsAt,
	};
	const [made] = await db.insert(coachingSessions).values(row).returning();
	if (!made) throw new Error("No session was made");
	return made;
}

/** A person's place in a session, booked unless said otherwise. */
export async function makeBooking(
	session: Pick<Session, "id">,
	guest: Person,
	values: Partial<Omit<Booking, "id" | "place">> = {},
): Promise<Booking> {
	const row = { id: newId(), sessionId: session.id, guestId: guest.id, state: "booked" as const, createdAt: now(), ...values };
	const [made] = await db.insert(bookings).values(row).returning();
	if (!made) throw new Error("No booking was made");
	return made;
}

type Dated = {
	host: Viewer;
	kind?: OfficeHourKind;
	/** In minutes from now; negative: it began already. */
	startsIn?: number;
	minutes?: number;
	seats?: number;
};

/** A session of new office hours of their own. */
export async function makeDatedSession({ host, kind = "one", startsIn = -120, minutes = 30, seats }: Dated) {
	const room = seats ?? (kind === "one" ? 1 : 12);
	const hours = await makeHours(host, {
		title: "Prompts, side by side",
		kind,
		minutes,
		seats: room,
		timeZone: host.timeZone,
		link: "https://meet.example/room",
	});
	const { id } = await makeSession(hours, { startsAt: new Date(now().getTime() + startsIn * 60_000) });
	return { id, hoursId: hours.id };
}

/** A place in it, with what its guest wants to try. Returns its id. */
export async function makePlace(sessionId: string, guest: Person, state: BookingState = "booked", want = "To write better briefs.") {
	const until = state === "held" || state === "offered" ? new Date(now().getTime() + 3_600_000) : null;
	return (await makeBooking({ id: sessionId }, guest, { state, until, want })).id;
}

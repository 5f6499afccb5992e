import type { BookingState, SessionSide, SessionState } from "#db/enums.ts";

export const coachingLimits = {
	/** Minutes in which a slot is kept for whoever fills in its form. */
	holdMinutes: 10,
	/** Hours in which an offered seat can be taken. */
	offerHours: 24,
	rules: 40,
	overrides: 60,
	timeOff: 20,
	topics: 12,
	title: 80,
	about: 1000,
	words: 2000,
	/** Until so long before it begins can it be moved; cancelled it can be until it begins. */
	moveMinutes: 60,
};

/** Whether a booking holds a seat. */
export const holdsSeat = (state: BookingState) => state === "booked" || state === "held" || state === "offered";

export type SessionTimes = { state: SessionState; startsAt: Date; endsAt: Date };
export type SessionPhase = "held" | "coming" | "running" | "over" | "cancelled";

/** Where a session stands; it is over by the clock alone. */
export function sessionPhase({ state, startsAt, endsAt }: SessionTimes, at: Date): SessionPhase {
	if (state !== "booked") return state;
	if (at >= endsAt) return "over";
	return at >= startsAt ? "running" : "coming";
}

export const sessionPath = (id: string) => `/coaching/${id}`;
/** The iCalendar UID of a session, the same for ever (RFC 5545, section 3.8.4.7). */
export const sessionUid = (id: string, host: string) => `session-${id}@${host}`;
export const otherSide = (side: SessionSide): SessionSide => (side === "host" ? "guest" : "host");

import type { CalendarEvent, CalendarPerson } from "#app/core/ical.ts";
import { calendarText } from "#app/core/ical.ts";
import { appUrl, mailHost, senderAddress } from "#app/core/mail/transport.server.ts";
import type { Appointment } from "./appointments.server.ts";
import { sessionPath, sessionUid } from "./rules.ts";

const product = "Coaching";

/** What a session is called in the calendar of one of those who are in it. */
export const appointmentTitle = ({ title, kind, side, hostName, guestName }: Appointment): string => {
	if (side === "guest") return `${title} with ${hostName}`;
	return kind === "one" && guestName ? `${title} with ${guestName}` : title;
};

/** An appointment as calendars keep it. It holds no words about what somebody wants to try: calendars are often shared. */
export const appointmentEvent = (appointment: Appointment, stamp: Date): CalendarEvent => {
	const { id, sequence, startsAt, endsAt, cancelled, place, hostName } = appointment;
	const url = new URL(sessionPath(id), appUrl()).href;
	return {
		uid: sessionUid(id, mailHost()),
		sequence,
		stamp,
		from: startsAt,
		to: endsAt,
		cancelled,
		title: appointmentTitle(appointment),
		text: `Move or cancel it, and see what it is about: ${url}`,
		...(place ? { place } : {}),
		url,
		organizer: { name: hostName, address: senderAddress() },
	};
};

/** The calendar message of an appointment as it stands now, to one person (RFC 5546, sections 3.2.2 and 3.2.5). */
export const appointmentMessage = (appointment: Appointment, attendee: CalendarPerson, stamp: Date) => {
	const method = appointment.cancelled ? ("CANCEL" as const) : ("REQUEST" as const);
	return { method, content: calendarText({ product, method, events: [{ ...appointmentEvent(appointment, stamp), attendee }] }) };
};

/** Appointments as a calendar that is subscribed to. It says the same until one of them changes. */
export const appointmentCalendar = (appointments: Appointment[]): string =>
	calendarText({
		product,
		method: "PUBLISH",
		name: "Lamplight",
		events: appointments.map((one) => appointmentEvent(one, one.writtenAt)),
	});

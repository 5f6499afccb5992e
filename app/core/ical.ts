// The one writer of calendar files (RFC 5545) and calendar messages (RFC 5546). Times are UTC: every calendar shows them in its reader's zone.

export type CalendarMethod = "PUBLISH" | "REQUEST" | "CANCEL";
export type CalendarPerson = { name: string; address: string };
export type CalendarEvent = {
	/** The same for ever (section 3.8.4.7). */
	uid: string;
	/** Grows with every move and with its end (section 3.8.7.4). */
	sequence?: number;
	/** When this was written (section 3.8.7.2). */
	stamp: Date;
	from: Date;
	to: Date;
	cancelled?: boolean;
	title: string;
	text?: string;
	place?: string;
	url?: string;
	organizer?: CalendarPerson;
	/** At most one: nobody reads in their calendar who else was asked. */
	attendee?: CalendarPerson;
};
export type Calendar = {
	/** Which part of Lamplight wrote it. */
	product: string;
	method: CalendarMethod;
	/** Of a calendar that is subscribed to (RFC 7986, section 5.1). */
	name?: string;
	events: CalendarEvent[];
};

const octets = 75;
const encoder = new TextEncoder();

// Section 3.3.11. What else is a control character can not stand in a text; a tab can.
const escaped = (text: string) =>
	text
		.replace(/[\\;,]/g, "\\$&")
		.replace(/\r\n?|\n/g, "\\n")
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
/** A parameter in quotation marks, with carets for what can not stand between them (RFC 6868). */
const quoted = (text: string) => `"${oneLine(text).replaceAll("^", "^^").replaceAll('"', "^'")}"`;
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
/** An instant as section 3.3.5, form 2, writes it. */
const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** A content line in pieces of 75 octets at most, never through a character (section 3.1). */
function folded(line: string): string {
	const pieces: string[] = [];
	let piece = "";
	let size = 0;
	for (const character of line) {
		const length = encoder.encode(character).length;
		if (size + length > octets) {
			pieces.push(piece);
			// The space that begins a continued line counts.
			[piece, size] = ["", 1];
		}
		piece += character;
		size += length;
	}
	return [...pieces, piece].join("\r\n ");
}

const mailto = ({ address }: CalendarPerson) => `mailto:${address.replace(/[\s\u0000-\u001f\u007f]+/g, "")}`;

// Whoever is asked has said yes by booking, and no mailbox of ours reads answers: so none is asked for.
const attendeeLine = (person: CalendarPerson, method: CalendarMethod) =>
	`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${method === "REQUEST" ? ";PARTSTAT=ACCEPTED;RSVP=FALSE" : ""};CN=${quoted(person.name)}:${mailto(person)}`;

function linesOf(event: CalendarEvent, method: CalendarMethod): string[] {
	const { uid, sequence, stamp, from, to, cancelled, title, text, place, url, organizer, attendee } = event;
	return [
		"BEGIN:VEVENT",
		`UID:${oneLine(uid)}`,
		...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
		`DTSTAMP:${utc(stamp)}`,
		`DTSTART:${utc(from)}`,
		`DTEND:${utc(to)}`,
		...(cancelled === undefined ? [] : [`STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`]),
		...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:${mailto(organizer)}`] : []),
		...(attendee ? [attendeeLine(attendee, method)] : []),
		`SUMMARY:${escaped(title)}`,
		...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
		...(place ? [`LOCATION:${escaped(place)}`] : []),
		...(url ? [`URL:${oneLine(url)}`] : []),
		"END:VEVENT",
	];
}

/** A calendar as text with lines that end in CRLF. Its method is a property of the calendar (RFC 5546, section 1.4). */
export function calendarText({ product, method, name, events }: Calendar): string {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		`PRODID:-//Lamplight//${product}//EN`,
		"CALSCALE:GREGORIAN",
		`METHOD:${method}`,
		...(name ? [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, "REFRESH-INTERVAL;VALUE=DURATION:PT1H"] : []),
		...events.flatMap((event) => linesOf(event, method)),
		"END:VCALENDAR",
	];
	return lines.map((line) => `${folded(line)}\r\n`).join("");
}

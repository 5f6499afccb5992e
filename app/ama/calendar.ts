const octets = 75;

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
/** An instant as RFC 5545 section 3.3.5, form 2, writes it. */
const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** A content line in pieces of 75 octets at most, never through a character (RFC 5545, section 3.1). */
function folded(line: string): string {
	const pieces: string[] = [];
	let piece = "";
	let size = 0;
	for (const character of line) {
		const length = new TextEncoder().encode(character).length;
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

export type CalendarEvent = { id: string; title: string; by: string; url: string; from: Date; to: Date; at: Date };

/** A calendar with one event (RFC 5545). Its times are UTC: every calendar shows them in its reader's zone. */
export function calendarOf({ id, title, by, url, from, to, at }: CalendarEvent): string {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Lamplight//AMA//EN",
		"METHOD:PUBLISH",
		"BEGIN:VEVENT",
		`UID:ama-${id}@${new URL(url).hostname}`,
		`DTSTAMP:${utc(at)}`,
		`DTSTART:${utc(from)}`,
		`DTEND:${utc(to)}`,
		`SUMMARY:${escaped(title)}`,
		`DESCRIPTION:${escaped(`Ask ${by} anything: ${url}`)}`,
		`URL:${url}`,
		"END:VEVENT",
		"END:VCALENDAR",
	];
	return lines.map((line) => `${folded(line)}\r\n`).join("");
}

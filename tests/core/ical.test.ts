import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { type Calendar, type CalendarEvent, calendarText } from "#app/core/ical.ts";

const event: CalendarEvent = {
	uid: "session-a0000000000001@lamplight.example",
	sequence: 2,
	stamp: new Date("2026-11-20T08:00:00.123Z"),
	from: new Date("2026-11-24T14:00:00Z"),
	to: new Date("2026-11-24T15:30:00Z"),
	cancelled: false,
	title: "Office hour",
	text: "More at Lamplight.",
	place: "Room 4, second floor",
	url: "https://lamplight.example/coaching/a0000000000001",
	organizer: { name: "Zoë", address: "lamplight@lamplight.example" },
	attendee: { name: "Ann", address: "ann@test.example" },
};
const calendar = (change: Partial<CalendarEvent> = {}, method: Calendar["method"] = "REQUEST") =>
	calendarText({ product: "Coaching", method, events: [{ ...event, ...change }] });
const parsed = (text: string) => {
	const component = new ICAL.Component(ICAL.parse(text));
	const [first] = component.getAllSubcomponents("vevent");
	if (!first) throw new Error("no event");
	return {
		component,
		first,
		property: (name: string) => first.getFirstProperty(name),
		value: (name: string) => first.getFirstPropertyValue(name),
	};
};
const bytes = (line: string) => new TextEncoder().encode(line).length;

test("a request says all that a calendar needs, and another program reads the same", () => {
	const { component, first, property, value } = parsed(calendar());
	expect(component.getFirstPropertyValue("method")).toBe("REQUEST");
	expect(first.getFirstProperty("method")).toBeNull();
	expect(value("uid")).toBe(event.uid);
	expect(value("sequence")).toBe(2);
	expect(value("status")).toBe("CONFIRMED");
	expect(String(value("dtstart"))).toBe("2026-11-24T14:00:00Z");
	expect(String(value("dtend"))).toBe("2026-11-24T15:30:00Z");
	expect(String(value("dtstamp"))).toBe("2026-11-20T08:00:00Z");
	expect(value("location")).toBe(event.place);
	expect(value("organizer")).toBe("mailto:lamplight@lamplight.example");
	expect(first.getAllProperties("attendee")).toHaveLength(1);
	expect(value("attendee")).toBe("mailto:ann@test.example");
	expect(property("attendee")?.getParameter("partstat")).toBe("ACCEPTED");
	expect(property("attendee")?.getParameter("rsvp")).toBe("FALSE");
});

test("what is called off keeps its UID", () => {
	const { component, value } = parsed(calendar({ cancelled: true, sequence: 3 }, "CANCEL"));
	expect(component.getFirstPropertyValue("method")).toBe("CANCEL");
	expect([value("uid"), value("sequence"), value("status")]).toEqual([event.uid, 3, "CANCELLED"]);
});

describe("hostile words", () => {
	const hostile = [
		"a, b; c: d \\ e \\n f",
		"first\nsecond\r\nthird\rfourth",
		"x\r\nATTENDEE:mailto:all@evil.example\r\nEND:VEVENT",
		'"quoted" ^n ^\' <script>; CN="x"',
		"🙂".repeat(40),
		"日本語".repeat(30),
		`${"a".repeat(66)}é`,
		`${"a".repeat(67)},;\\`,
		"END:VCALENDAR",
		"\u2028\u0085\t tab",
		"e\u0301".repeat(50),
	];
	const same = (text: string) => text.replace(/\r\n?/g, "\n");

	test.each(hostile)("%j", (words) => {
		const text = calendar({ title: words, text: words, place: words, attendee: { name: words, address: "ann@test.example" } });
		const { component, first, property, value } = parsed(text);
		for (const name of ["summary", "description", "location"]) expect(value(name)).toBe(same(words));
		// This reader takes a backslash in a parameter for an escape, which it is in texts alone (section 3.2).
		const name = words.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
		expect(property("attendee")?.getParameter("cn")).toBe(name.replaceAll("\\n", "\n"));
		expect(first.getAllProperties("attendee")).toHaveLength(1);
		expect(component.getAllSubcomponents("vevent")).toHaveLength(1);
	});

	/** What stands for a broken character may stand there by itself, too: without it, one that is found was cut. */
	const whole = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.replaceAll("\ufffd", ""));

	test("no line is longer than 75 octets, none ends within a character, and none ends but with CRLF", () => {
		fc.assert(
			fc.property(whole, fc.nat(80), (words, pad) => {
				const text = calendar({ title: "a".repeat(pad) + words, attendee: { name: words, address: "ann@test.example" } });
				const lines = text.slice(0, -2).split("\r\n");
				expect(lines.filter((line) => bytes(line) > 75)).toEqual([]);
				expect(lines.join("")).not.toMatch(/[\r\n\ufffd]/);
				expect(parsed(text).value("summary")).toBe("a".repeat(pad) + words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ""));
			}),
			{ numRuns: 300 },
		);
	});

	test.each([73, 74, 75, 76, 77, 148, 149, 150])("a line of %i octets", (length) => {
		const title = "x".repeat(length - "SUMMARY:".length);
		const text = calendar({ title });
		expect(parsed(text).value("summary")).toBe(title);
		expect(text.split("\r\n").filter((line) => bytes(line) > 75)).toEqual([]);
	});

	test("an address or a link can not begin a line of its own", () => {
		const text = calendar({
			uid: "u\r\nX-EVIL:1",
			url: "https://lamplight.example/\r\nX-EVIL:1",
			attendee: { name: "Ann", address: "ann@test.example\r\nX-EVIL:1" },
		});
		expect(text.replaceAll("\r\n ", "")).not.toMatch(/^X-EVIL/m);
	});
});

test("a calendar that is subscribed to has a name and many events, and names nobody who comes", () => {
	const { attendee: _, ...published } = event;
	const text = calendarText({
		product: "Coaching",
		method: "PUBLISH",
		name: "Lamplight for Ann",
		events: [published, { ...published, uid: "session-b@lamplight.example", cancelled: true }],
	});
	const component = new ICAL.Component(ICAL.parse(text));
	expect(component.getFirstPropertyValue("x-wr-calname")).toBe("Lamplight for Ann");
	expect(component.getAllSubcomponents("vevent").map((one) => one.getFirstPropertyValue("status"))).toEqual(["CONFIRMED", "CANCELLED"]);
	expect(text).not.toContain("ATTENDEE");
});

import { expect, test } from "vitest";
import { calendarOf } from "#app/ama/calendar.ts";
import { instantAt, localAt } from "#app/core/temporal.server.ts";

const event = {
	id: "a0000000000001",
	title: "Ask Zoë; anything, really – 日本語の質問も歓迎します, and a title that goes on for much longer than a line may be 🙂🙂🙂🙂",
	by: "Zoë",
	url: "https://lamplight.example/ama/a0000000000001",
	from: new Date("2026-11-24T14:00:00Z"),
	to: new Date("2026-11-24T15:30:00Z"),
	at: new Date("2026-11-20T08:00:00.123Z"),
};

test("the calendar file keeps to RFC 5545: line ends, lengths, escapes, times in UTC", () => {
	const text = calendarOf(event);
	expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
	const lines = text.slice(0, -2).split("\r\n");
	expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
	expect(lines.join("")).not.toMatch(/[\r\n]|\ufffd/);
	const unfolded = text.replaceAll("\r\n ", "").split("\r\n");
	expect(unfolded).toContain("DTSTART:20261124T140000Z");
	expect(unfolded).toContain("DTEND:20261124T153000Z");
	expect(unfolded).toContain("DTSTAMP:20261120T080000Z");
	expect(unfolded).toContain("UID:ama-a0000000000001@lamplight.example");
	const summary = unfolded.find((line) => line.startsWith("SUMMARY:"))?.slice(8) ?? "";
	expect(summary.replace(/\\([\\;,])/g, "$1")).toBe(event.title);
	expect(summary).toContain("Zoë\\; anything\\, really");
});

test("a day and a time by the clock of a zone", () => {
	const of = (day: string, time: string, zone = "Europe/Amsterdam") => instantAt(day, time, zone)?.toISOString() ?? null;
	expect(of("2026-11-24", "15:00")).toBe("2026-11-24T14:00:00.000Z");
	expect(of("2027-07-01", "15:00")).toBe("2027-07-01T13:00:00.000Z");
	expect(of("2026-11-24", "15:00", "Asia/Kolkata")).toBe("2026-11-24T09:30:00.000Z");
	// Skipped in spring, twice in autumn: then the first.
	expect(of("2027-03-28", "02:30")).toBeNull();
	expect(of("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
	for (const wrong of ["2026-02-30", "2026-13-01", "soon", ""]) expect(of(wrong, "10:00")).toBeNull();
	expect(of("2026-11-24", "10:00", "Mars/Olympus")).toBeNull();
	expect(localAt(new Date("2026-11-24T14:00:00Z"), "Asia/Kolkata")).toEqual({ day: "2026-11-24", time: "19:30" });
});

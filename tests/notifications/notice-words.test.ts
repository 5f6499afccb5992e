import { describe, expect, test } from "vitest";
import { momentWords, type SessionSaid, sessionSentence, termSentence, whenWords } from "#app/notifications/notice-words.ts";

const guest: SessionSaid = {
	kind: "booked",
	title: "Prompts",
	group: false,
	side: "guest",
	hostName: "Zoë",
	guestName: null,
	cancelled: false,
	calledOff: false,
	cancelledBy: null,
};
const host: SessionSaid = { ...guest, side: "host", guestName: "Ann" };
const off = { kind: "cancelled", cancelled: true, calledOff: true } as const;

describe("what is said of a session", () => {
	test.each<[Partial<SessionSaid>, string, string]>([
		[{}, "Your session with Zoë is booked", "Ann booked a session with you"],
		[{ kind: "moved" }, "“Prompts” with Zoë has a new time", "“Prompts” with Ann has a new time"],
		[{ ...off, cancelledBy: "host" }, "Zoë cancelled “Prompts”", "You cancelled “Prompts”"],
		[{ ...off, cancelledBy: "guest" }, "You cancelled “Prompts” with Zoë", "Ann cancelled “Prompts”"],
		// It is the row that counts, not what was to be told.
		[{ ...off, kind: "moved", cancelledBy: "host" }, "Zoë cancelled “Prompts”", "You cancelled “Prompts”"],
		[{ kind: "reminder" }, "Coming up: “Prompts” with Zoë", "Coming up: “Prompts” with Ann"],
		[{ kind: "no-show" }, "Zoë missed you at “Prompts”", "Ann missed you at “Prompts”"],
		[{ kind: "appeal" }, "There is an answer about who came to “Prompts”", "There is an answer about who came to “Prompts”"],
	])("%j", (said, toGuest, toHost) => {
		expect(sessionSentence({ ...guest, ...said })).toBe(toGuest);
		expect(sessionSentence({ ...host, ...said })).toBe(toHost);
	});

	test("in a group, to its host and to one who gave up a place", () => {
		const group = { ...host, group: true, guestName: null };
		expect(sessionSentence(group)).toBe("“Prompts” is booked");
		expect(sessionSentence({ ...group, kind: "reminder" })).toBe("Coming up: “Prompts”");
		expect(sessionSentence({ ...guest, group: true, kind: "cancelled", cancelled: true })).toBe("You no longer come to “Prompts” with Zoë");
	});
});

test("what is said of a term", () => {
	const term = { name: "Ann", own: false, declined: false, startsOn: "2026-12-01", endsOn: "2027-06-01" };
	expect(termSentence({ ...term, kind: "term-agreed" })).toBe("You are a champion from Tuesday 1 December 2026 on");
	expect(termSentence({ ...term, kind: "term-ends" })).toBe("Your term as a champion runs until Monday 31 May 2027");
	expect(termSentence({ ...term, kind: "nomination", own: true })).toBe("Ann would like to be a champion");
});

test("times are those of the reader's clock, with the zone's name", () => {
	const [from, to] = [new Date("2026-11-24T23:00:00Z"), new Date("2026-11-24T23:30:00Z")];
	expect(whenWords(from, to, "Europe/Amsterdam")).toBe("Wednesday 25 November 2026, 00:00 to 00:30, Europe/Amsterdam");
	expect(whenWords(from, to, "America/New_York")).toBe("Tuesday 24 November 2026, 18:00 to 18:30, America/New York");
	expect(whenWords(from, to, "Mars/Olympus")).toBe("Tuesday 24 November 2026, 23:00 to 23:30, UTC");
	expect(momentWords(from, "Asia/Tokyo")).toBe("Wednesday 25 November 2026, 08:00, Asia/Tokyo");
});

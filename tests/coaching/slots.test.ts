import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hours, slotsOf, windowsOf } from "#app/coaching/slots.server.ts";
import { Temporal } from "#app/core/temporal.server.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const at = (iso: string) => Date.parse(iso);
const plain: Hours = {
	timeZone: "Europe/Berlin",
	minutes: 30,
	bufferBefore: 0,
	bufferAfter: 0,
	noticeMinutes: 0,
	horizonDays: 120,
	weeklyLimit: null,
	rules: [],
	overrides: [],
	daysOff: [],
};
const weekly = (from: number, to: number, weekday = 1) => ({ weekday, fromMinute: from * 60, toMinute: to * 60 });
const everyDay = (from: number, to: number) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekly(from, to, weekday));
const startsOf = (hours: Partial<Hours>, from: string, to: string, asked = {}) =>
	slotsOf({ ...plain, ...hours }, { from: at(from), to: at(to), at: at(from), busy: [], booked: [], ...asked }).map(({ startsAt }) =>
		startsAt.toISOString().slice(0, 16),
	);

describe("across the change of clocks", () => {
	test("nine o'clock stays nine o'clock (cal.com 4702, 1092)", () => {
		const hours = { minutes: 60, rules: [weekly(9, 10)] };
		expect(startsOf(hours, "2026-10-18T00:00Z", "2026-11-04T00:00Z")).toEqual(["2026-10-19T07:00", "2026-10-26T08:00", "2026-11-02T08:00"]);
		expect(startsOf(hours, "2027-03-21T00:00Z", "2027-04-06T00:00Z")).toEqual(["2027-03-22T08:00", "2027-03-29T07:00", "2027-04-05T07:00"]);
		const york = { ...hours, timeZone: "America/New_York" };
		expect(startsOf(york, "2026-10-25T00:00Z", "2026-11-10T00:00Z")).toEqual(["2026-10-26T13:00", "2026-11-02T14:00", "2026-11-09T14:00"]);
	});

	test("a window over the skipped hour has three hours, over the repeated one five (cal.com 10517, 7747)", () => {
		const hours = { minutes: 60, rules: everyDay(1, 5) };
		expect(startsOf(hours, "2027-03-27T22:00Z", "2027-03-28T22:00Z")).toEqual(["2027-03-28T00:00", "2027-03-28T01:00", "2027-03-28T02:00"]);
		expect(startsOf(hours, "2026-10-24T22:00Z", "2026-10-25T22:00Z")).toEqual([
			"2026-10-24T23:00",
			"2026-10-25T00:00",
			"2026-10-25T01:00",
			"2026-10-25T02:00",
			"2026-10-25T03:00",
		]);
	});

	test("a window inside of the skipped hour does not take place; one that begins in it begins when it is over", () => {
		const sunday = { fromMinute: 120, toMinute: 180, weekday: 7 };
		expect(startsOf({ rules: [sunday] }, "2027-03-27T22:00Z", "2027-03-28T22:00Z")).toEqual([]);
		expect(startsOf({ rules: [{ ...sunday, fromMinute: 150, toMinute: 240 }] }, "2027-03-27T22:00Z", "2027-03-28T22:00Z")).toEqual([
			"2027-03-28T01:00",
			"2027-03-28T01:30",
		]);
	});

	test("minimum notice counts real time on the day of the change (cal.com 12137)", () => {
		const hours = { minutes: 60, noticeMinutes: 240, rules: everyDay(0, 24) };
		expect(startsOf(hours, "2027-03-28T00:00Z", "2027-03-28T06:00Z")[0]).toBe("2027-03-28T04:00");
	});

	test("a zone whose clocks change by half an hour, and one at a quarter", () => {
		const howe = { minutes: 30, timeZone: "Australia/Lord_Howe", rules: everyDay(1, 3) };
		// In October 2026 clocks go from 02:00 to 02:30 there.
		expect(startsOf(howe, "2026-10-03T13:30Z", "2026-10-04T13:00Z")).toHaveLength(3);
		expect(startsOf({ minutes: 60, timeZone: "Asia/Kathmandu", rules: [weekly(9, 10)] }, "2026-11-01T00:00Z", "2026-11-03T00:00Z")).toEqual(
			["2026-11-02T03:15"],
		);
	});

	test("a day that does not exist has no hours", () => {
		// Samoa skipped 30 December 2011, a Friday.
		const hours = { minutes: 60, timeZone: "Pacific/Apia", rules: [weekly(9, 10, 5)], horizonDays: 120 };
		expect(startsOf(hours, "2011-12-28T00:00Z", "2012-01-03T00:00Z")).toEqual([]);
	});
});

describe("what an offer says", () => {
	test("hours across midnight belong to the day on which they begin (Easy!Appointments 1432)", () => {
		const hours = { minutes: 60, rules: [{ weekday: 1, fromMinute: 23 * 60, toMinute: 25 * 60 }] };
		expect(startsOf(hours, "2026-11-02T00:00Z", "2026-11-04T00:00Z")).toEqual(["2026-11-02T22:00", "2026-11-02T23:00"]);
		expect(startsOf(hours, "2026-11-02T22:30Z", "2026-11-04T00:00Z")).toEqual(["2026-11-02T23:00"]);
	});

	test("an override takes the place of the week, for showing and for accepting alike (cal.com 6622)", () => {
		const hours = {
			minutes: 60,
			rules: everyDay(9, 10),
			overrides: [
				{ day: "2026-11-03", fromMinute: 14 * 60, toMinute: 15 * 60 },
				{ day: "2026-11-04", fromMinute: null, toMinute: null },
			],
		};
		expect(startsOf(hours, "2026-11-02T00:00Z", "2026-11-06T00:00Z")).toEqual(["2026-11-02T08:00", "2026-11-03T13:00", "2026-11-05T08:00"]);
	});

	test("days off are days of the host's calendar", () => {
		const hours = {
			minutes: 60,
			timeZone: "Pacific/Auckland",
			rules: everyDay(8, 9),
			daysOff: [{ fromDay: "2026-11-04", toDay: "2026-11-05" }],
		};
		// 8:00 in Auckland is 19:00 UTC of the day before.
		expect(startsOf(hours, "2026-11-01T20:00Z", "2026-11-06T20:00Z")).toEqual(["2026-11-02T19:00", "2026-11-05T19:00", "2026-11-06T19:00"]);
	});

	test("nothing is offered in buffers, too soon, beyond the horizon or past the week's limit", () => {
		const hours = { minutes: 30, rules: everyDay(9, 11), bufferBefore: 10, bufferAfter: 15 };
		const busy = [{ from: at("2026-11-02T08:30Z"), to: at("2026-11-02T09:00Z") }];
		expect(startsOf(hours, "2026-11-02T00:00Z", "2026-11-02T20:00Z", { busy })).toEqual(["2026-11-02T09:30"]);
		expect(startsOf({ ...hours, horizonDays: 1 }, "2026-11-02T00:00Z", "2026-11-09T00:00Z")).toHaveLength(4);
		const booked = [at("2026-11-03T09:00Z"), at("2026-11-04T09:00Z")];
		const limited = startsOf({ ...hours, weeklyLimit: 2 }, "2026-11-02T00:00Z", "2026-11-11T00:00Z", { booked });
		expect(new Set(limited.map((start) => start.slice(0, 10)))).toEqual(new Set(["2026-11-09", "2026-11-10"]));
	});

	test("the same windows twice are offered once", () => {
		const hours = { minutes: 60, rules: [weekly(9, 11), { ...weekly(9, 11), fromMinute: 570 }] };
		expect(startsOf(hours, "2026-11-02T00:00Z", "2026-11-03T00:00Z")).toEqual(["2026-11-02T08:00", "2026-11-02T09:00"]);
	});
});

const zones = fc.constantFrom(
	"UTC",
	"Europe/Berlin",
	"America/New_York",
	"America/St_Johns",
	"Asia/Kathmandu",
	"Australia/Lord_Howe",
	"Pacific/Apia",
	"Pacific/Chatham",
	"Africa/Casablanca",
	"America/Sao_Paulo",
	"Asia/Tehran",
	"Europe/London",
	"Antarctica/Troll",
);
const days = fc.integer({ min: Math.floor(at("2008-01-01") / day), max: Math.floor(at("2035-01-01") / day) });
const rule = fc
	.record({
		weekday: fc.integer({ min: 1, max: 7 }),
		fromMinute: fc.integer({ min: 0, max: 95 }).map((n) => n * 15),
		length: fc.integer({ min: 1, max: 96 }).map((n) => n * 15),
	})
	.map(({ weekday, fromMinute, length }) => ({ weekday, fromMinute, toMinute: fromMinute + length }));

/** What clocks show, by Temporal alone: minutes since 1970 as if the zone were UTC. */
const wallOf = (instant: number, zone: string) => {
	const { year, month, day: date, hour, minute: minutes } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
	return Date.UTC(year, month - 1, date, hour, minutes) / minute;
};

test("whatever the zone, year and hours: windows are what clocks show, minute by minute", () => {
	fc.assert(
		fc.property(zones, days, rule, (timeZone, start, weeklyRule) => {
			const range = { from: start * day, to: (start + 3) * day };
			const windows = windowsOf({ timeZone, rules: [weeklyRule], overrides: [] }, range);
			// By looking at every quarter of an hour: the first at which clocks show the beginning or more, and the last before the end.
			const walls = Array.from({ length: 24 * 4 * 10 }, (_, index) => {
				const instant = range.from - 4 * day + index * 15 * minute;
				return { instant, wall: wallOf(instant, timeZone) };
			});
			const expected: { from: number; to: number }[] = [];
			for (let date = start - 2; date <= start + 4; date += 1) {
				if (new Date(date * day).getUTCDay() !== weeklyRule.weekday % 7) continue;
				const [from, to] = [date * 1440 + weeklyRule.fromMinute, date * 1440 + weeklyRule.toMinute];
				const first = walls.find(({ wall }) => wall >= from)?.instant;
				const last = (walls.findLast(({ wall }) => wall < to)?.instant ?? 0) + 15 * minute;
				if (first !== undefined && first < last && last > range.from && first < range.to) expected.push({ from: first, to: last });
			}
			expect(windows).toEqual(expected);
		}),
		{ numRuns: 120 },
	);
});

test("whatever is asked: slots are whole, apart, inside of the hours and of nobody's busy time", () => {
	const busyRange = fc.record({ from: fc.integer({ min: 0, max: 14 * 24 * 4 }), length: fc.integer({ min: 1, max: 40 }) });
	fc.assert(
		fc.property(
			zones,
			days,
			fc.array(rule, { maxLength: 6 }),
			fc.array(busyRange, { maxLength: 12 }),
			fc.constantFrom(15, 20, 30, 45, 60),
			fc.constantFrom(0, 5, 30),
			(timeZone, start, rules, taken, minutes, buffer) => {
				const from = start * day;
				const busy = taken.map((one) => ({ from: from + one.from * 15 * minute, to: from + (one.from + one.length) * 15 * minute }));
				const hours = { ...plain, timeZone, rules, minutes, bufferBefore: buffer, bufferAfter: buffer };
				const slots = slotsOf(hours, { from, to: from + 14 * day, at: from, busy, booked: [] });
				const windows = windowsOf(hours, { from, to: from + 14 * day });
				for (const [index, { startsAt, endsAt, blockedFrom, blockedTo }] of slots.entries()) {
					expect(endsAt.getTime() - startsAt.getTime()).toBe(minutes * minute);
					expect(windows.some((window) => window.from <= startsAt.getTime() && endsAt.getTime() <= window.to)).toBe(true);
					expect(busy.some((one) => one.from < blockedTo.getTime() && one.to > blockedFrom.getTime())).toBe(false);
					if (index > 0) expect(startsAt.getTime()).toBeGreaterThanOrEqual(slots[index - 1]?.endsAt.getTime() ?? 0);
				}
				// What is shown is what is accepted: asked for a part of the time, the same slots come.
				const middle = from + 5 * day;
				const part = slotsOf(hours, { from: middle, to: middle + 3 * day, at: from, busy, booked: [] }).map(({ startsAt }) =>
					startsAt.getTime(),
				);
				expect(part).toEqual(slots.map(({ startsAt }) => startsAt.getTime()).filter((one) => one >= middle && one < middle + 3 * day));
			},
		),
		{ numRuns: 300 },
	);
});

test("the zone of the process changes nothing", () => {
	const script = `
		import { slotsOf } from "./app/coaching/slots.server.ts";
		const hours = ${JSON.stringify({ ...plain, rules: everyDay(1, 5) })};
		const asked = { from: ${at("2026-10-20T00:00Z")}, to: ${at("2026-11-10T00:00Z")}, at: ${at("2026-10-20T00:00Z")}, busy: [], booked: [] };
		process.stdout.write(JSON.stringify(slotsOf(hours, asked)));`;
	const outputs = ["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"].map(
		(TZ) => spawnSync(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, TZ }, encoding: "utf8" }).stdout,
	);
	expect(JSON.parse(outputs[0] ?? "[]").length).toBeGreaterThan(100);
	expect(new Set(outputs).size).toBe(1);
});

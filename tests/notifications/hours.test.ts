import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hours, mailDueAt, nextAllowed, soonMs, usualHours } from "#app/notifications/hours.server.ts";
import type { MailCadence } from "#db/enums.ts";

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => new Date(text);
const hoursOf = (quietFrom: string, quietTo: string, workingDays = [1, 2, 3, 4, 5, 6, 7]): Hours => ({
	quietFrom: clock(quietFrom),
	quietTo: clock(quietTo),
	workingDays,
});
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe("when mail may come", () => {
	test.each<[string, string, Hours, string, string]>([
		["within the day it comes at once", "Europe/Berlin", usualHours, "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"],
		["in the evening it waits for the morning", "Europe/Berlin", usualHours, "2026-11-23T17:00:00Z", "2026-11-24T07:00:00Z"],
		["before the morning, too", "Europe/Berlin", usualHours, "2026-11-24T05:30:00Z", "2026-11-24T07:00:00Z"],
		["on Friday evening it waits for Monday", "America/New_York", usualHours, "2026-11-20T23:30:00Z", "2026-11-23T13:00:00Z"],
		[
			"without quiet hours and days off it always comes",
			"Asia/Tokyo",
			hoursOf("08:00", "08:00", []),
			"2026-11-22T18:00:00Z",
			"2026-11-22T18:00:00Z",
		],
		["a lunch break is quiet, too", "UTC", hoursOf("12:00", "13:00"), "2026-11-23T12:20:00Z", "2026-11-23T13:00:00Z"],
		[
			"the quiet time ends in an hour that clocks skip",
			"Europe/Berlin",
			hoursOf("22:00", "02:30"),
			"2026-03-29T00:10:00Z",
			"2026-03-29T01:00:00Z",
		],
		[
			"it ends in an hour that comes twice: at its first",
			"Europe/Berlin",
			hoursOf("22:00", "02:30"),
			"2026-10-24T23:30:00Z",
			"2026-10-25T00:30:00Z",
		],
		["clocks go back into the quiet time", "Europe/Berlin", hoursOf("22:00", "02:30"), "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z"],
		["clocks go back out of the quiet time", "Europe/Berlin", hoursOf("02:30", "08:00"), "2026-10-25T00:45:00Z", "2026-10-25T01:00:00Z"],
		["midnight does not exist", "Africa/Cairo", hoursOf("22:00", "00:00"), "2026-04-23T21:30:00Z", "2026-04-23T22:00:00Z"],
		["a whole day does not exist", "Pacific/Apia", { ...usualHours, workingDays: [5] }, "2011-12-29T12:00:00Z", "2012-01-05T18:00:00Z"],
		["half an hour is skipped", "Australia/Lord_Howe", hoursOf("22:00", "02:15"), "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z"],
		["a zone that nobody knows counts as UTC", "Mars/Olympus", usualHours, "2026-11-23T19:00:00Z", "2026-11-24T08:00:00Z"],
	])("%s", (_, zone, hours, given, wanted) => {
		expect(nextAllowed(at(given), zone, hours).toISOString()).toBe(at(wanted).toISOString());
	});
});

describe("when a mail is due", () => {
	test.each<[MailCadence, string, string | null]>([
		["off", "2026-11-23T09:05:00Z", null],
		["now", "2026-11-23T09:05:00Z", "2026-11-23T09:15:00Z"],
		["now", "2026-11-23T17:05:00Z", "2026-11-24T07:00:00Z"],
		["3h", "2026-11-23T09:05:00Z", "2026-11-23T11:00:00Z"],
		["3h", "2026-11-23T10:49:00Z", "2026-11-23T11:00:00Z"],
		["3h", "2026-11-23T10:51:00Z", "2026-11-23T14:00:00Z"],
		["3h", "2026-11-23T16:30:00Z", "2026-11-24T07:00:00Z"],
		["daily", "2026-11-23T09:05:00Z", "2026-11-24T07:00:00Z"],
		["daily", "2026-11-27T09:05:00Z", "2026-11-30T07:00:00Z"],
		["weekly", "2026-11-23T09:05:00Z", "2026-11-30T07:00:00Z"],
		["weekly", "2026-11-23T06:45:00Z", "2026-11-23T07:00:00Z"],
	])("%s of %s in Berlin, as usual: %s", (cadence, given, wanted) => {
		expect(mailDueAt(cadence, at(given), "Europe/Berlin", usualHours)?.toISOString() ?? null).toBe(wanted && at(wanted).toISOString());
	});
});

test("a gathered mail that is due in an hour that clocks skip comes when they have", () => {
	const due = mailDueAt("daily", at("2026-03-28T20:00:00Z"), "Europe/Berlin", hoursOf("22:00", "02:30"));
	expect(due?.toISOString()).toBe("2026-03-29T01:00:00.000Z");
});

// The oracle asks the browser's own calendar, not the library that the rule is made with.
const formats = new Map<string, Intl.DateTimeFormat>();
const local = (instant: Date, zone: string) => {
	const format =
		formats.get(zone) ??
		new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
	formats.set(zone, format);
	const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
	const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday ?? "") + 1;
	return { day, minute: Number(parts.hour) * 60 + Number(parts.minute) };
};
const mayCome = (instant: Date, zone: string, { quietFrom, quietTo, workingDays }: Hours) => {
	const { day, minute: now } = local(instant, zone);
	if (workingDays.length > 0 && !workingDays.includes(day)) return false;
	if (quietFrom === quietTo) return true;
	return quietFrom < quietTo ? now < quietFrom || now >= quietTo : now >= quietTo && now < quietFrom;
};

const zones = [...Intl.supportedValuesOf("timeZone"), "UTC"];
/** Instants near a change of clocks where the zone has one that year, and others. */
const changeIn = (zone: string, year: number): number[] => {
	const offset = (instant: number) => {
		const { minute: now, day } = local(new Date(instant), zone);
		const there = day * 1440 + now;
		const utc = new Date(instant);
		return there - (((utc.getUTCDay() + 6) % 7) + 1) * 1440 - utc.getUTCHours() * 60 - utc.getUTCMinutes();
	};
	const found: number[] = [];
	for (let month = 0; month < 12; month++) {
		let [low, high] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
		const [from, to] = [offset(low), offset(high)];
		if ((from - to) % (7 * 1440) === 0) continue;
		while (high - low > 15 * minute) {
			const middle = Math.floor((low + high) / 2 / (15 * minute)) * 15 * minute;
			if ((offset(middle) - from) % (7 * 1440) === 0) low = middle;
			else high = middle;
		}
		found.push(high);
	}
	return found;
};
const moment = fc
	.record({
		zone: fc.constantFrom(...zones),
		year: fc.integer({ min: 2005, max: 2035 }),
		near: fc.boolean(),
		pick: fc.nat(),
		shift: fc.integer({ min: -60 * 60, max: 60 * 60 }),
		day: fc.integer({ min: 0, max: 364 }),
	})
	.map(({ zone, year, near, pick, shift, day }) => {
		const changes = near ? changeIn(zone, year) : [];
		const base = changes[pick % Math.max(1, changes.length)] ?? Date.UTC(year, 0, 1) + day * 24 * hour;
		return { zone, instant: new Date(base + (near ? shift * 7_000 : shift * 13_000)) };
	});
const minutes = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 60, 90, 120, 150, 180, 480, 1080, 1439));
const someHours = fc.record({
	quietFrom: minutes,
	quietTo: minutes,
	workingDays: fc.oneof(fc.constant<number[]>([1, 2, 3, 4, 5]), fc.subarray<number>([1, 2, 3, 4, 5, 6, 7])),
});
const cadences = ["now", "3h", "daily", "weekly"] as const;

describe("for every zone, around every change of its clocks", () => {
	test("mail comes as soon as it may, and not before", () => {
		fc.assert(
			fc.property(moment, someHours, ({ zone, instant }, hours) => {
				const next = nextAllowed(instant, zone, hours);
				expect(next.getTime()).toBeGreaterThanOrEqual(instant.getTime());
				expect(mayCome(next, zone, hours), "comes at a time that is allowed").toBe(true);
				expect(nextAllowed(next, zone, hours)).toEqual(next);
				if (next > instant) {
					expect(mayCome(new Date(next.getTime() - 1), zone, hours), "not the first").toBe(false);
					const step = Math.max(minute, Math.floor((next.getTime() - instant.getTime()) / 400));
					for (let time = instant.getTime(); time < next.getTime(); time += step)
						expect(mayCome(new Date(time), zone, hours), `${new Date(time).toISOString()} would do`).toBe(false);
				}
			}),
			{ numRuns: 600 },
		);
	});

	test("what happens later never comes earlier, and what falls together comes together", () => {
		fc.assert(
			fc.property(
				moment,
				someHours,
				fc.integer({ min: 0, max: 3 * 24 * 60 }),
				fc.constantFrom(...cadences),
				({ zone, instant }, hours, later, cadence) => {
					const second = new Date(instant.getTime() + later * minute);
					const [a, b] = [mailDueAt(cadence, instant, zone, hours), mailDueAt(cadence, second, zone, hours)];
					expect(a).not.toBe(null);
					expect(a?.getTime()).toBeLessThanOrEqual(b?.getTime() ?? 0);
					expect(a?.getTime()).toBeGreaterThanOrEqual(instant.getTime() + soonMs);
					if (a) expect(mayCome(a, zone, hours)).toBe(true);
					// Between something and its gathered mail nothing else is due at another time.
					const gathers =
						cadence === "daily" ||
						cadence === "weekly" ||
						(cadence === "3h" && hours.quietFrom === hours.quietTo && hours.workingDays.length % 7 === 0);
					if (gathers && a && second.getTime() + soonMs <= a.getTime()) expect(b).toEqual(a);
				},
			),
			{ numRuns: 600 },
		);
	});
});

// From wall-clock hours to instants: the one function by which slots are shown and accepted. Docs: docs/decisions/019-coaching.md.
import { clockOf, type ZoneClock } from "#app/core/temporal.server.ts";

export type Minutes = { fromMinute: number; toMinute: number };
/** A weekly window; weekday as in ISO 8601, 1 is Monday. Minutes since local midnight; `toMinute` may lie after the next midnight. */
export type WeeklyRule = Minutes & { weekday: number };
/** Other windows on one local day ("2026-12-24"); without minutes none. */
export type Override = { day: string; fromMinute: number | null; toMinute: number | null };
/** Local days, both included. */
export type DaysOff = { fromDay: string; toDay: string };

export type Hours = {
	timeZone: string;
	minutes: number;
	bufferBefore: number;
	bufferAfter: number;
	noticeMinutes: number;
	horizonDays: number;
	weeklyLimit: number | null;
	rules: WeeklyRule[];
	overrides: Override[];
	daysOff: DaysOff[];
};

/** Half-open, in milliseconds since the epoch. */
export type Range = { from: number; to: number };
export type Slot = { startsAt: Date; endsAt: Date; blockedFrom: Date; blockedTo: Date };
export type Asked = Range & {
	/** The instant at which it is asked. */
	at: number;
	/** When host or guest are taken. */
	busy: Range[];
	/** When the sessions of these hours begin that count for the weekly limit. */
	booked: number[];
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;
/** ISO weekday of a day since the epoch, which was a Thursday. */
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const mondayOf = (day: number) => day - weekdayOf(day) + 1;
const dayOf = (wall: number) => Math.floor(wall / dayMs);

/** The windows of a local day. An override takes the place of what the week says. */
function windowsOn(day: number, weekly: Map<number, Minutes[]>, overrides: Map<number, Minutes[]>): Minutes[] {
	return overrides.get(day) ?? weekly.get(weekdayOf(day)) ?? [];
}

function overridesByDay(overrides: Override[]): Map<number, Minutes[]> {
	const days = new Map<number, Minutes[]>();
	for (const { day, fromMinute, toMinute } of overrides) {
		const windows = days.get(dayNumber(day)) ?? [];
		if (fromMinute !== null && toMinute !== null) windows.push({ fromMinute, toMinute });
		days.set(dayNumber(day), windows);
	}
	return days;
}

/** Windows as instants, in order; what overlaps is one. */
function joined(windows: Range[]): Range[] {
	const found: Range[] = [];
	for (const { from, to } of windows.filter((one) => one.from < one.to).sort((a, b) => a.from - b.from)) {
		const last = found.at(-1);
		if (last && from < last.to) last.to = Math.max(last.to, to);
		else found.push({ from, to });
	}
	return found;
}

/** When the hours take place between two instants, whoever is taken then. */
export function windowsOf({ rules, overrides, timeZone }: Pick<Hours, "rules" | "overrides" | "timeZone">, { from, to }: Range): Range[] {
	const clock = clockOf(timeZone, from - 2 * dayMs, to + 2 * dayMs);
	const weekly = Map.groupBy(rules, ({ weekday }) => weekday);
	const byDay = overridesByDay(overrides);
	const on = (day: number): Range[] =>
		joined(
			windowsOn(day, weekly, byDay).map(({ fromMinute, toMinute }) => ({
				from: clock.instantOf(day * dayMs + fromMinute * minuteMs),
				to: clock.instantOf(day * dayMs + toMinute * minuteMs, "last"),
			})),
		);
	const windows: Range[] = [];
	// A window may begin on the day before and go on after midnight: until the first one of that day begins. So what a day has depends on
	// it and the next one alone, whichever days are asked for.
	let later = on(dayOf(clock.wallAt(to)) + 1);
	for (let day = dayOf(clock.wallAt(to)); day >= dayOf(clock.wallAt(from)) - 1; day -= 1) {
		const own = on(day);
		const end = later[0]?.from ?? Number.POSITIVE_INFINITY;
		windows.unshift(...own.map((one) => ({ from: one.from, to: Math.min(one.to, end) })).filter((one) => one.from < one.to));
		later = own;
	}
	return windows.filter((one) => one.to > from && one.from < to);
}

const isOff = (day: number, daysOff: Range[]) => daysOff.some((off) => off.from <= day && day <= off.to);

/** How many sessions begin in each local week, by its Monday. */
const weeksOf = (booked: number[], clock: ZoneClock) => {
	const weeks = new Map<number, number>();
	for (const start of booked) {
		const week = mondayOf(dayOf(clock.wallAt(start)));
		weeks.set(week, (weeks.get(week) ?? 0) + 1);
	}
	return weeks;
};

/**
 * The slots that can be booked and begin between two instants, in order. A slot is as long as the hours say in real minutes, also on the days on
 * which clocks change; it keeps minimum notice and horizon (compared as instants), the weekly limit and the host's days off (by the host's
 * calendar), and no blocked time overlaps, buffers included.
 */
export function slotsOf(hours: Hours, { from, to, at, busy, booked }: Asked): Slot[] {
	const earliest = Math.max(from, at + hours.noticeMinutes * minuteMs);
	const latest = Math.min(to, at + hours.horizonDays * dayMs);
	if (earliest >= latest) return [];
	const clock = clockOf(hours.timeZone, earliest - 9 * dayMs, latest + 9 * dayMs);
	const daysOff = hours.daysOff.map(({ fromDay, toDay }) => ({ from: dayNumber(fromDay), to: dayNumber(toDay) }));
	const weeks = hours.weeklyLimit === null ? null : weeksOf(booked, clock);
	const taken = [...busy].sort((a, b) => a.from - b.from);
	const [length, before, after] = [hours.minutes, hours.bufferBefore, hours.bufferAfter].map((minutes) => minutes * minuteMs) as [
		number,
		number,
		number,
	];
	const slots: Slot[] = [];
	let next = 0;
	for (const window of windowsOf(hours, { from: earliest, to: latest })) {
		for (let start = window.from; start + length <= window.to && start < latest; start += length) {
			if (start < earliest) continue;
			const day = dayOf(clock.wallAt(start));
			if (isOff(day, daysOff) || isOff(dayOf(clock.wallAt(window.from)), daysOff)) continue;
			if (weeks && (weeks.get(mondayOf(day)) ?? 0) >= (hours.weeklyLimit ?? 0)) continue;
			const blocked = { from: start - before, to: start + length + after };
			// What is over before this slot is over before the later ones, too; ranges of one person do not overlap, those of two may.
			while ((taken[next]?.to ?? Number.POSITIVE_INFINITY) <= blocked.from) next += 1;
			let clash = false;
			for (let index = next; index < taken.length && (taken[index]?.from ?? 0) < blocked.to; index += 1)
				if ((taken[index]?.to ?? 0) > blocked.from) clash = true;
			if (clash) continue;
			slots.push({
				startsAt: new Date(start),
				endsAt: new Date(start + length),
				blockedFrom: new Date(blocked.from),
				blockedTo: new Date(blocked.to),
			});
		}
	}
	return slots;
}

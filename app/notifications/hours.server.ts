// When mail may reach a person, by the clock on their wall. Two things make it hard: a local time may not exist (clocks go forward)
// or come twice (they go back). So we never compute with local times: we look at the instants at which something can begin.
import { Temporal } from "#app/core/temporal.server.ts";
import type { MailCadence } from "#db/enums.ts";

/** Minutes since local midnight and ISO weekdays (1 is Monday). The quiet time may pass midnight; from and to equal: there is none. No days: every day. */
export type Hours = { quietFrom: number; quietTo: number; workingDays: number[] };

export const usualHours: Hours = { quietFrom: 18 * 60, quietTo: 8 * 60, workingDays: [1, 2, 3, 4, 5] };

/** Time in which reading, editing or taking back calls a mail off. */
export const soonMs = 10 * 60_000;
/** Without quiet hours a day begins here. */
const usualMorning = 8 * 60;
const dayEnd = 24 * 60;
// Enough for one working day in the week, a day that a zone skipped, and a window that fell into a gap.
const lookAheadDays = 40;

type Zoned = Temporal.ZonedDateTime;

function zoned(at: Date, timeZone: string): Zoned {
	const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
	try {
		return instant.toZonedDateTimeISO(timeZone);
	} catch {
		// A zone that this runtime does not know.
		return instant.toZonedDateTimeISO("UTC");
	}
}

const isWorkingDay = (weekday: number, { workingDays }: Hours) => workingDays.length === 0 || workingDays.includes(weekday);
const isQuiet = (minute: number, { quietFrom, quietTo }: Hours) =>
	quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;
const isAllowed = (at: Zoned, hours: Hours) => isWorkingDay(at.dayOfWeek, hours) && !isQuiet(at.hour * 60 + at.minute, hours);

/** The instants at which a day's clock shows a minute: one, or two when clocks go back; when it is skipped, the end of the gap. */
function instantsOf(date: Temporal.PlainDate, minute: number, timeZone: string): Zoned[] {
	const local = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
	const [earlier, later] = [
		local.toZonedDateTime(timeZone, { disambiguation: "earlier" }),
		local.toZonedDateTime(timeZone, { disambiguation: "later" }),
	];
	if (earlier.epochMilliseconds === later.epochMilliseconds) return [earlier];
	if (earlier.toPlainDateTime().equals(local)) return [earlier, later];
	const gapEnd = earlier.getTimeZoneTransition("next");
	return gapEnd ? [gapEnd] : [later];
}

/** All instants from `start` on, in order of days, at which one of these minutes begins or clocks change. */
function* beginnings(start: Zoned, minutes: number[]): Generator<Zoned[]> {
	const timeZone = start.timeZoneId;
	// A day early: where a zone skips or repeats midnight, an instant of yesterday's clock may still come.
	for (let day = -1; day <= lookAheadDays; day++) {
		const date = start.toPlainDate().add({ days: day });
		const found = minutes.flatMap((minute) => instantsOf(date, minute, timeZone));
		const change = date.toZonedDateTime({ timeZone, plainTime: "00:00" }).subtract({ hours: 3 }).getTimeZoneTransition("next");
		if (change?.toPlainDate().equals(date)) found.push(change);
		yield found.filter((at) => at.epochMilliseconds >= start.epochMilliseconds).sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
	}
}

const dateOf = (at: Zoned) => new Date(at.epochMilliseconds);

/** The first instant, not before `at`, outside of the person's quiet hours and on one of their working days. */
export function nextAllowed(at: Date, timeZone: string, hours: Hours): Date {
	const start = zoned(at, timeZone);
	if (isAllowed(start, hours)) return at;
	// A stretch can begin at midnight, when the quiet time ends, or when clocks change.
	let best: Zoned | undefined;
	let daysAfter = 0;
	for (const found of beginnings(start, [0, hours.quietTo])) {
		const first = found.find((one) => isAllowed(one, hours));
		if (first && (!best || first.epochMilliseconds < best.epochMilliseconds)) best = first;
		// One day more: the days' clocks can overlap where a zone moves its midnight.
		if (best && daysAfter++ > 0) return dateOf(best);
	}
	return best ? dateOf(best) : at;
}

const everyThreeHours = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) => hour * 60);

function nextThirdHour(start: Zoned): Date {
	for (let day = 0; day <= 2; day++) {
		const date = start.toPlainDate().add({ days: day });
		const marks = everyThreeHours
			.flatMap((minute) => instantsOf(date, minute, start.timeZoneId))
			.map(({ epochMilliseconds }) => epochMilliseconds)
			.filter((at) => at >= start.epochMilliseconds);
		if (marks.length > 0) return new Date(Math.min(...marks));
	}
	return dateOf(start);
}

/** The first morning, not before `start`: where the quiet time ends on a working day, or only on the week's first one. */
function nextMorning(start: Zoned, hours: Hours, firstOfWeek: boolean): Date {
	const minute = hours.quietFrom === hours.quietTo ? usualMorning : hours.quietTo;
	const days = hours.workingDays.length === 0 ? [1] : hours.workingDays;
	const timeZone = start.timeZoneId;
	for (let day = -1; day <= lookAheadDays; day++) {
		const date = start.toPlainDate().add({ days: day });
		if (firstOfWeek ? date.dayOfWeek !== Math.min(...days) : !isWorkingDay(date.dayOfWeek, hours)) continue;
		const [morning] = instantsOf(date, minute % dayEnd, timeZone);
		if (morning && morning.epochMilliseconds >= start.epochMilliseconds && isAllowed(morning, hours)) return dateOf(morning);
	}
	return nextAllowed(dateOf(start), timeZone, hours);
}

/** When a mail about something that happened at `at` is due; null for "off". What is gathered until then is due at the same instant. */
export function mailDueAt(cadence: MailCadence, at: Date, timeZone: string, hours: Hours): Date | null {
	if (cadence === "off") return null;
	const settled = new Date(at.getTime() + soonMs);
	if (cadence === "now") return nextAllowed(settled, timeZone, hours);
	const start = zoned(settled, timeZone);
	if (cadence === "3h") return nextAllowed(nextThirdHour(start), timeZone, hours);
	return nextMorning(start, hours, cadence === "weekly");
}

// Slots by the days of whoever chooses one: seven days at a time, by their own clock and that of the host.
import { now } from "#app/core/clock.server.ts";
import { clockOf } from "#app/core/temporal.server.ts";

const dayMs = 86_400_000;
/** Days are local dates ("2026-12-24"), times what a clock shows ("15:00"). */
export type ShownSlot = {
	startsAt: string;
	day: string;
	mine: string;
	/** By the clock of the host, where it shows something else. */
	theirs: string | null;
	/** So many days later it is for the host then: -1, 0 or 1. */
	daysOn: number;
};
export type Week = {
	from: string;
	to: string;
	days: { day: string; slots: ShownSlot[] }[];
	/** The weeks on both sides, as long as something is free on that side. */
	earlier: string | null;
	later: string | null;
	/** The first day after this week, or else before it, on which something is free. */
	next: string | null;
};

const isoOf = (wall: number) => new Date(wall).toISOString();
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;
const dayAfter = (day: string, days: number) => isoOf((numberOf(day) + days) * dayMs).slice(0, 10);
const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(numberOf(text ?? ""));

type Asked = {
	/** The day with which the week begins, as an address has it; what will not do is read as the first day with something free. */
	from: string | null;
	zone: string;
	hostZone: string | null;
	horizonDays: number;
};

/** Instants as the clocks of both show them; one each, in order. */
export function shownSlots(starts: Date[], { zone, hostZone }: Pick<Asked, "zone" | "hostZone">): ShownSlot[] {
	const sorted = [...new Set(starts.map((start) => start.getTime()))].sort((a, b) => a - b);
	const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
	const [mine, theirs] = [clockOf(zone, first, last), clockOf(hostZone ?? zone, first, last)];
	return sorted.map((start) => {
		const [own, other] = [isoOf(mine.wallAt(start)), isoOf(theirs.wallAt(start))];
		return {
			startsAt: isoOf(start),
			day: own.slice(0, 10),
			mine: own.slice(11, 16),
			theirs: own === other ? null : other.slice(11, 16),
			daysOn: numberOf(other.slice(0, 10)) - numberOf(own.slice(0, 10)),
		};
	});
}

/** One week of slots by the days of `zone`, between today and the last day on which there could be one. */
export function weekOf(starts: Date[], { from, zone, hostZone, horizonDays }: Asked): Week {
	const at = now().getTime();
	const last = at + horizonDays * dayMs;
	const clock = clockOf(zone, at, last);
	const [today, lastDay] = [isoOf(clock.wallAt(at)).slice(0, 10), isoOf(clock.wallAt(last)).slice(0, 10)];
	const slots = shownSlots(starts, { zone, hostZone });
	const wanted = isDay(from) ? from : (slots[0]?.day ?? today);
	const begin = wanted < today ? today : wanted > lastDay ? lastDay : wanted;
	const to = dayAfter(begin, 6);
	const here = slots.filter(({ day }) => day >= begin && day <= to);
	const [before, after] = [slots.findLast(({ day }) => day < begin), slots.find(({ day }) => day > to)];
	const earlier = dayAfter(begin, -7);
	return {
		from: begin,
		to,
		days: [...Map.groupBy(here, ({ day }) => day)].map(([day, on]) => ({ day, slots: on })),
		earlier: before ? (earlier < today ? today : earlier) : null,
		later: after ? dayAfter(begin, 7) : null,
		next: after?.day ?? before?.day ?? null,
	};
}

import { Temporal } from "temporal-polyfill";

export { Temporal };

/**
 * The instant at which clocks in a zone show a day and a time ("2026-11-24", "15:00"). Null when they never do, as in the hour that is
 * skipped in spring; of the hour that comes twice, the first one.
 */
export function instantAt(day: string, time: string, timeZone: string): Date | null {
	try {
		const local = Temporal.PlainDateTime.from(`${day}T${time}`);
		const zoned = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
		return zoned.toPlainDateTime().equals(local) ? new Date(zoned.epochMilliseconds) : null;
	} catch {
		return null;
	}
}

/** What clocks in a zone show at an instant, as forms want it. */
export function localAt(at: Date, timeZone: string): { day: string; time: string } {
	const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
	return { day: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString().slice(0, 5) };
}

/** A stretch of time in which a zone's clocks differ from UTC by the same. Milliseconds; `from` is the instant at which it begins. */
type Stretch = { from: number; to: number; offset: number };
const known = new Map<string, { from: number; to: number; stretches: Stretch[] }>();
const marginMs = 200 * 86_400_000;

/** The stretches of a zone that cover two instants (milliseconds), from the zone's own rules. Throws RangeError for what is no zone. */
function stretchesOf(timeZone: string, from: number, to: number): Stretch[] {
	const found = known.get(timeZone);
	if (found && found.from <= from && found.to >= to) return found.stretches;
	const [first, last] = [from - marginMs, to + marginMs];
	const stretches: Stretch[] = [];
	let at = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(timeZone);
	for (;;) {
		const next = at.getTimeZoneTransition("next");
		const end = next ? next.epochMilliseconds : Number.POSITIVE_INFINITY;
		stretches.push({ from: stretches.at(-1)?.to ?? Number.NEGATIVE_INFINITY, to: end, offset: at.offsetNanoseconds / 1e6 });
		if (!next || end > last) break;
		at = next;
	}
	// A handful of zones is what a company has.
	if (known.size > 500) known.clear();
	known.set(timeZone, { from: first, to: last, stretches });
	return stretches;
}

/** What a zone's clocks show between two instants, for many look-ups. Wall-clock times are milliseconds as if the zone were UTC. */
export function clockOf(timeZone: string, from: number, to: number) {
	const stretches = stretchesOf(timeZone, from, to);
	const stretchAt = (instant: number) => stretches.find((one) => instant < one.to) as Stretch;
	return {
		/** What clocks show at an instant. */
		wallAt: (instant: number): number => instant + stretchAt(instant).offset,
		/**
		 * The instant at which clocks show a time. In the hour that is skipped: when it is over; of the one that comes twice the first,
		 * or the last when that is wanted.
		 */
		instantOf(wall: number, which: "first" | "last" = "first"): number {
			const fits = stretches
				.map(({ from, to, offset }) => ({ instant: wall - offset, from, to }))
				.filter(({ instant, from, to }) => instant >= from && instant < to);
			const fit = which === "first" ? fits[0] : fits.at(-1);
			if (fit) return fit.instant;
			// Clocks jumped over it: it is after the stretch whose clocks never came so far.
			return (
				stretches.find(({ to, offset }) => wall - offset >= to && Number.isFinite(to) && wall - stretchAt(to).offset < to)?.to ??
				wall - stretchAt(wall).offset
			);
		},
	};
}
export type ZoneClock = ReturnType<typeof clockOf>;

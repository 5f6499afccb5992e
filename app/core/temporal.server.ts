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

import { useRouteLoaderData } from "@remix-run/react";

const day = 86_400_000;

type Formats = Record<"isoDay" | "weekday" | "thisYear" | "otherYear" | "exact", Intl.DateTimeFormat>;
// Making a formatter takes some fifty times as long as using one, and a feed shows forty instants.
const formats = new Map<string, Formats>();

function formatsFor(timeZone: string): Formats {
	const known = formats.get(timeZone);
	if (known) return known;
	const english = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
	const made: Formats = {
		isoDay: new Intl.DateTimeFormat("sv-SE", { timeZone }),
		weekday: english({ weekday: "long" }),
		thisYear: english({ day: "numeric", month: "long" }),
		otherYear: english({ day: "numeric", month: "long", year: "numeric" }),
		exact: english({ dateStyle: "long", timeStyle: "short" }),
	};
	// Zones come from profiles, which take known ones only: some four hundred at most.
	formats.set(timeZone, made);
	return made;
}

/** How long ago, in words, as seen from `now`; older than a week: the date. Dates are in `timeZone`. */
export function whenWords(at: Date, now: Date, timeZone: string): string {
	const { isoDay, weekday, thisYear, otherYear } = formatsFor(timeZone);
	const [then, today] = [isoDay.format(at), isoDay.format(now)];
	const days = Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${then}T00:00:00Z`)) / day);
	if (days <= 0) {
		const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
		if (minutes < 2) return "just now";
		if (minutes < 60) return `${minutes} minutes ago`;
		return "today";
	}
	if (days === 1) return "yesterday";
	if (days < 7) return weekday.format(at);
	return (then.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear).format(at);
}

/** A day (UTC) in words: all that is said of when something anonymous was written. */
export function dayWords(at: Date, now: Date): string {
	const words = whenWords(at, now, "UTC");
	return words === "just now" || words.endsWith("ago") ? "today" : words;
}

/** An instant in words, with the exact one as its title. The server's clock and the person's zone make it the same on both sides. */
export function When({ at, toTheDay = false }: { at: Date; toTheDay?: boolean }) {
	const root = useRouteLoaderData<{ now: Date; timeZone: string }>("root");
	const now = root?.now ?? at;
	if (toTheDay) return <time dateTime={at.toISOString().slice(0, 10)}>{dayWords(at, now)}</time>;
	const timeZone = root?.timeZone ?? "UTC";
	const exact = formatsFor(timeZone).exact.format(at);
	return (
		<time dateTime={at.toISOString()} title={exact}>
			{whenWords(at, now, timeZone)}
		</time>
	);
}

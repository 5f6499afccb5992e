import { useRouteLoaderData } from "@remix-run/react";

const day = 86_400_000;

/** How long ago, in words, as seen from `now`; older than a week: the date. Dates are in `timeZone`. */
export function whenWords(at: Date, now: Date, timeZone: string): string {
	const dayNumber = (date: Date) => Math.floor(Date.parse(`${date.toLocaleDateString("sv-SE", { timeZone })}T00:00:00Z`) / day);
	const days = dayNumber(now) - dayNumber(at);
	if (days <= 0) {
		const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
		if (minutes < 2) return "just now";
		if (minutes < 60) return `${minutes} minutes ago`;
		return "today";
	}
	if (days === 1) return "yesterday";
	if (days < 7) return at.toLocaleDateString("en-GB", { weekday: "long", timeZone });
	const sameYear = at.toLocaleDateString("sv-SE", { timeZone }).slice(0, 4) === now.toLocaleDateString("sv-SE", { timeZone }).slice(0, 4);
	return at.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }), timeZone });
}

/** An instant in words, with the exact one as its title. The server's clock and the person's zone make it the same on both sides. */
export function When({ at }: { at: Date }) {
	const root = useRouteLoaderData<{ now: Date; timeZone: string }>("root");
	const now = root?.now ?? at;
	const timeZone = root?.timeZone ?? "UTC";
	const exact = at.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone });
	return (
		<time dateTime={at.toISOString()} title={exact}>
			{whenWords(at, now, timeZone)}
		</time>
	);
}

import { useRouteLoaderData } from "@remix-run/react";

/** An instant by the clock and the calendar of whoever reads it, with the zone's own name for it. */
export function Moment({ at }: { at: Date }) {
	const root = useRouteLoaderData<{ timeZone: string }>("root");
	const timeZone = root?.timeZone ?? "UTC";
	const words = new Intl.DateTimeFormat("en-GB", {
		weekday: "long",
		day: "numeric",
		month: "long",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		timeZoneName: "short",
		timeZone,
	}).format(at);
	return <time dateTime={at.toISOString()}>{words}</time>;
}

/** A day ("2026-12-01") in words. */
export function Day({ day }: { day: string }) {
	const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
		new Date(`${day}T00:00:00Z`),
	);
	return <time dateTime={day}>{words}</time>;
}

import { calendarText } from "#app/core/ical.ts";

export type AmaEvent = { id: string; title: string; by: string; url: string; from: Date; to: Date; at: Date };

/** A calendar with one AMA. */
export const calendarOf = ({ id, title, by, url, from, to, at }: AmaEvent): string =>
	calendarText({
		product: "AMA",
		method: "PUBLISH",
		events: [{ uid: `ama-${id}@${new URL(url).hostname}`, stamp: at, from, to, title, text: `Ask ${by} anything: ${url}`, url }],
	});

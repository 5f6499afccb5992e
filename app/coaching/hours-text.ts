import type { Minutes } from "./slots.server.ts";

/** The fields of a week, Monday first. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const mostWindows = 10;
const mostDays = 60;

const clock = (minutes: number) => `${String(Math.floor((minutes % 1440) / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
/** Windows as people write them: "09:00–11:00, 14:00–16:00". */
export const windowsText = (windows: Minutes[]): string =>
	windows.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`).join(", ");

const minuteOf = (hours: string, minutes = "0"): number | null => {
	const [h, m] = [Number(hours), Number(minutes)];
	return h <= 24 && m < 60 && (h < 24 || m === 0) ? h * 60 + m : null;
};

/** Reads windows such as "9-11, 14:00–16:30". One that ends at or before its beginning goes on after midnight. A sentence for what is none. */
export function readWindows(text: string): Minutes[] | string {
	const parts = text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter(Boolean);
	if (parts.length > mostWindows) return `${mostWindows} times a day at most, please.`;
	const windows: Minutes[] = [];
	for (const part of parts) {
		const [, fromHour = "", fromMinutes, toHour = "", toMinutes] =
			/^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(part) ?? [];
		const from = minuteOf(fromHour, fromMinutes);
		const to = minuteOf(toHour, toMinutes);
		if (!fromHour || from === null || to === null || from === 1440) return `“${part.slice(0, 20)}” is no time: write it like 09:00–11:00.`;
		windows.push({ fromMinute: from, toMinute: to > from ? to : to + 1440 });
	}
	const sorted = windows.sort((a, b) => a.fromMinute - b.fromMinute);
	if (sorted.some((one, index) => index > 0 && one.fromMinute < (sorted[index - 1]?.toMinute ?? 0))) return "Two of these overlap.";
	return sorted;
}

const realDay = (text: string) =>
	!Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export type OtherDay = { day: string; windows: Minutes[] };
/** Other days as people write them, a line each: "2026-12-24: none". */
export const otherDaysText = (days: OtherDay[]): string =>
	days.map(({ day, windows: on }) => `${day}: ${on.length > 0 ? windowsText(on) : "none"}`).join("\n");

/** Reads lines such as "2026-12-24: none" and "2026-12-22: 10:00-12:00"; a sentence for what is none. */
export function readOtherDays(text: string): OtherDay[] | string {
	const lines = text
		.split("\n")
		.map((one) => one.trim())
		.filter(Boolean);
	if (lines.length > mostDays) return `${mostDays} days at most, please.`;
	const days = new Map<string, OtherDay>();
	for (const one of lines) {
		const [, day = "", rest = ""] = /^(\d{4}-\d{2}-\d{2})\s*:?\s*(.*)$/.exec(one) ?? [];
		if (!realDay(day)) return `“${one.slice(0, 30)}”: begin with a day, like 2026-12-24: none`;
		const on = /^(none|no|off|-)?$/i.test(rest) ? [] : readWindows(rest);
		if (typeof on === "string") return on;
		if (days.has(day)) return `${day} stands there twice.`;
		days.set(day, { day, windows: on });
	}
	return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Minutes since midnight of a time such as "08:30"; null for anything else. */
export function parseClock(text: string): number | null {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
	return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** "08:30" for 510. */
export const formatClock = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

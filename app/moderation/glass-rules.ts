/** Days are quiet on purpose: who is angry today may withdraw it the day after tomorrow. */
export const glassLimits = { waitHours: 48, reasonMin: 30, reason: 2000 };

export type GlassRow = {
	confirmedBy: string | null;
	opensAt: Date | null;
	withdrawnBy: string | null;
	inner: string | null;
	readAt: Date | null;
};
export type GlassPhase = "asked" | "waiting" | "open" | "opened" | "read" | "withdrawn";

/** Where a request stands. */
export function glassPhase({ opensAt, withdrawnBy, inner, readAt }: GlassRow, at: Date): GlassPhase {
	if (withdrawnBy) return "withdrawn";
	if (readAt) return "read";
	if (inner) return "opened";
	if (!opensAt) return "asked";
	return at >= opensAt ? "open" : "waiting";
}

export const glassWords: Record<GlassPhase, string> = {
	asked: "waits for a second moderator",
	waiting: "waits two days, in which either moderator can withdraw",
	open: "can be opened by the two officers together",
	opened: "the first officer opened their box; the second one has not",
	read: "the second officer read the name",
	withdrawn: "was withdrawn",
};

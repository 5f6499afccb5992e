const dayMs = 86_400_000;

/** The day (UTC) of an instant, as its first instant: all that is kept of when something anonymous happened. */
export const dayOf = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

/** A question without an answer is brought to people who may know after four hours, and more widely after a day. */
export const firstWaveMs = 4 * 3_600_000;
export const secondWaveMs = 24 * 3_600_000;
/** How many people each time. */
export const helpersAsked = { 1: 3, 2: 5 } as const;
/** Nobody is brought more open questions than this in a week. */
export const mostAWeek = 3;
/** A question that somebody took on is brought to nobody else for a day. */
export const takenMs = 24 * 3_600_000;

/** So many people have to be able to read what somebody writes without a name; up to the second number they may still guess. */
export const audienceLimits = { least: 10, small: 25 };

export type AudienceSize = "few" | "small" | "enough";

export const audienceSize = (readers: number): AudienceSize => {
	if (readers < audienceLimits.least) return "few";
	return readers < audienceLimits.small ? "small" : "enough";
};

export const fewAudienceWords = "With your name: fewer than ten people read this circle, and they would guess who writes without one.";
export const smallAudienceWords = "Few people can read this circle: some may guess from what you say and how you say it.";

/** What others see of an edit by the bearer of an alias. */
export const sealedEditWords = (alias: string) =>
	`You are ${alias} here. Colleagues see the day on which it was edited, and nothing of what it said before.`;

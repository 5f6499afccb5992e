/** So many people have to be able to read what somebody writes without a name; up to the second number they may still guess. */
export const audienceLimits = { least: 10, small: 25 };

export type AudienceSize = "few" | "small" | "enough";

export const audienceSize = (readers: number): AudienceSize => {
	if (readers < audienceLimits.least) return "few";
	return readers < audienceLimits.small ? "small" : "enough";
};

export const smallAudienceWords = "Few people can read this circle: some may guess from what you say and how you say it.";

/** Who can ever learn the name, as long as no officers hold keys (docs/decisions/014-anonymity.md). */
export const whoLearns = "Nobody can ever look up who you are, whatever their role.";

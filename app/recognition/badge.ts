// What a badge is. Docs: docs/decisions/021-recognition.md.
import type { ActivityEvent } from "#db/enums.ts";

export const families = ["trying", "progress", "helping", "openness"] as const;
export type Family = (typeof families)[number];

export const familyWords: Record<Family, { title: string; text: string }> = {
	trying: { title: "Trying", text: "For asking, trying and saying how it went, whatever came of it." },
	progress: { title: "Coming back", text: "For going on, at a pace of your own. A week off takes nothing away." },
	helping: { title: "Helping", text: "For having somebody's back." },
	openness: { title: "Openness", text: "For leaders who learn where everybody can see it." },
};

/**
 * What has to have happened: `count` different things (`distinct`, by default what they were about) among some events. `withinWeeks` looks
 * at any so many weeks in a row, and only weeks are counted then: so nothing that comes later undoes what was reached.
 */
export type Rule = {
	events: readonly ActivityEvent[];
	count: number;
	/** What was done towards oneself does not count. */
	excludingSelf?: boolean;
} & ({ distinct?: "subject" | "other" | "place"; withinWeeks?: never } | { distinct: "week"; withinWeeks?: number });

export type Badge = {
	slug: string;
	family: Family;
	name: string;
	/** What earns it, as it stands after "You": in the past. */
	earned: string;
	/** Why it exists. */
	why: string;
	/** What to do for it, as a suggestion. */
	hint: string;
	/** The rules of each tier; all of a tier's must hold. One tier, unless a second one means something else. */
	tiers: readonly (readonly Rule[])[];
	/** A colleague proposes somebody for it, and one who is neither of the two reads why. No rule gives it. */
	peer?: true;
};

/** Something done once. */
export const once = (...events: ActivityEvent[]): Rule => ({ events, count: 1 });
/** Something done so often, about different things. */
export const times = (count: number, ...events: ActivityEvent[]): Rule => ({ events, count });
/** A badge of one tier. */
export const badge = (slug: string, family: Family, name: string, earned: string, why: string, hint: string, ...rules: Rule[]): Badge => ({
	slug,
	family,
	name,
	earned,
	why,
	hint,
	tiers: [rules],
});

/** A badge that colleagues propose. */
export const byPeers = (slug: string, family: Family, name: string, earned: string, why: string): Badge => ({
	...badge(slug, family, name, earned, why, "It can not be worked for: a colleague who noticed proposes it, with a thank-you note."),
	peer: true,
});

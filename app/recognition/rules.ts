import type { ActivityEvent } from "#db/enums.ts";
import type { Badge, Rule } from "./catalogue.ts";

export const recognitionLimits = {
	reason: 500,
	thanks: 600,
	thanksAWeek: 3,
	sessionDays: 60,
	suggestions: 4,
	acts: 60,
	weeks: 26,
	words: 500,
	readerDays: 5,
	unreadDays: 30,
};

/** Where a thank-you note to somebody is written; about a post or session, if one. */
export const thanksPath = (handle: string, aboutId?: string) =>
	`/thanks/new?${new URLSearchParams({ to: handle, ...(aboutId ? { about: aboutId } : {}) })}`;

/** Groups under this are hidden, and larger ones counted in steps of it. */
export const leastPeople = 5;

/** How many people, as admins are told. */
export const aboutSoMany = (count: number): string =>
	count < leastPeople ? "fewer than five people" : `about ${count - (count % leastPeople)} people`;

export type Side = "tried" | "learned" | "gave";
export const sideWords: Record<Side, string> = { tried: "Tried", learned: "Looked back", gave: "Gave" };

/** What each event is to the person themself, and in words. */
export const eventWords: Record<ActivityEvent, { side: Side; words: string }> = {
	question: { side: "tried", words: "Asked a question" },
	lesson: { side: "tried", words: "Told what did not work" },
	win: { side: "gave", words: "Shared how something worked" },
	turned: { side: "learned", words: "Turned a lesson into a win" },
	ama: { side: "tried", words: "Opened an AMA" },
	answer: { side: "gave", words: "Answered a question" },
	reply: { side: "gave", words: "Added to a thread" },
	tried: { side: "tried", words: "Tried a colleague’s way" },
	"came-back": { side: "learned", words: "Came back to your thread" },
	welcome: { side: "gave", words: "Answered a first post" },
	accepted: { side: "learned", words: "Said which answer helped" },
	helped: { side: "gave", words: "Your answer helped" },
	mended: { side: "gave", words: "Brought an old post up to date" },
	"joined-circle": { side: "tried", words: "Joined a circle" },
	"ama-question": { side: "tried", words: "Asked in an AMA" },
	"ama-answered": { side: "gave", words: "Answered in an AMA" },
	"ama-unknown": { side: "tried", words: "Said “I don’t know yet”" },
	"ama-came-back": { side: "learned", words: "Came back with an answer" },
	"coaching-booked": { side: "tried", words: "Booked a session" },
	"agenda-asked": { side: "tried", words: "Brought a question to a session" },
	reflected: { side: "learned", words: "Looked back at a session" },
	"hours-offered": { side: "gave", words: "Offered office hours" },
	hosted: { side: "gave", words: "Held a session" },
	"excerpt-shared": { side: "gave", words: "Let colleagues read about a session" },
	"pattern-noted": { side: "learned", words: "Said what keeps coming up" },
	"took-question": { side: "gave", words: "Took a question on" },
	champion: { side: "gave", words: "Said yes to being a champion" },
	"handed-over": { side: "gave", words: "Handed your part as champion over" },
	thanked: { side: "gave", words: "Said thank you" },
};

export type Act = {
	event: ActivityEvent;
	subject: string;
	self: boolean;
	otherId: string | null;
	place: string | null;
	/** The Monday of its week. */
	week: string;
};

const keyOf = ({ distinct = "subject" }: Rule, act: Act): string | null =>
	({ subject: act.subject, other: act.otherId, place: act.place, week: act.week })[distinct];
const dayMs = 86_400_000;

/** How much of a rule is there, up to 1. */
export function partOf(rule: Rule, acts: readonly Act[]): number {
	const fitting = acts.filter(({ event, self }) => rule.events.includes(event) && !(rule.excludingSelf && self));
	const keys = [...new Set(fitting.map((act) => keyOf(rule, act)))].filter((key) => key !== null).sort();
	if (!rule.withinWeeks) return Math.min(1, keys.length / rule.count);
	const span = rule.withinWeeks * 7 * dayMs;
	const most = keys.map((from) => keys.filter((to) => to >= from && Date.parse(to) - Date.parse(from) < span).length);
	return Math.min(1, Math.max(0, ...most) / rule.count);
}

/** How much of a badge's tier (from 1) is there, up to 1. Awards are given by the database; this is for suggesting what is near. */
export function partOfBadge({ tiers }: Badge, tier: number, acts: readonly Act[]): number {
	const rules = tiers[tier - 1] ?? [];
	return rules.reduce((sum, rule) => sum + partOf(rule, acts), 0) / Math.max(1, rules.length);
}

/** What only champions can do; leaders have a family of their own. */
const ofChampions = new Set(["took-it-on", "open-door", "hosted", "saw-a-pattern", "passed-the-lamp"]);
export const isWithinReach = ({ slug, family, peer }: Badge, { leader, champion }: { leader: boolean; champion: boolean }): boolean =>
	!peer && (leader || family !== "openness") && (champion || !ofChampions.has(slug));

import type { TermState } from "#db/enums.ts";

export const championLimits = {
	why: 500,
	/** Departments, job roles or tools, of each kind. */
	scopes: 12,
	languages: 10,
	capacity: 100,
	notes: 20_000,
	/** So many days before its end the person is asked what comes after a term, and so many after it they can still say. */
	askDays: 31,
	termDays: 365,
	longestDays: 730,
};

/** Aggregates say nothing of groups smaller than this. */
export const fewest = 5;

/** Days are local dates, compared as text. */
export type Term = { state: TermState; startsOn: string | null; endsOn: string | null };
export type TermPhase = "proposed" | "declined" | "coming" | "running" | "over";

/** Where a term stands; once agreed, by its days alone. The last day is excluded. */
export function termPhase({ state, startsOn, endsOn }: Term, day: string): TermPhase {
	if (state !== "agreed") return state;
	if (day >= (endsOn ?? "")) return "over";
	return day >= (startsOn ?? "") ? "running" : "coming";
}

/** A day so many days later. */
export const daysAfter = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** The same day a year later; of the 29th of February the first of March. */
export const yearAfter = (day: string): string => {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCFullYear(at.getUTCFullYear() + 1);
	return at.toISOString().slice(0, 10);
};

/** Whether the person can say what comes after a term: from a month before its end to a month after it. */
export const canWish = (term: Term, day: string): boolean =>
	term.state === "agreed" &&
	term.endsOn !== null &&
	day >= daysAfter(term.endsOn, -championLimits.askDays) &&
	day < daysAfter(term.endsOn, championLimits.askDays);

export const scopeKinds = ["departments", "jobRoles", "tools"] as const;
export type ScopeKind = (typeof scopeKinds)[number];
export type Entry = { id: string; slug: string; name: string };
export type Scopes = Record<ScopeKind, Entry[]>;
export const kindWords: Record<ScopeKind, string> = { departments: "Departments", jobRoles: "Job roles", tools: "Tools" };

/** All that a champion looks after, in one line. */
export const scopeWords = (scopes: Scopes): string => scopeKinds.flatMap((kind) => scopes[kind].map(({ name }) => name)).join(", ");

/** How long somebody is open for sessions from now on, in milliseconds; until they end it themself, and not at all. */
export const openFor = { "1h": 3_600_000, "2h": 7_200_000, on: Number.POSITIVE_INFINITY, off: 0 } as const;
export type OpenFor = keyof typeof openFor;
/** Stands for "until I end it". */
export const openEnd = new Date("9999-12-31T00:00:00Z");

export const termPath = (id: string) => `/champions/terms/${id}`;
export const cardPath = (handle: string) => `/champions?who=${handle}`;
export const deskPath = "/champions/desk";

/** The languages to choose from, by their BCP 47 tags. */
export const languageNames: Record<string, string> = {
	ar: "Arabic",
	bg: "Bulgarian",
	bn: "Bengali",
	ca: "Catalan",
	cs: "Czech",
	da: "Danish",
	de: "German",
	el: "Greek",
	en: "English",
	es: "Spanish",
	et: "Estonian",
	fa: "Persian",
	fi: "Finnish",
	fr: "French",
	he: "Hebrew",
	hi: "Hindi",
	hr: "Croatian",
	hu: "Hungarian",
	id: "Indonesian",
	it: "Italian",
	ja: "Japanese",
	ko: "Korean",
	lt: "Lithuanian",
	lv: "Latvian",
	ms: "Malay",
	nb: "Norwegian",
	nl: "Dutch",
	pl: "Polish",
	pt: "Portuguese",
	ro: "Romanian",
	ru: "Russian",
	sk: "Slovak",
	sl: "Slovenian",
	sr: "Serbian",
	sv: "Swedish",
	sw: "Swahili",
	ta: "Tamil",
	th: "Thai",
	tr: "Turkish",
	uk: "Ukrainian",
	ur: "Urdu",
	vi: "Vietnamese",
	yo: "Yoruba",
	zh: "Chinese",
};
/** By name, as lists show them. */
export const languageOptions = Object.entries(languageNames)
	.map(([value, label]) => ({ value, label }))
	.sort((a, b) => (a.label < b.label ? -1 : 1));

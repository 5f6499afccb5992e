import type { SessionSide } from "#db/enums.ts";

/** What is said of a session, to one of those who are in it. */
export type SessionSaid = {
	kind: "booked" | "moved" | "cancelled" | "offered" | "reminder" | "nudge" | "no-show" | "appeal";
	title: string;
	group: boolean;
	side: SessionSide;
	hostName: string;
	guestName: string | null;
	cancelled: boolean;
	/** The whole session does not take place, and who said so; else one gave up a place in it. */
	calledOff: boolean;
	cancelledBy: SessionSide | null;
};
/** What is said of a champion's term. */
export type TermSaid = {
	kind: "nominated" | "nomination" | "term-agreed" | "term-ends";
	name: string;
	own: boolean;
	declined: boolean;
	startsOn: string | null;
	endsOn: string | null;
};

const dayMs = 86_400_000;
const dayWords = (at: Date, timeZone: string) =>
	new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone })
		.format(at)
		.replace(",", "");

/** A zone that this runtime does not know: what is told at all is told in UTC. */
function knownZone(timeZone: string): string {
	try {
		return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone;
	} catch {
		return "UTC";
	}
}

/** An instant by the clock of a zone, with the zone's name. */
export function momentWords(at: Date, theirs: string): string {
	const timeZone = knownZone(theirs);
	const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
	return `${dayWords(at, timeZone)}, ${clock.format(at)}, ${timeZone.replaceAll("_", " ")}`;
}

/** From when to when, by the clock of a zone, with the zone's name: "Tuesday 24 November 2026, 15:00 to 15:30, Europe/Amsterdam". */
export function whenWords(from: Date, to: Date, theirs: string): string {
	const timeZone = knownZone(theirs);
	const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
	return `${dayWords(from, timeZone)}, ${clock.format(from)} to ${clock.format(to)}, ${timeZone.replaceAll("_", " ")}`;
}

const quoted = (title: string) => `“${title}”`;

function cancelledWords({ title, group, side, hostName, guestName, calledOff, cancelledBy }: SessionSaid): string {
	if (!calledOff) return `You no longer come to ${quoted(title)} with ${hostName}`;
	if (cancelledBy === side) return `You cancelled ${quoted(title)}${side === "guest" ? ` with ${hostName}` : ""}`;
	if (side === "guest") return `${hostName} cancelled ${quoted(title)}`;
	return group || !guestName ? `${quoted(title)} does not take place` : `${guestName} cancelled ${quoted(title)}`;
}

/** What happened with a session, in one plain sentence without its end. */
export function sessionSentence(said: SessionSaid): string {
	const { kind, title, group, side, hostName, guestName, cancelled } = said;
	const other = side === "guest" ? hostName : (guestName ?? "A guest");
	const named = side === "host" && group ? quoted(title) : `${quoted(title)} with ${other}`;
	if (kind === "booked" || kind === "moved" || kind === "cancelled") {
		if (cancelled) return cancelledWords(said);
		if (kind === "moved") return `${named} has a new time`;
		if (side === "guest") return `Your session with ${hostName} is booked`;
		return group ? `${quoted(title)} is booked` : `${other} booked a session with you`;
	}
	if (kind === "offered") return `A seat in ${named} is free for you`;
	if (kind === "reminder") return `Coming up: ${named}`;
	if (kind === "nudge") return `You wanted to go on after ${named}`;
	if (kind === "no-show") return `${other} missed you at ${quoted(title)}`;
	return `There is an answer about who came to ${quoted(title)}`;
}

/** What happened with a champion's term, in one plain sentence without its end. */
export function termSentence({ kind, name, own, declined, startsOn, endsOn }: TermSaid): string {
	if (kind === "nominated") return "A colleague would like you to be a champion";
	if (kind === "nomination") {
		if (declined) return `The nomination of ${name} did not come about`;
		return own ? `${name} would like to be a champion` : `${name} was nominated as a champion`;
	}
	if (kind === "term-agreed") return startsOn ? `You are a champion from ${dayWords(new Date(startsOn), "UTC")} on` : "You are a champion";
	// Of a term's days the last one is excluded.
	return endsOn
		? `Your term as a champion runs until ${dayWords(new Date(Date.parse(endsOn) - dayMs), "UTC")}`
		: "Your term as a champion ends soon";
}

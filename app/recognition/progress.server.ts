// A person's own page: what they tried, learned and gave. For them alone. Docs: docs/decisions/021-recognition.md.
import { desc, eq } from "drizzle-orm";
import { sealedActsOf, thisWeek } from "#app/anonymity/activity.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { isChampion } from "#app/coaching/hours.server.ts";
import { db } from "#app/core/db.server.ts";
import type { ActivityEvent } from "#db/enums.ts";
import { people } from "#db/schema/people.server.ts";
import { activity } from "#db/schema/recognition.server.ts";
import { catalogue } from "./catalogue.ts";
import { type OwnBadge, readableThings, type Thing } from "./queries.server.ts";
import { type Act, eventWords, isWithinReach, partOfBadge, recognitionLimits, type Side } from "./rules.ts";

/** So far back one's own page looks. Awards look at everything. */
const mostActs = 5000;
const weekMs = 7 * 86_400_000;

export type Week = { week: string } & Record<Side, number>;
export type OwnAct = { event: ActivityEvent; at: Date | null; week: string; thing: Thing | null };

/** The weeks of a person's page, oldest first, also those in which nothing was. */
function weeksOf(acts: { event: ActivityEvent; week: string }[]): Week[] {
	const last = Date.parse(thisWeek());
	const weeks = Array.from({ length: recognitionLimits.weeks }, (_, index) => ({
		week: new Date(last - (recognitionLimits.weeks - 1 - index) * weekMs).toISOString().slice(0, 10),
		tried: 0,
		learned: 0,
		gave: 0,
	}));
	const byWeek = new Map(weeks.map((one) => [one.week, one]));
	for (const { event, week } of acts) {
		const one = byWeek.get(week);
		if (one) one[eventWords[event].side] += 1;
	}
	return weeks;
}

/** What the viewer did by week, the latest of it, and which badges are near. */
export async function progressOf(viewer: Viewer, own: OwnBadge[], tx = db) {
	const named = await tx.select().from(activity).where(eq(activity.personId, viewer.id)).orderBy(desc(activity.at)).limit(mostActs);
	const sealed = await sealedActsOf(viewer.id, tx);
	const latest = named.slice(0, recognitionLimits.acts);
	const things = await readableThings(viewer, [...new Set(latest.flatMap(({ subjectId }) => (subjectId ? [subjectId] : [])))], tx);
	const acts: OwnAct[] = [
		...latest.map(({ event, at, week, subjectId }) => ({ event, at, week, thing: things.get(subjectId ?? "") ?? null })),
		...sealed.map(({ event, week }) => ({ event, at: null, week, thing: null })),
	];
	const done: Act[] = [
		...named.map(({ id, event, subjectId, otherId, place, week }) => ({
			event,
			subject: subjectId ?? String(id),
			self: otherId === viewer.id,
			otherId,
			place,
			week,
		})),
		...sealed.map(({ event, token, week }) => ({ event, subject: token, self: false, otherId: null, place: null, week })),
	];
	return {
		weeks: weeksOf([...named, ...sealed]),
		acts: acts.sort((a, b) => (a.week === b.week ? (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) : a.week < b.week ? 1 : -1)),
		near: await nearestTo(viewer, own, done, tx),
	};
}

/** Badges that the viewer does not have and could earn next: those of which most is there, a few. */
async function nearestTo(viewer: Viewer, own: OwnBadge[], done: Act[], tx: typeof db): Promise<string[]> {
	const [person] = await tx.select({ leader: people.leader }).from(people).where(eq(people.id, viewer.id));
	const may = { leader: person?.leader ?? false, champion: await isChampion(viewer, tx) };
	const has = new Set(own.map(({ badge }) => badge));
	return catalogue
		.filter((one) => !has.has(one.slug) && isWithinReach(one, may))
		.map((one) => ({ slug: one.slug, part: partOfBadge(one, 1, done) }))
		.sort((a, b) => b.part - a.part)
		.slice(0, recognitionLimits.suggestions)
		.map(({ slug }) => slug);
}

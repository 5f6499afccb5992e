// What a champion has at their desk. Everything here is the viewer's own, and is shown to nobody else.
import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { localAt } from "#app/core/temporal.server.ts";
import { champions, playbookSteps } from "#db/schema/champions.server.ts";
import { coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { loadOf, today } from "./load.server.ts";
import { openEnd, type Scopes, type Term, termPhase } from "./rules.ts";
import { scopesOf } from "./scopes.server.ts";

/** The viewer's desk; null for whoever never had a term. `load` is the one place where its number leaves the database. */
export async function deskOf(viewer: Viewer, tx = db) {
	const terms = await tx.execute<Term & { id: string; scopes: Scopes; endsOn: string; wish: string | null }>(sql`
		select ct.id, ct.state, ct.starts_on::text as "startsOn", ct.ends_on::text as "endsOn", ct.wish, ${scopesOf(sql`ct.id`)} as scopes
		from champion_terms ct where ct.person_id = ${viewer.id} and ct.state = 'agreed' order by ct.ends_on desc limit 20`);
	const term = terms.find((row) => termPhase(row, today()) === "running") ?? terms[0];
	if (!term) return null;
	const [[own], ticks, [measured], sessions] = await Promise.all([
		tx.select().from(champions).where(eq(champions.personId, viewer.id)),
		tx.select({ step: playbookSteps.step }).from(playbookSteps).where(eq(playbookSteps.personId, viewer.id)),
		tx.execute<{ load: number | null }>(sql`select ${loadOf(sql`${viewer.id}::text`)} as load`),
		sessionsToday(viewer, tx),
	]);
	const openUntil = own?.openUntil && own.openUntil > now() ? own.openUntil : null;
	return {
		term: { id: term.id, phase: termPhase(term, today()), endsOn: term.endsOn, scopes: term.scopes },
		languages: own?.languages ?? [],
		capacity: own?.capacity ?? 8,
		shownAfterwards: own?.shownAfterwards ?? true,
		notes: own?.notes ?? "",
		resting: Boolean(own?.restingSince),
		/** Null when they are not; `end` when until they end it. */
		open: openUntil === null ? null : openUntil.getTime() === openEnd.getTime() ? ("end" as const) : openUntil,
		load: measured?.load ?? null,
		ticks: ticks.map(({ step }) => step),
		sessions,
	};
}

/** The sessions that the viewer hosts today, by their own calendar. */
async function sessionsToday(viewer: Viewer, tx: typeof db) {
	const dayMs = 86_400_000;
	const [from, to] = [new Date(now().getTime() - 2 * dayMs), new Date(now().getTime() + 2 * dayMs)];
	const rows = await tx
		.select({ id: coachingSessions.id, startsAt: coachingSessions.startsAt, endsAt: coachingSessions.endsAt, title: officeHours.title })
		.from(coachingSessions)
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.where(
			and(
				eq(coachingSessions.hostId, viewer.id),
				eq(coachingSessions.state, "booked"),
				gt(coachingSessions.startsAt, from),
				lt(coachingSessions.startsAt, to),
			),
		)
		.orderBy(asc(coachingSessions.startsAt));
	const { day } = localAt(now(), viewer.timeZone);
	return rows
		.map(({ startsAt, endsAt, ...row }) => ({
			...row,
			at: localAt(startsAt, viewer.timeZone),
			until: localAt(endsAt, viewer.timeZone).time,
		}))
		.filter(({ at }) => at.day === day)
		.map(({ at, ...row }) => ({ ...row, from: at.time }));
}

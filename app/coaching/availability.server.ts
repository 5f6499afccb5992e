// What can be booked: office hours with their rules, and the slots that host and guest are both free for. Docs: docs/decisions/019-coaching.md.
import { and, asc, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { runs } from "#app/champions/load.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { coachingSessions, officeHourOverrides, officeHourRules, officeHours, timeOff } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { type Hours, type Range, type Slot, slotsOf } from "./slots.server.ts";

const dayMs = 86_400_000;
const furthestDays = 121;

/** Hours that are offered now: their host is here, champion today, and does not rest. For queries that read `office_hours`; asked each time, since days go by. */
export const isOffered = (): SQL => sql`(${officeHours.retiredAt} is null
	and exists (select from accounts a where a.id = ${officeHours.hostId} and a.disabled_at is null)
	and not exists (select from champions c where c.person_id = ${officeHours.hostId} and c.resting_since is not null)
	and exists (select from champion_terms ct where ct.person_id = ${officeHours.hostId} and ${runs(sql`ct`)}))`;

export type Offered = Hours & { id: string; hostId: string };
export type Offer = Offered & {
	title: string;
	about: string;
	kind: "one" | "group";
	seats: number;
	link: string;
	host: { handle: string; name: string; photo: string | null; timeZone: string };
};

/** The offers that a condition finds, with their rules; four queries however many there are. Of retired and resting hosts none. */
export async function offersWhere(condition: SQL | undefined, tx = db): Promise<Offer[]> {
	const rows = await tx
		.select({
			hours: officeHours,
			host: { handle: people.handle, name: people.name, photo: people.photo, timeZone: people.timeZone },
		})
		.from(officeHours)
		.innerJoin(people, eq(people.id, officeHours.hostId))
		.where(and(isOffered(), condition))
		.orderBy(asc(people.name), asc(officeHours.title), asc(officeHours.id))
		.limit(200);
	const rules = await rulesOf(
		rows.map(({ hours }) => hours.id),
		rows.map(({ hours }) => hours.hostId),
		tx,
	);
	return rows.map(({ hours, host }) => ({ ...hours, host, ...rules(hours.id, hours.hostId) }));
}

/** Rules, overrides and days off of several office hours. */
export async function rulesOf(ids: string[], hostIds: string[], tx = db) {
	const [rules, overrides, off] =
		ids.length === 0
			? [[], [], []]
			: await Promise.all([
					tx
						.select()
						.from(officeHourRules)
						.where(inArray(officeHourRules.officeHoursId, ids))
						.orderBy(asc(officeHourRules.weekday), asc(officeHourRules.fromMinute)),
					tx
						.select()
						.from(officeHourOverrides)
						.where(inArray(officeHourOverrides.officeHoursId, ids))
						.orderBy(asc(officeHourOverrides.day), asc(officeHourOverrides.fromMinute)),
					tx.select().from(timeOff).where(inArray(timeOff.personId, hostIds)).orderBy(asc(timeOff.fromDay)),
				]);
	const [byHours, otherDays, byHost] = [
		Map.groupBy(rules, ({ officeHoursId }) => officeHoursId),
		Map.groupBy(overrides, ({ officeHoursId }) => officeHoursId),
		Map.groupBy(off, ({ personId }) => personId),
	];
	return (id: string, hostId: string): Pick<Hours, "rules" | "overrides" | "daysOff"> => ({
		rules: byHours.get(id) ?? [],
		overrides: otherDays.get(id) ?? [],
		daysOff: byHost.get(hostId) ?? [],
	});
}

type Ask = {
	from: Date;
	to: Date;
	/** A session that is going to be moved: what it takes is free. */
	moving?: string;
	/** Office hours whose own sessions are laid out anew: what they take is free. */
	layingOut?: string;
};

/**
 * The free slots of several offers between two instants, by the offer's id: neither their host nor the viewer is taken then. What the viewer
 * holds themself is free, since choosing another slot lets go of it. Two queries, however many offers there are.
 */
export async function slotsFor(viewer: Viewer | null, offers: Offered[], asked: Ask, tx = db): Promise<Map<string, Slot[]>> {
	const at = now();
	// Whatever is asked for, nothing is offered in the past or beyond the longest horizon.
	const from = new Date(Math.max(asked.from.getTime(), at.getTime()));
	const to = new Date(Math.min(asked.to.getTime(), at.getTime() + furthestDays * dayMs));
	if (offers.length === 0 || from >= to) return new Map();
	const { moving = "", layingOut = "" } = asked;
	const taken = await busyOf([...new Set(offers.map(({ hostId }) => hostId))], viewer, { from, to, moving, layingOut }, tx);
	const counted = await tx
		.select({ officeHoursId: coachingSessions.officeHoursId, startsAt: coachingSessions.startsAt })
		.from(coachingSessions)
		.where(
			and(
				inArray(
					coachingSessions.officeHoursId,
					offers.filter(({ weeklyLimit }) => weeklyLimit !== null).map(({ id }) => id),
				),
				sql`${coachingSessions.state} <> 'cancelled'`,
				sql`${coachingSessions.id} <> ${moving}`,
				gte(coachingSessions.startsAt, new Date(from.getTime() - 8 * dayMs)),
				lte(coachingSessions.startsAt, new Date(to.getTime() + 8 * dayMs)),
			),
		);
	const booked = Map.groupBy(counted, ({ officeHoursId }) => officeHoursId);
	const own = viewer ? (taken.get(viewer.id) ?? []) : [];
	return new Map(
		offers.map((offer) => [
			offer.id,
			slotsOf(offer, {
				from: from.getTime(),
				to: to.getTime(),
				at: at.getTime(),
				busy: [...(taken.get(offer.hostId) ?? []), ...(offer.hostId === viewer?.id ? [] : own)],
				booked: (booked.get(offer.id) ?? []).map(({ startsAt }) => startsAt.getTime()),
			}),
		]),
	);
}

/** Whether a session `s` of a query takes nobody's time: it is going to be moved or laid out, its hold ran out, or the viewer holds it. */
const free = (
	viewer: Viewer | null,
	{ moving = "", layingOut = "" }: Ask,
): SQL => sql`(s.id = ${moving} or s.office_hours_id = ${layingOut} or (s.state = 'held' and (
	s.held_until <= ${now().toISOString()}::timestamptz
	or exists (select from bookings own where own.session_id = s.id and own.guest_id = ${viewer?.id ?? ""}))))`;

/** When people are taken, by their id; holds that ran out take nobody. */
async function busyOf(hostIds: string[], viewer: Viewer | null, asked: Ask, tx: typeof db): Promise<Map<string, Range[]>> {
	const ids = viewer ? [...hostIds, viewer.id] : hostIds;
	const { from, to } = asked;
	const [first, last] = [new Date(from.getTime() - dayMs).toISOString(), new Date(to.getTime() + dayMs).toISOString()];
	const rows = await tx.execute<{ person_id: string; from: number; to: number }>(sql`
		select b.person_id, extract(epoch from lower(b.during)) * 1000 as "from", extract(epoch from upper(b.during)) * 1000 as "to"
		from busy b where b.person_id = any(${sql.param(ids)}::text[]) and b.during && tstzrange(${first}::timestamptz, ${last}::timestamptz)
			and not exists (select from coaching_sessions s where s.id = b.source and ${free(viewer, asked)})
			and not exists (select from bookings g join coaching_sessions s on s.id = g.session_id where g.id = b.source and ${free(viewer, asked)})`);
	const ranges = new Map<string, Range[]>();
	for (const row of rows) ranges.set(row.person_id, [...(ranges.get(row.person_id) ?? []), { from: Number(row.from), to: Number(row.to) }]);
	return ranges;
}

/** One offer, or null when it is not offered (any more). */
export const offerById = async (id: string, tx = db): Promise<Offer | null> => (await offersWhere(eq(officeHours.id, id), tx))[0] ?? null;

/** Hours as they are, offered or not; for sessions that take place whatever became of their offer. */
export async function hoursOf(id: string, tx = db): Promise<Offered | null> {
	const [row] = await tx.select().from(officeHours).where(eq(officeHours.id, id));
	return row ? { ...row, ...(await rulesOf([id], [row.hostId], tx))(id, row.hostId) } : null;
}

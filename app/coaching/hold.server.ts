// Choosing a slot and booking it. Docs: docs/decisions/019-coaching.md.
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { hasRoom, loadOf } from "#app/champions/load.server.ts";
import { sqlState } from "#app/core/away.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { type Offer, offerById, offersWhere, slotsFor } from "./availability.server.ts";
import type { BookingInput } from "./input.ts";
import { letGo, lockPeople } from "./people-lock.server.ts";
import { remind } from "./reminders.server.ts";
import { coachingLimits, sessionPath } from "./rules.ts";
import type { Slot } from "./slots.server.ts";
import { tellAll } from "./tell.server.ts";

/** The slot is gone, or never was one; what is free next. */
export type Taken = { taken: true; next: Date[] };
type Refused = { errors: Record<string, string> };
const holdLimit = { name: "session-hold", max: 60, windowSeconds: 3600 };
const dayMs = 86_400_000;

/** A link template with the session's id in it. */
const linkOf = (template: string, id: string) => template.replaceAll("{session}", id);

/** The next three free slots of an offer from an instant on; if there are fewer, the ones before count, too. */
export async function nextFree(viewer: Viewer, offers: Offer[], from: Date, tx = db): Promise<Date[]> {
	const last = Math.max(...offers.map(({ horizonDays }) => horizonDays), 1);
	const until = new Date(now().getTime() + last * dayMs);
	const all = [...(await slotsFor(viewer, offers, { from: now(), to: until }, tx)).values()]
		.flat()
		.map(({ startsAt }) => startsAt.getTime());
	const starts = [...new Set(all)].sort((a, b) => a - b);
	const after = starts.filter((start) => start >= from.getTime());
	return (after.length >= 3 ? after : starts).slice(0, 3).map((start) => new Date(start));
}

/** Whether an error says that somebody would be in two places. */
export const inTwoPlaces = (error: unknown): boolean => sqlState(error)?.code === "23P01";

async function insertHeld(viewer: Viewer, offer: Offer, slot: Slot, tx: Tx): Promise<string> {
	const id = newId();
	const at = now();
	const heldUntil = new Date(at.getTime() + coachingLimits.holdMinutes * 60_000);
	await tx.insert(coachingSessions).values({
		id,
		officeHoursId: offer.id,
		hostId: offer.hostId,
		kind: offer.kind,
		state: "held",
		seats: offer.seats,
		...slot,
		link: linkOf(offer.link, id),
		heldUntil,
		createdAt: at,
	});
	await tx.insert(bookings).values({ id: newId(), sessionId: id, guestId: viewer.id, state: "held", until: heldUntil, createdAt: at });
	return id;
}

/**
 * Keeps a slot for the viewer for some minutes, and lets go of another that they hold. Returns the id of what is held, or, when the slot is
 * none (any more), the next free ones. Throws 404 for hours that are not offered, or are for a group, or the viewer's own.
 */
export async function holdSlot(viewer: Viewer, hoursId: string | undefined, startsAt: Date): Promise<{ id: string } | Taken> {
	if (!isId(hoursId)) throw notFound();
	const offer = await offerById(hoursId);
	if (offer?.kind !== "one" || offer.hostId === viewer.id) throw notFound();
	const { allowed, retryAfterSeconds } = await takeOne(holdLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return holdOf(viewer, offer, startsAt);
}

async function holdOf(viewer: Viewer, offer: Offer, startsAt: Date): Promise<{ id: string } | Taken> {
	const id = await db
		.transaction(async (tx): Promise<string | null> => {
			await lockPeople(tx, [offer.hostId, viewer.id]);
			await letGo(tx, [offer.hostId, viewer.id], viewer.id);
			// One instant is asked for: what this function gives is what the page showed.
			const range = { from: startsAt, to: new Date(startsAt.getTime() + 1) };
			const [slot] = (await slotsFor(viewer, [offer], range, tx)).get(offer.id) ?? [];
			return slot?.startsAt.getTime() === startsAt.getTime() ? insertHeld(viewer, offer, slot, tx) : null;
		})
		.catch((error: unknown) => {
			if (inTwoPlaces(error)) return null;
			throw error;
		});
	// Looked for once nobody waits for it any more.
	return id ? { id } : { taken: true, next: await nextFree(viewer, [offer], startsAt) };
}

export type Topic = { toolId: string } | { jobRoleId: string };
const about = (topic: Topic): SQL =>
	"toolId" in topic
		? sql`exists (select from office_hour_topics ot where ot.office_hours_id = ${officeHours.id} and ot.tool_id = ${topic.toolId})`
		: sql`exists (select from office_hour_topics ot where ot.office_hours_id = ${officeHours.id} and ot.job_role_id = ${topic.jobRoleId})`;

/** The offers for one person at a time that take part in "any champion for this topic" and whose host has room. Not the viewer's own. */
export const poolFor = (viewer: Viewer, topic: Topic, tx = db): Promise<Offer[]> =>
	offersWhere(
		and(
			about(topic),
			eq(officeHours.pooled, true),
			eq(officeHours.kind, "one"),
			sql`${officeHours.hostId} <> ${viewer.id}`,
			hasRoom(officeHours.hostId),
		),
		tx,
	);

/** Hosts in the order in which a pool asks them: the least loaded, then who was booked least recently, then by chance. */
async function inTurn(offers: Offer[]): Promise<Offer[]> {
	const rows = await db.execute<{ id: string }>(sql`
		select p.id from people p where p.id = any(${sql.param(offers.map(({ hostId }) => hostId))}::text[])
		order by ${loadOf(sql`p.id`)} asc nulls last,
			(select max(s.created_at) from coaching_sessions s where s.host_id = p.id and s.state <> 'cancelled') asc nulls first, random()`);
	return rows.flatMap(({ id }) => offers.filter(({ hostId }) => hostId === id));
}

/** Keeps a slot with any champion of a topic who is free then. If one was taken meanwhile, the next is asked. */
export async function holdFromPool(viewer: Viewer, topic: Topic, startsAt: Date): Promise<{ id: string } | Taken> {
	const { allowed, retryAfterSeconds } = await takeOne(holdLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const offers = await poolFor(viewer, topic);
	if (offers.length === 0) throw notFound();
	for (const offer of await inTurn(offers)) {
		const held = await holdOf(viewer, offer, startsAt);
		if ("id" in held) return held;
	}
	return { taken: true, next: await nextFree(viewer, offers, startsAt) };
}

/** What the viewer holds, for its form; null when it ran out or never was theirs. */
export async function heldBy(viewer: Viewer, sessionId: string | undefined, tx = db) {
	if (!isId(sessionId)) return null;
	const [row] = await tx
		.select({
			startsAt: coachingSessions.startsAt,
			endsAt: coachingSessions.endsAt,
			heldUntil: coachingSessions.heldUntil,
			officeHoursId: coachingSessions.officeHoursId,
		})
		.from(coachingSessions)
		.innerJoin(bookings, and(eq(bookings.sessionId, coachingSessions.id), eq(bookings.guestId, viewer.id)))
		.where(and(eq(coachingSessions.id, sessionId), eq(coachingSessions.state, "held")));
	const offer = row ? (await offersWhere(eq(officeHours.id, row.officeHoursId), tx))[0] : undefined;
	return row && offer ? { ...row, offer } : null;
}

/** A thread's id if the viewer may see it, else null: a booking holds no link to what its guest can not see. */
export async function threadFor(viewer: Viewer, threadId: string | undefined, tx: typeof db): Promise<string | null> {
	if (!threadId) return null;
	const [thread] = await tx
		.select({ id: threads.id })
		.from(threads)
		.where(and(eq(threads.id, threadId), visibleTo(viewer)));
	return thread?.id ?? null;
}

/**
 * Books what the viewer holds. Returns its address, or what will not do by field; twice is once. What ran out is booked all the same
 * when nobody took it meanwhile.
 */
export async function bookHeld(viewer: Viewer, sessionId: string | undefined, input: BookingInput): Promise<{ path: string } | Refused> {
	if (!isId(sessionId)) throw notFound();
	return db.transaction(async (tx): Promise<{ path: string } | Refused> => {
		const [session] = await tx.select().from(coachingSessions).where(eq(coachingSessions.id, sessionId)).for("update");
		const [mine] = await tx
			.select()
			.from(bookings)
			.where(and(eq(bookings.sessionId, sessionId), eq(bookings.guestId, viewer.id)));
		if (session && mine?.state === "booked") return { path: sessionPath(sessionId) };
		if (session?.state !== "held" || mine?.state !== "held" || session.startsAt <= now())
			return {
				errors: { form: "This slot was kept for ten minutes, and is no longer. Please choose one again; your words are kept here." },
			};
		await tx.update(coachingSessions).set({ state: "booked", heldUntil: null }).where(eq(coachingSessions.id, sessionId));
		await tx
			.update(bookings)
			.set({ state: "booked", until: null, want: input.want, tried: input.tried, threadId: await threadFor(viewer, input.threadId, tx) })
			.where(eq(bookings.id, mine.id));
		await tellAll(tx, sessionId, "booked", ["booked"]);
		await remind(tx, session);
		await record(tx, { personId: viewer.id, event: "coaching-booked", subjectId: sessionId, otherId: session.hostId });
		return { path: sessionPath(sessionId) };
	});
}

/** Lets go of what the viewer holds; nothing happens when it is gone. */
export async function letGoOf(viewer: Viewer, sessionId: string | undefined): Promise<void> {
	if (!isId(sessionId)) return;
	await db
		.delete(coachingSessions)
		.where(
			and(
				eq(coachingSessions.id, sessionId),
				eq(coachingSessions.state, "held"),
				inArray(coachingSessions.id, db.select({ id: bookings.sessionId }).from(bookings).where(eq(bookings.guestId, viewer.id))),
			),
		);
}

import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { record } from "#app/people/activity.server.ts";
import { coachingSessions, sessionExcerpts } from "#db/schema/coaching.server.ts";
import { need, sessionFor, takesPartIn } from "./part.server.ts";
import { canOfferExcerpt } from "./session-rules.ts";

type Refused = { errors: Record<string, string> };
const meanwhile = { errors: { form: "It was changed meanwhile. Please read it again." } };

export type Excerpt = { text: string; mine: boolean; agreed: boolean; offeredAt: number };

/** What of a session was offered to be shown to colleagues, for those who take part in it; null when there is nothing. */
export async function excerptOf(viewer: Viewer, sessionId: string, tx = db): Promise<Excerpt | null> {
	if (!isId(sessionId)) return null;
	const [row] = await tx
		.select()
		.from(sessionExcerpts)
		.where(and(eq(sessionExcerpts.sessionId, sessionId), takesPartIn(viewer, sessionId)));
	if (!row) return null;
	return { text: row.text, mine: row.offeredBy === viewer.id, agreed: row.agreedAt !== null, offeredAt: row.offeredAt.getTime() };
}

/** Offers words to be shown, in the place of those that the viewer offered before. Returns why it can not be, or null. Throws 404. */
export async function offerExcerpt(viewer: Viewer, sessionId: string | undefined, text: string): Promise<Refused | null> {
	const { id } = await sessionFor(viewer, sessionId, canOfferExcerpt);
	const offered = { text, offeredBy: viewer.id, offeredAt: now(), agreedAt: null };
	const [row] = await db
		.insert(sessionExcerpts)
		.values({ sessionId: id, ...offered })
		.onConflictDoUpdate({
			target: sessionExcerpts.sessionId,
			set: offered,
			// What both agreed to, or somebody else offered, is taken back before there is another one.
			setWhere: sql`${sessionExcerpts.offeredBy} = ${viewer.id} and ${sessionExcerpts.agreedAt} is null`,
		})
		.returning({ id: sessionExcerpts.sessionId });
	return row ? null : meanwhile;
}

/** Agrees to the words as they were read, which somebody else of the session offered (`seen`: when, in ms). Throws 404. */
export async function agreeToExcerpt(viewer: Viewer, sessionId: string | undefined, seen: number): Promise<Refused | null> {
	const id = await need(takesPartIn, viewer, sessionId);
	return db.transaction(async (tx) => {
		const [row] = await tx
			.update(sessionExcerpts)
			.set({ agreedAt: now() })
			.where(
				and(
					eq(sessionExcerpts.sessionId, id),
					eq(sessionExcerpts.offeredAt, new Date(seen)),
					sql`${sessionExcerpts.offeredBy} <> ${viewer.id} and ${sessionExcerpts.agreedAt} is null`,
				),
			)
			.returning({ by: sessionExcerpts.offeredBy });
		if (!row) return meanwhile;
		for (const personId of [row.by, viewer.id]) await record(tx, { personId, event: "excerpt-shared", subjectId: id });
		return null;
	});
}

/** Takes the words back, whoever of the session offered or agreed to them. Throws 404. */
export async function takeBackExcerpt(viewer: Viewer, sessionId: string | undefined): Promise<void> {
	const id = await need(takesPartIn, viewer, sessionId);
	await db.delete(sessionExcerpts).where(eq(sessionExcerpts.sessionId, id));
}

/** What came out of some office hours, as guests and host agreed to show it: words alone, neither guest nor session nor day. Latest first. */
export async function excerptsOf(hoursId: string, tx = db): Promise<string[]> {
	const rows = await tx
		.select({ text: sessionExcerpts.text })
		.from(sessionExcerpts)
		.innerJoin(coachingSessions, eq(coachingSessions.id, sessionExcerpts.sessionId))
		.where(and(eq(coachingSessions.officeHoursId, hoursId), isNotNull(sessionExcerpts.agreedAt)))
		.orderBy(desc(sessionExcerpts.agreedAt))
		.limit(20);
	return rows.map(({ text }) => text);
}

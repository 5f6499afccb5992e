// What hosts say keeps coming up. It names no session and no guest, and its time is the day, so that it can not be tied to one.
import { and, asc, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { dayOf } from "#app/anonymity/day.ts";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { recurringTopics } from "#db/schema/coaching.server.ts";
import { tools } from "#db/schema/people.server.ts";
import { sessionFor } from "./part.server.ts";
import { canSayRecurring, sessionLimits } from "./session-rules.ts";

const recurringLimit = { name: "recurring", max: 30, windowSeconds: 86_400 };
const dayMs = 86_400_000;
const since = () => dayOf(new Date(now().getTime() - sessionLimits.gapDays * dayMs));

/** Notes what keeps coming up, as the host of a session that is over. The same words twice on a day are one. Throws 404, or 429. */
export async function noteRecurring(
	viewer: Viewer,
	sessionId: string | undefined,
	{ text, toolId }: { text: string; toolId?: string | undefined },
): Promise<{ errors: Record<string, string> } | null> {
	return db.transaction(async (tx) => {
		await sessionFor(viewer, sessionId, canSayRecurring, tx);
		const [tool] = toolId
			? await tx
					.select({ id: tools.id })
					.from(tools)
					.where(and(eq(tools.id, toolId), isNull(tools.retiredAt)))
			: [];
		if (toolId && !tool) return { errors: { toolId: "Choose one from the list." } };
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`recurring:${viewer.id}`}, 0))`);
		const at = dayOf(now());
		const [said] = await tx
			.select({ id: recurringTopics.id })
			.from(recurringTopics)
			.where(and(eq(recurringTopics.hostId, viewer.id), eq(recurringTopics.text, text), eq(recurringTopics.at, at)));
		if (said) return null;
		const { allowed, retryAfterSeconds } = await takeOne(recurringLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		await tx.insert(recurringTopics).values({ id: newId(), hostId: viewer.id, toolId: tool?.id ?? null, text, at });
		await record(tx, { personId: viewer.id, event: "pattern-noted", at });
		return null;
	});
}

/** Takes back something that the viewer said keeps coming up. Throws 404 when it is not theirs. */
export async function dropRecurring(viewer: Viewer, id: string): Promise<void> {
	const [gone] = await db
		.delete(recurringTopics)
		.where(and(eq(recurringTopics.id, id), eq(recurringTopics.hostId, viewer.id)))
		.returning({ id: recurringTopics.id });
	if (!gone) throw notFound();
}

/** What the viewer said keeps coming up, latest first, with the tool. */
export const recurringFor = (viewer: Viewer, tx = db): Promise<{ id: string; text: string; tool: string | null; at: Date }[]> =>
	tx
		.select({ id: recurringTopics.id, text: recurringTopics.text, tool: tools.name, at: recurringTopics.at })
		.from(recurringTopics)
		.leftJoin(tools, eq(tools.id, recurringTopics.toolId))
		.where(eq(recurringTopics.hostId, viewer.id))
		.orderBy(desc(recurringTopics.at), asc(recurringTopics.text))
		.limit(100);

export type Gap = { about: string; champions: number; texts: string[] };

/**
 * What several champions say keeps coming up, by tool, or by its words where there is no tool: how many say so, never who or when. The
 * most common first. For admins, else 404.
 */
export async function gapsFor(viewer: Viewer, tx = db): Promise<Gap[]> {
	if (!isAdmin(viewer)) throw notFound();
	const about = sql`coalesce(${tools.name}, lower(${recurringTopics.text}))`;
	const champions = sql<number>`count(distinct ${recurringTopics.hostId})::int`;
	return tx
		.select({
			about: sql<string>`coalesce(min(${tools.name}), min(${recurringTopics.text}))`,
			champions,
			texts: sql<string[]>`case when min(${tools.name}) is null then '{}' else (array_agg(distinct ${recurringTopics.text}))[1:20] end`,
		})
		.from(recurringTopics)
		.leftJoin(tools, eq(tools.id, recurringTopics.toolId))
		.where(gte(recurringTopics.at, since()))
		.groupBy(sql`${recurringTopics.toolId} is null`, about)
		.having(sql`count(distinct ${recurringTopics.hostId}) >= ${sessionLimits.gapChampions}`)
		.orderBy(sql`2 desc, 1`)
		.limit(100);
}

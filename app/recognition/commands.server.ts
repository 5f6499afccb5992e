// What people decide about their badges. Docs: docs/decisions/021-recognition.md.
import { and, eq, isNull, sql } from "drizzle-orm";
import { forgetSealed } from "#app/anonymity/activity.server.ts";
import { dayOf } from "#app/anonymity/day.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import type { AwardView, RecognitionMode } from "#db/enums.ts";
import { awards, recognitionChoices } from "#db/schema/recognition.server.ts";
import { nominations, thankYous } from "#db/schema/thank-yous.server.ts";
import { badgeBySlug, badgePath } from "./catalogue.ts";
import { withdrawAll } from "./export.server.ts";
import { reachedUnnamed } from "./queries.server.ts";

/**
 * Sets who sees a badge of the viewer's. One that they earned without their name becomes an award like others with it, of this day. Returns its
 * address. Throws 404 when they do not have it.
 */
export async function setView(viewer: Viewer, slug: string | undefined, view: AwardView): Promise<string> {
	const badge = badgeBySlug(slug);
	if (!badge) throw notFound();
	const mine = and(eq(awards.personId, viewer.id), eq(awards.badge, badge.slug));
	await db.transaction(async (tx) => {
		const changed = await tx.update(awards).set({ view }).where(mine).returning({ tier: awards.tier });
		if (changed.length > 0 || view === "mine") return;
		const reached = (await reachedUnnamed(viewer, tx)).filter((one) => one.badge === badge.slug);
		if (reached.length === 0) throw notFound();
		const day = dayOf(now());
		await tx
			.insert(awards)
			.values(reached.map(({ tier }) => ({ personId: viewer.id, badge: badge.slug, tier, at: day, seenAt: day, view })))
			.onConflictDoUpdate({ target: [awards.personId, awards.badge, awards.tier], set: { view } });
	});
	return badgePath(badge.slug);
}

/** Sets what a person wants of recognition. */
export const setMode = async (viewer: Viewer, mode: RecognitionMode): Promise<void> =>
	void (await db
		.insert(recognitionChoices)
		.values({ personId: viewer.id, mode })
		.onConflictDoUpdate({ target: recognitionChoices.personId, set: { mode } }));

/** Notes that the viewer was told of their awards. */
export const noteSeen = async (viewer: Viewer): Promise<void> =>
	void (await db
		.update(awards)
		.set({ seenAt: now() })
		.where(and(eq(awards.personId, viewer.id), isNull(awards.seenAt))));

/** Notes that the viewer read what they were thanked for. */
export const noteThanksSeen = async (viewer: Viewer): Promise<void> =>
	void (await db
		.update(thankYous)
		.set({ seenAt: now() })
		.where(and(eq(thankYous.toId, viewer.id), isNull(thankYous.seenAt))));

/** Deletes everything that is noted of what the viewer did; if they want, their badges with it. There is no way back. */
export async function forgetMine(viewer: Viewer, { badges }: { badges: boolean }): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.execute(sql`select forget_activity(${viewer.id})`);
		await forgetSealed(tx, viewer.id);
		if (!badges) return;
		await withdrawAll(tx, viewer.id);
		await tx.delete(awards).where(eq(awards.personId, viewer.id));
		await tx.delete(nominations).where(and(eq(nominations.toId, viewer.id), eq(nominations.state, "given")));
	});
}

// Badges that an admin revokes, and gives back. Docs: docs/decisions/021-recognition.md.
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import { people } from "#db/schema/people.server.ts";
import { awards, issuedBadges } from "#db/schema/recognition.server.ts";
import { badgeBySlug } from "./catalogue.ts";
import type { RevokeInput } from "./input.ts";
import { shownBadges } from "./queries.server.ts";

type Refused = { errors: Record<string, string> };

/**
 * Revokes a badge that somebody shows, with a reason that they read; the row stays, so that it is not given again. One that nobody but
 * its owner sees is none of an admin's business. Returns what will not do by field, or null. Throws 403.
 */
export async function revoke(viewer: Viewer, { handle, badge, reason }: RevokeInput): Promise<Refused | null> {
	if (!isAdmin(viewer)) throw forbidden();
	const person = (await peopleByHandles([handle])).get(handle);
	if (!person) return { errors: { handle: "There is nobody with this handle." } };
	const shown = (await shownBadges(viewer, person.id)).some((one) => one.badge === badge);
	if (!shown) return { errors: { badge: "They do not show this badge." } };
	await db
		.update(awards)
		.set({ revokedAt: now(), revokedBy: viewer.id, reason })
		.where(and(eq(awards.personId, person.id), eq(awards.badge, badge), isNull(awards.revokedAt)));
	return null;
}

export type Revoked = { handle: string; name: string; badge: string; reason: string; at: Date };

/** What was revoked, the latest first. Throws 403 for others than admins. */
export async function revokedBadges(viewer: Viewer): Promise<Revoked[]> {
	if (!isAdmin(viewer)) throw forbidden();
	const rows = await db
		.selectDistinctOn([awards.personId, awards.badge], {
			handle: people.handle,
			name: people.name,
			badge: awards.badge,
			reason: sql<string>`${awards.reason}`,
			at: sql`${awards.revokedAt}`.mapWith(awards.at),
		})
		.from(awards)
		.innerJoin(people, eq(people.id, awards.personId))
		.where(isNotNull(awards.revokedAt))
		.orderBy(awards.personId, awards.badge);
	return rows.filter(({ badge }) => badgeBySlug(badge)).sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Gives a revoked badge back, as it was; its owner is told of it like of a new one. What they took along of it stays revoked, since others may
 * have read that, and can be made anew. Throws 403, and 404 when there is nothing to give back.
 */
export async function giveBack(viewer: Viewer, { handle, badge }: Pick<RevokeInput, "handle" | "badge">): Promise<void> {
	if (!isAdmin(viewer)) throw forbidden();
	const person = (await peopleByHandles([handle])).get(handle);
	if (!person) throw notFound();
	await db.transaction(async (tx) => {
		const given = await tx
			.update(awards)
			.set({ revokedAt: null, revokedBy: null, reason: null, seenAt: null })
			.where(and(eq(awards.personId, person.id), eq(awards.badge, badge), isNotNull(awards.revokedAt)))
			.returning({ tier: awards.tier });
		if (given.length === 0) throw notFound();
		await tx.delete(issuedBadges).where(and(eq(issuedBadges.personId, person.id), eq(issuedBadges.badge, badge)));
	});
}

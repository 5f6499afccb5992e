// How many people a rule would reach, for admins: in fives, without names. Docs: docs/decisions/021-recognition.md.
import { sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import type { Badge } from "./catalogue.ts";
import { aboutSoMany } from "./rules.ts";
import { reachedBy } from "./rules-sql.server.ts";

/** How many people would have a tier of a badge if its rules were these; by badge and tier, in words. Throws 404 for others than admins. */
export async function previewOf(viewer: Viewer, badges: readonly Badge[], tx = db): Promise<Map<string, string>> {
	if (!isAdmin(viewer)) throw notFound();
	const everybody = sql`array(select p.id from people p join accounts a on a.id = p.id where a.disabled_at is null)`;
	return inWords(
		badges,
		await tx.execute<Count>(sql`
			select badge, tier, count(*)::int as count from (${reachedBy(everybody, { badges })}) reached group by badge, tier`),
	);
}

type Count = { badge: string; tier: number; count: number };
function inWords(badges: readonly Badge[], rows: Iterable<Count>): Map<string, string> {
	const counts = new Map([...rows].map(({ badge, tier, count }) => [`${badge} ${tier}`, count]));
	return new Map(
		badges.flatMap(({ slug, tiers }) =>
			tiers.map((_, index) => [`${slug} ${index + 1}`, aboutSoMany(counts.get(`${slug} ${index + 1}`) ?? 0)]),
		),
	);
}

/** How many people have a tier of a badge, and it was not revoked; by badge and tier, in words. Throws 404 for others than admins. */
export async function givenTo(viewer: Viewer, badges: readonly Badge[], tx = db): Promise<Map<string, string>> {
	if (!isAdmin(viewer)) throw notFound();
	return inWords(
		badges,
		await tx.execute<Count>(sql`
			select badge, tier, count(*)::int as count from awards join accounts a on a.id = person_id and a.disabled_at is null
			where revoked_at is null group by badge, tier`),
	);
}

/** A badge as it would be if its rules asked for another number. */
export const withCount = (badge: Badge, count: number): Badge => ({
	...badge,
	tiers: badge.tiers.map((rules) => rules.map((rule) => ({ ...rule, count }))),
});

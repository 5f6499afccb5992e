import { createHmac } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forgetSecrets, secret } from "#app/core/secret.server.ts";
import { anonymousCounts } from "#db/schema/anonymity.server.ts";

/** So many things may one person write anonymously in a day (UTC). */
export const mostADay = 20;

const today = () => now().toISOString().slice(0, 10);
const keyName = (day: string) => `anonymity-day-${day}`;

/**
 * Counts one more anonymous post of a person today, and says whether it is still allowed. What is stored is a hash whose key belongs to
 * the day and is thrown away with it; there is no time in it.
 */
export async function countOne(personId: string, tx = db): Promise<boolean> {
	const day = today();
	const mark = createHmac("sha256", await secret(keyName(day)))
		.update(personId)
		.digest("base64url");
	const [row] = await tx
		.insert(anonymousCounts)
		.values({ day, mark, count: 1 })
		.onConflictDoUpdate({
			target: [anonymousCounts.day, anonymousCounts.mark],
			set: { count: sql`least(${anonymousCounts.count} + 1, 1000000)` },
		})
		.returning({ count: anonymousCounts.count });
	return (row?.count ?? 0) <= mostADay;
}

/** Forgets the counts of earlier days, and the keys with which they could be told apart. */
export async function forgetDays(tx = db): Promise<void> {
	const day = today();
	await tx.delete(anonymousCounts).where(lt(anonymousCounts.day, day));
	await forgetSecrets((name) => name.startsWith("anonymity-day-") && name < keyName(day));
}

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { rateLimits } from "#db/schema/auth.server.ts";
import { now } from "./clock.server.ts";
import { db } from "./db.server.ts";

export type Limit = { name: string; max: number; windowSeconds: number };

/**
 * Counts one use of `limit` by `who` and says whether it is still allowed. Atomic across servers: of concurrent uses exactly
 * `max` are allowed in a window. `who` is stored as a hash.
 */
export async function takeOne(limit: Limit, who: string, tx = db): Promise<{ allowed: boolean; retryAfterSeconds: number }> {
	const key = `${limit.name}:${createHash("sha256").update(`${limit.name}\0${who}`).digest("base64url")}`;
	const at = now();
	const resetAt = new Date(at.getTime() + limit.windowSeconds * 1000);
	const [row] = await tx
		.insert(rateLimits)
		.values({ key, count: 1, resetAt })
		.onConflictDoUpdate({
			target: rateLimits.key,
			set: {
				count: sql`case when ${rateLimits.resetAt} <= ${at.toISOString()}::timestamptz then 1 else least(${rateLimits.count} + 1, 1000000) end`,
				resetAt: sql`case when ${rateLimits.resetAt} <= ${at.toISOString()}::timestamptz then excluded.reset_at else ${rateLimits.resetAt} end`,
			},
		})
		.returning();
	if (!row) return { allowed: false, retryAfterSeconds: limit.windowSeconds };
	return { allowed: row.count <= limit.max, retryAfterSeconds: Math.max(1, Math.ceil((row.resetAt.getTime() - at.getTime()) / 1000)) };
}

/** Forgets counters whose window is over. Returns how many. */
export async function sweepLimits(tx = db): Promise<number> {
	const gone = await tx.delete(rateLimits).where(sql`${rateLimits.resetAt} <= ${now().toISOString()}::timestamptz`).returning({ key: rateLimits.key });
	return gone.length;
}

import { createHash } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { rateLimits } from "#db/schema/auth.server.ts";
import { now } from "./clock.server.ts";
import { db } from "./db.server.ts";

export type Limit = { name: string; max: number; windowSeconds: number };
/** `resetAt` names the window that the use was counted in. */
export type Taken = { allowed: boolean; retryAfterSeconds: number; resetAt: Date };

const keyOf = (limit: Limit, who: string) => `${limit.name}:${createHash("sha256").update(`${limit.name}\0${who}`).digest("base64url")}`;

/**
 * Counts one use of `limit` by `who` and says whether it is still allowed. Atomic across servers: of concurrent uses exactly
 * `max` are allowed in a window. `who` is stored as a hash.
 */
export async function takeOne(limit: Limit, who: string, tx = db): Promise<Taken> {
	const key = keyOf(limit, who);
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
	if (!row) return { allowed: false, retryAfterSeconds: limit.windowSeconds, resetAt };
	const retryAfterSeconds = Math.max(1, Math.ceil((row.resetAt.getTime() - at.getTime()) / 1000));
	return { allowed: row.count <= limit.max, retryAfterSeconds, resetAt: row.resetAt };
}

/** Gives one use back, e.g. when only failures should count. Does nothing once its window is over. */
export async function giveBack(limit: Limit, who: string, { resetAt }: Pick<Taken, "resetAt">, tx = db): Promise<void> {
	await tx
		.update(rateLimits)
		.set({ count: sql`${rateLimits.count} - 1` })
		.where(and(eq(rateLimits.key, keyOf(limit, who)), eq(rateLimits.resetAt, resetAt), gt(rateLimits.count, 0)));
}

/** Forgets counters whose window is over. Returns how many. */
export async function sweepLimits(tx = db): Promise<number> {
	const gone = await tx
		.delete(rateLimits)
		.where(sql`${rateLimits.resetAt} <= ${now().toISOString()}::timestamptz`)
		.returning({ key: rateLimits.key });
	return gone.length;
}

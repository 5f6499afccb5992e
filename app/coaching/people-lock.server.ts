import { sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import type { Tx } from "#db/client.server.ts";

/**
 * Waits until nobody else books for these people, until the transaction ends. Always in the same order, so that two who want the same
 * people wait for each other and never against each other. The constraint alone would keep them apart, too, but by deadlocks.
 */
export async function lockPeople(tx: Tx, ids: string[]): Promise<void> {
	for (const id of [...new Set(ids)].sort()) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`busy:${id}`}, 0))`);
}

/** Lets go of slots that these people hold, as host or guest, and that ran out; and of all that `guest` holds. */
export async function letGo(tx: Tx, ids: string[], guest: string | null): Promise<void> {
	await tx.execute(sql`
		delete from coaching_sessions s where s.state = 'held' and (
			(s.held_until <= ${now().toISOString()}::timestamptz and (s.host_id = any(${sql.param(ids)}::text[])
				or exists (select from bookings b where b.session_id = s.id and b.guest_id = any(${sql.param(ids)}::text[]))))
			or exists (select from bookings b where b.session_id = s.id and b.guest_id = ${guest ?? ""}))`);
}

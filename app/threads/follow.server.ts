import { sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import type { Tx } from "#db/client.server.ts";
import { follows } from "#db/schema/following.server.ts";
import { attention } from "#db/schema/notifications.server.ts";

const wish = { own: attention.followOwn, replied: attention.followReplied };

/** Follows a thread for somebody who wrote in it, unless they chose otherwise: for this thread, or for all of that kind. */
export async function followOnWriting(viewer: Viewer, threadId: string, reason: "own" | "replied", at: Date, tx: Tx): Promise<void> {
	await tx.execute(sql`
		insert into ${follows} (person_id, thread_id, level, reason, created_at)
		select ${viewer.id}, ${threadId}, 'all', ${reason}, ${at.toISOString()}::timestamptz
		where not exists (select from ${attention} where ${attention.personId} = ${viewer.id} and not ${wish[reason]})
		on conflict do nothing`);
}

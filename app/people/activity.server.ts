// What people do, noted in the transaction of the act itself. Docs: docs/decisions/021-recognition.md.
import { sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { ActivityEvent } from "#db/enums.ts";

type Act = {
	personId: string;
	event: ActivityEvent;
	subjectId?: string | null;
	/** Towards whom; null when they bear no name. */
	otherId?: string | null;
	at?: Date;
};

/**
 * Notes what somebody did under their name, and has it looked at whether that earned them something. Nothing is noted of whoever opted
 * out, nor of somebody towards themself.
 */
export async function record(tx: Tx, { personId, event, subjectId = null, otherId = null, at = now() }: Act): Promise<void> {
	const instant = sql`${at.toISOString()}::timestamptz`;
	const noted = await tx.execute(sql`
		insert into activity (person_id, event, subject_id, other_id, place, at, week)
		select p.id, ${event}, ${subjectId}, ${otherId}::text,
			(select o.department_id from people o where o.id = ${otherId} and o.department_id <> p.department_id),
			${instant}, date_trunc('week', ${instant} at time zone 'UTC')::date
		from people p
		where p.id = ${personId} and ${otherId}::text is distinct from p.id
			and not exists (select from recognition_choices c where c.person_id = p.id and c.mode = 'out')
		returning 1`);
	// Without a key: of two writes about the same two people each would wait for the other's.
	if (noted.length > 0) await enqueue(tx, "recognition.award", { personId });
}

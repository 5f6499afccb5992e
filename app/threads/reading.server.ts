import { and, eq, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { threadReads, visits } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { visibleTo } from "./visible.server.ts";

const visitGap = "30 minutes";
const visitResolution = 60_000;

/** Notes that the viewer is here. After half an hour away a new visit begins, and what came meanwhile is new. */
export async function noteVisit(viewer: Viewer, tx = db): Promise<void> {
	const [known] = await tx.select({ seenAt: visits.seenAt }).from(visits).where(eq(visits.personId, viewer.id));
	const at = now();
	if (known && at.getTime() - known.seenAt.getTime() < visitResolution) return;
	await tx
		.insert(visits)
		.values({ personId: viewer.id, startedAt: at, previousAt: at, seenAt: at })
		.onConflictDoUpdate({
			target: visits.personId,
			set: {
				previousAt: sql`case when ${visits.seenAt} < excluded.seen_at - ${visitGap}::interval then ${visits.seenAt} else ${visits.previousAt} end`,
				startedAt: sql`case when ${visits.seenAt} < excluded.seen_at - ${visitGap}::interval then excluded.started_at else ${visits.startedAt} end`,
				seenAt: sql`excluded.seen_at`,
			},
		});
}

/** Notes how far the viewer has read; never moves back. A thread that the viewer may not see is left alone. */
export async function noteRead(viewer: Viewer, threadId: string, upTo: Date, tx = db): Promise<void> {
	await tx.execute(sql`
		insert into ${threadReads} (person_id, thread_id, read_up_to)
		select ${viewer.id}, ${threads.id}, ${upTo.toISOString()}::timestamptz from ${threads} where ${and(eq(threads.id, threadId), visibleTo(viewer))}
		on conflict (person_id, thread_id) do update set read_up_to = greatest(thread_reads.read_up_to, excluded.read_up_to)`);
}

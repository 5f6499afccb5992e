import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { threads } from "#db/schema/threads.server.ts";

const writingLimit = { name: "writing", max: 30, windowSeconds: 300 };
/** In a smaller private circle "somebody" would be a name. */
const leastMembers = 5;

/**
 * Tells those who look at a question that somebody is writing a reply. Who it is goes no further than our own servers, which leave out
 * the writer's own pages; nothing is stored. Throws 404 when the thread is not there for the viewer. Silent for other kinds, too often, too few.
 */
export async function noteWriting(viewer: Viewer, threadId: string | undefined): Promise<void> {
	if (!isId(threadId)) throw notFound();
	const [thread] = await db
		.select({
			asked: sql<boolean>`${threads.kind} = 'question'`,
			members: sql<number | null>`(
				select case when c.visibility = 'private' then (select count(*)::int from circle_members m where m.circle_id = c.id) end
				from circles c where c.id = ${threads.circleId}
			)`,
		})
		.from(threads)
		.where(and(eq(threads.id, threadId), isNull(threads.closedAt), visibleTo(viewer)));
	if (!thread) throw notFound();
	if (!thread.asked || (thread.members !== null && thread.members < leastMembers)) return;
	const { allowed } = await takeOne(writingLimit, viewer.id);
	if (allowed) await db.execute(sql`select pg_notify('live', ${`writing ${threadId} ${viewer.id}`})`);
}

import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { threads } from "#db/schema/threads.server.ts";
import type { Narrowing } from "./engine.server.ts";

/** The condition over `threads` that a narrowing means. */
export const narrowed = (to: Narrowing): SQL | undefined =>
	and(
		to.kind ? sql`${threads.kind} = ${to.kind}` : undefined,
		to.circleId ? eq(threads.circleId, to.circleId) : undefined,
		to.departmentId ? sql`(select p.department_id from people p where p.id = ${threads.authorId}) = ${to.departmentId}` : undefined,
		to.roleId ? sql`exists (select from thread_roles tr where tr.thread_id = ${threads.id} and tr.job_role_id = ${to.roleId})` : undefined,
		to.toolId ? eq(threads.toolId, to.toolId) : undefined,
		to.tag ? sql`exists (select from thread_tags tt where tt.thread_id = ${threads.id} and tt.tag = ${to.tag})` : undefined,
		to.authorId
			? sql`exists (select from posts p where p.thread_id = ${threads.id} and p.author_id = ${to.authorId} and p.deleted_at is null)`
			: undefined,
		to.answered === undefined
			? undefined
			: to.answered
				? sql`${threads.state} = 'answered'`
				: sql`${threads.state} in ('open', 'reopened')`,
		to.since ? gte(threads.createdAt, to.since) : undefined,
		to.until ? lt(threads.createdAt, to.until) : undefined,
	);

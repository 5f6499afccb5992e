import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { posts } from "#db/schema/posts.server.ts";

/**
 * What a person may be told now: about a post that is there, in a thread that they may read, and that is still so: the answer still
 * accepted, somebody's thanks not taken back. For queries that join notifications with their thread and post; by page, count, mail and push.
 */
export const stillTold = (viewer: Pick<Viewer, "id">): SQL | undefined =>
	and(
		eq(notifications.personId, viewer.id),
		visibleTo(viewer),
		isNull(posts.deletedAt),
		or(
			sql`${notifications.kind} not in ('accepted', 'reaction')`,
			sql`${notifications.kind} = 'accepted' and threads.accepted_post_id = ${posts.id}`,
			sql`${notifications.kind} = 'reaction' and exists (
				select from reactions r where r.post_id = ${posts.id} and r.kind = split_part(${notifications.cause}, ':', 3)
			)`,
		),
	);

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { FollowLevel, FollowReason, FollowTarget } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { follows } from "#db/schema/following.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { Following } from "./rules.ts";

/** The column that names a target of this sort. */
export const columnOf: Record<FollowTarget, PgColumn> = {
	thread: follows.threadId,
	circle: follows.circleId,
	tag: follows.tag,
	tool: follows.toolId,
	role: follows.jobRoleId,
};

export const mine = (viewer: Viewer, target: FollowTarget, id: string): SQL | undefined =>
	and(eq(columnOf[target], id), eq(follows.personId, viewer.id));

/** How the viewer follows something, or null. */
export async function followingOf(viewer: Viewer, target: FollowTarget, id: string, tx = db): Promise<Following> {
	const [row] = await tx
		.select({ level: follows.level, reason: follows.reason })
		.from(follows)
		.where(mine(viewer, target, id));
	return row ?? null;
}

export type Followed = { target: FollowTarget; id: string; name: string; path: string; level: FollowLevel; reason: FollowReason };
type Row = { target: FollowTarget; id: string; name: string; slug: string; level: FollowLevel; reason: FollowReason };

const pathOf = ({ target, id, slug }: Row): string => {
	if (target === "thread") return threadPath({ id, slug });
	return `/${target === "role" ? "roles" : `${target}s`}/${slug}`;
};
const most = 200;

/** What the viewer follows or muted, as far as they may still see it: topics by name, then threads, the latest 200. */
export async function followedBy(viewer: Viewer, tx = db): Promise<Followed[]> {
	const own = sql`f.person_id = ${viewer.id}`;
	const rows = await tx.execute<Row>(sql`
		(select 'circle' as target, ${circles.id} as id, ${circles.name} as name, ${circles.slug} as slug, f.level, f.reason, 1 as part, f.created_at
			from follows f join ${circles} on ${circles.id} = f.circle_id where ${own} and ${inVisibleCircle(viewer, circles.id)})
		union all
		(select 'tag', f.tag, '#' || f.tag, f.tag, f.level, f.reason, 1, f.created_at from follows f where ${own} and f.tag is not null)
		union all
		(select 'tool', ${tools.id}, ${tools.name}, ${tools.slug}, f.level, f.reason, 1, f.created_at from follows f join ${tools} on ${tools.id} = f.tool_id where ${own})
		union all
		(select 'role', ${jobRoles.id}, ${jobRoles.name}, ${jobRoles.slug}, f.level, f.reason, 1, f.created_at from follows f join ${jobRoles} on ${jobRoles.id} = f.job_role_id where ${own})
		union all
		(select 'thread', ${threads.id}, ${threads.title}, ${threads.slug}, f.level, f.reason, 2, f.created_at
			from follows f join ${threads} on ${threads.id} = f.thread_id where ${own} and ${visibleTo(viewer)} order by f.created_at desc limit ${most})
		order by part, created_at desc, name`);
	return rows.map((row) => ({ target: row.target, id: row.id, name: row.name, level: row.level, reason: row.reason, path: pathOf(row) }));
}

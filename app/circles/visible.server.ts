import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";

/**
 * THE predicate: a circle is visible when it is open or the viewer is in it. Every page, feed, count, search, upload and mail
 * about something in a circle passes through it. No role sees a private circle from outside, admins included
 * (docs/decisions/004-private-circles.md). The list is computed once for each query, not for each row.
 */
export const inVisibleCircle = (viewer: Pick<Viewer, "id">, circleId: AnyColumn | SQL): SQL =>
	sql`${circleId} = any(array(
		select c.id from circles c where c.visibility = 'open'
		union all
		select m.circle_id from circle_members m where m.person_id = ${viewer.id}
	))`;

/** The same for many people at once: whether each of them may read the circle. Closed accounts read nothing. */
export const mayRead = (personId: AnyColumn | SQL, circleId: AnyColumn | SQL): SQL =>
	sql`(exists (select from accounts a where a.id = ${personId} and a.disabled_at is null)
		and (exists (select from circles c where c.id = ${circleId} and c.visibility = 'open')
			or exists (select from circle_members m where m.circle_id = ${circleId} and m.person_id = ${personId})))`;

/** The circles that the viewer is a member of. */
export const inOwnCircle = (viewer: Pick<Viewer, "id">, circleId: AnyColumn | SQL): SQL =>
	sql`${circleId} = any(array(select m.circle_id from circle_members m where m.person_id = ${viewer.id}))`;

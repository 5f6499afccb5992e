import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { jobRoles, people } from "#db/schema/people.server.ts";
import { inVisibleCircle } from "./visible.server.ts";

const byName = sql`lower(${circles.name})`;
const named = { id: circles.id, slug: circles.slug, name: circles.name, visibility: circles.visibility };
const mine = (viewer: Pick<Viewer, "id">) => and(eq(circleMembers.circleId, circles.id), eq(circleMembers.personId, viewer.id));
const standing = {
	isMember: sql<boolean>`${circleMembers.personId} is not null`,
	isKeeper: sql<boolean>`coalesce(${circleMembers.role} = 'keeper', false)`,
};

// So many of a circle's liveliest threads are looked at for something new: enough for a mark, and no more work in a circle of years.
const glance = 50;

/** The viewer's circles by name. `isNew`: something they have not read happened there since their last visit. */
export const circlesOf = (viewer: Viewer, tx = db) =>
	tx
		.select({
			...named,
			isNew: sql<boolean>`exists (
				select 1 from (
					select t.id, t.author_id, t.last_activity_at from threads t
					where t.circle_id = ${circles.id} and t.deleted_at is null
					order by t.last_activity_at desc, t.id desc limit ${glance}
				) t
				join visits v on v.person_id = ${viewer.id} and t.last_activity_at > v.previous_at
				left join thread_reads r on r.thread_id = t.id and r.person_id = ${viewer.id}
				where r.read_up_to < t.last_activity_at or (r.read_up_to is null and t.author_id is distinct from ${viewer.id})
			)`,
		})
		.from(circles)
		.innerJoin(circleMembers, mine(viewer))
		.orderBy(byName, asc(circles.id));

/** A circle by its address, with how the viewer stands in it; null when there is none or it is not theirs to know of. */
export async function circleBySlug(viewer: Viewer, slug: string | undefined, tx = db) {
	const [circle] = await tx
		.select({ ...named, purpose: circles.purpose, keepsLinks: circles.keepsLinks, ...standing })
		.from(circles)
		.leftJoin(circleMembers, mine(viewer))
		.where(and(eq(circles.slug, slug ?? ""), inVisibleCircle(viewer, circles.id)));
	return circle ?? null;
}
export type Circle = NonNullable<Awaited<ReturnType<typeof circleBySlug>>>;

/** The circles in which the viewer may start a thread: all that they can read, their own first. */
export const circlesToPostIn = (viewer: Viewer, tx = db) =>
	tx
		.select({
			...named,
			isMember: standing.isMember,
			// How many will read a post there; of an open circle everybody does.
			members: sql<
				number | null
			>`case when ${circles.visibility} = 'private' then (select count(*)::int from circle_members m where m.circle_id = ${circles.id}) end`,
		})
		.from(circles)
		.leftJoin(circleMembers, mine(viewer))
		.where(inVisibleCircle(viewer, circles.id))
		.orderBy(desc(standing.isMember), byName, asc(circles.id));

/** Every circle that the viewer may know of: their own first, each part by name. Nothing about how busy one is. */
export const listCircles = (viewer: Viewer, tx = db) =>
	tx
		.select({ ...named, purpose: circles.purpose, ...standing })
		.from(circles)
		.leftJoin(circleMembers, mine(viewer))
		.where(inVisibleCircle(viewer, circles.id))
		.orderBy(desc(standing.isMember), byName, asc(circles.id));

/** A circle's members, keepers first, then by name; empty for whoever may not know of the circle. Closed accounts are left out. */
export const membersOf = (viewer: Viewer, circleId: string, tx = db) =>
	tx
		.select({
			id: people.id,
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			jobRole: jobRoles.name,
			role: circleMembers.role,
		})
		.from(circleMembers)
		.innerJoin(people, eq(people.id, circleMembers.personId))
		.innerJoin(accounts, and(eq(accounts.id, people.id), isNull(accounts.disabledAt)))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(and(eq(circleMembers.circleId, circleId), inVisibleCircle(viewer, circleMembers.circleId)))
		.orderBy(sql`${circleMembers.role} <> 'keeper'`, asc(people.name), asc(people.id));

/** Whether the viewer keeps a circle. */
export async function isKeeperOf(viewer: Pick<Viewer, "id">, circleId: string, tx = db): Promise<boolean> {
	const [row] = await tx
		.select({ circleId: circleMembers.circleId })
		.from(circleMembers)
		.where(and(eq(circleMembers.circleId, circleId), eq(circleMembers.personId, viewer.id), eq(circleMembers.role, "keeper")));
	return Boolean(row);
}

/** The circles of an account that is open, as far as the viewer may know of them, by name. */
export const circlesWith = (viewer: Pick<Viewer, "id">, personId: string, tx = db) =>
	tx
		.select({ slug: circles.slug, name: circles.name })
		.from(circleMembers)
		.innerJoin(circles, eq(circles.id, circleMembers.circleId))
		.innerJoin(accounts, and(eq(accounts.id, circleMembers.personId), isNull(accounts.disabledAt)))
		.where(and(eq(circleMembers.personId, personId), inVisibleCircle(viewer, circles.id)))
		.orderBy(asc(circles.name));

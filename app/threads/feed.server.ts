import { and, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inOwnCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { type Cursor, encodeCursor } from "#app/core/cursor.server.ts";
import { db } from "#app/core/db.server.ts";
import type { ComposedKind } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { people } from "#db/schema/people.server.ts";
import { threadReads, visits } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { authorName } from "./author.server.ts";
import { visibleTo } from "./visible.server.ts";

export type FeedFilter = {
	/** Only what touches the viewer's circles, tools or job role. */
	forYou?: boolean;
	unanswered?: boolean;
	kind?: ComposedKind;
	circleId?: string;
	toolId?: string;
	jobRoleId?: string;
	tag?: string;
};
export const feedPage = 20;

const card = {
	id: threads.id,
	slug: threads.slug,
	kind: threads.kind,
	state: threads.state,
	title: threads.title,
	excerpt: threads.excerpt,
	replyCount: threads.replyCount,
	createdAt: threads.createdAt,
	lastActivityAt: threads.lastActivityAt,
	pinned: sql<boolean>`coalesce(${threads.pinnedUntil} > now(), false)`,
	closed: sql<boolean>`${threads.closedAt} is not null`,
	author: authorName(threads.alias),
	authorHandle: sql<string | null>`${people.handle}`,
	circleSlug: circles.slug,
	circleName: circles.name,
	circlePrivate: sql<boolean>`${circles.visibility} = 'private'`,
};

// What the viewer has not seen: after the place they read up to, else since their last visit.
const unread = (viewer: Viewer) => {
	const seen = sql`coalesce(${threadReads.readUpTo}, ${visits.previousAt}, ${now().toISOString()}::timestamptz)`;
	return {
		isNew: sql<boolean>`${threads.lastActivityAt} > ${seen} and not (${threadReads.readUpTo} is null and ${threads.authorId} is not distinct from ${viewer.id})`,
		newReplies: sql<number>`case when ${threads.lastActivityAt} > ${seen} and ${threads.replyCount} > 0 then (
			select count(*)::int from posts p where p.thread_id = ${threads.id} and p.created_at > ${seen} and p.opening = 0 and p.deleted_at is null
		) else 0 end`,
	};
};

const aboutTools = (viewer: Viewer) =>
	sql`${threads.toolId} = any(array(select pt.tool_id from person_tools pt where pt.person_id = ${viewer.id}))`;
const forRole = (viewer: Viewer) =>
	sql`exists (select 1 from thread_roles tr join people me on me.job_role_id = tr.job_role_id where tr.thread_id = ${threads.id} and me.id = ${viewer.id})`;

/** Threads that a person can likely say something to: about their tools, for their role, or in their circles. */
const touches = (viewer: Viewer): SQL | undefined => or(inOwnCircle(viewer, threads.circleId), aboutTools(viewer), forRole(viewer));

const conditions = (viewer: Viewer, filter: FeedFilter): (SQL | undefined)[] => [
	visibleTo(viewer),
	filter.forYou ? touches(viewer) : undefined,
	filter.unanswered ? and(eq(threads.kind, sql`'question'`), sql`${threads.state} <> 'answered'`, isNull(threads.closedAt)) : undefined,
	filter.kind ? eq(threads.kind, filter.kind) : undefined,
	filter.circleId ? eq(threads.circleId, filter.circleId) : undefined,
	filter.toolId ? eq(threads.toolId, filter.toolId) : undefined,
	filter.jobRoleId
		? sql`exists (select 1 from thread_roles tr where tr.thread_id = ${threads.id} and tr.job_role_id = ${filter.jobRoleId})`
		: undefined,
	filter.tag ? sql`exists (select 1 from thread_tags tt where tt.thread_id = ${threads.id} and tt.tag = ${filter.tag})` : undefined,
];

const cards = (viewer: Viewer, tx: typeof db) =>
	tx
		.select({ ...card, ...unread(viewer) })
		.from(threads)
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.leftJoin(people, eq(people.id, threads.authorId))
		.leftJoin(threadReads, and(eq(threadReads.threadId, threads.id), eq(threadReads.personId, sql`${viewer.id}`)))
		.leftJoin(visits, eq(visits.personId, sql`${viewer.id}`))
		.$dynamic();

export type FeedItem = Awaited<ReturnType<typeof feed>>["items"][number];

/** One page of threads, latest activity first (unanswered ones: newest question first), and the cursor of the next page or null. */
export async function feed(viewer: Viewer, filter: FeedFilter, after: Cursor | null, tx = db) {
	const at = filter.unanswered ? threads.createdAt : threads.lastActivityAt;
	const before = after ? sql`(${at}, ${threads.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})` : undefined;
	const rows = await cards(viewer, tx)
		.where(and(...conditions(viewer, filter), before))
		.orderBy(desc(at), desc(threads.id))
		.limit(feedPage + 1);
	const items = rows.slice(0, feedPage);
	const last = rows.length > feedPage ? items.at(-1) : undefined;
	return { items, next: last ? encodeCursor({ at: filter.unanswered ? last.createdAt : last.lastActivityAt, id: last.id }) : null };
}

/** Up to three open questions that the viewer may be able to help with, those without any reply first. */
export const waitingFor = (viewer: Viewer, tx = db) =>
	cards(viewer, tx)
		.where(
			and(
				...conditions(viewer, { unanswered: true, forYou: true }),
				sql`${threads.authorId} is distinct from ${viewer.id}`,
				sql`${threads.replyCount} <= 2`,
			),
		)
		.orderBy(sql`${threads.replyCount} > 0`, desc(threads.createdAt))
		.limit(3);

/** The pinned threads of a circle, latest first. */
export const pinnedIn = (viewer: Viewer, circleId: string, tx = db) =>
	cards(viewer, tx)
		.where(and(visibleTo(viewer), eq(threads.circleId, circleId), sql`${threads.pinnedUntil} > now()`))
		.orderBy(desc(threads.pinnedUntil))
		.limit(5);

/** Up to five wins that were written since, for the viewer's job role or one of their tools, newest first. */
export const newWinsFor = (viewer: Viewer, since: Date, tx = db) =>
	cards(viewer, tx)
		.where(
			and(
				visibleTo(viewer),
				eq(threads.kind, sql`'win'`),
				gt(threads.createdAt, since),
				sql`${threads.authorId} is distinct from ${viewer.id}`,
				or(aboutTools(viewer), forRole(viewer)),
			),
		)
		.orderBy(desc(threads.lastActivityAt), desc(threads.id))
		.limit(5);

/** Up to five threads of the viewer's circles in which something was said since that they have not read and not muted, latest first. */
export const saidIn = (viewer: Viewer, since: Date, tx = db) =>
	cards(viewer, tx)
		.where(
			and(
				visibleTo(viewer),
				inOwnCircle(viewer, threads.circleId),
				gt(threads.lastActivityAt, since),
				sql`coalesce(${threadReads.readUpTo}, '-infinity') < ${threads.lastActivityAt}`,
				sql`not (${threads.authorId} is not distinct from ${viewer.id} and ${threads.replyCount} = 0)`,
				sql`not exists (select from follows f where f.person_id = ${viewer.id} and f.level = 'muted' and (f.thread_id = ${threads.id} or f.circle_id = ${threads.circleId}))`,
			),
		)
		.orderBy(desc(threads.lastActivityAt), desc(threads.id))
		.limit(5);

import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { type Alias, aliasIn } from "#app/anonymity/aliases.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import type { ReactionKind } from "#db/enums.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { jobRoles, people, tools } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { bookmarks, threadReads, visits } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { authorColumns } from "./author.server.ts";
import type { PostView, ThreadView } from "./views.ts";
import { visibleTo } from "./visible.server.ts";

export const postPage = 40;
/** A thread, and the alias that the viewer bears in it. */
export type Place = Pick<ThreadView, "id" | "alias">;

/** A thread with all that its head shows, the alias that the viewer bears there, and the instant up to which they have seen it; null when it is not there for them. */
export async function threadById(
	viewer: Viewer,
	id: string | undefined,
	tx = db,
): Promise<(ThreadView & { seenUpTo: Date | null; bears: Alias | null }) | null> {
	if (!isId(id)) return null;
	const [row] = await tx
		.select({
			thread: threads,
			circle: { id: circles.id, slug: circles.slug, name: circles.name, visibility: circles.visibility },
			author: authorColumns(threads.alias),
			tool: { slug: tools.slug, name: tools.name },
			keeper: sql<boolean>`exists (select 1 from ${circleMembers} m where m.circle_id = ${threads.circleId} and m.person_id = ${viewer.id} and m.role = 'keeper')`,
			seenUpTo: sql<string | null>`coalesce(${threadReads.readUpTo}, ${visits.previousAt})`,
			tags: sql<string[]>`array(select tt.tag from thread_tags tt where tt.thread_id = ${threads.id} order by tt.tag)`,
			forRoles: sql<{ slug: string; name: string }[]>`coalesce((
				select json_agg(json_build_object('slug', j.slug, 'name', j.name) order by j.name)
				from thread_roles tr join job_roles j on j.id = tr.job_role_id where tr.thread_id = ${threads.id}
			), '[]'::json)`,
		})
		.from(threads)
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.leftJoin(people, eq(people.id, threads.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.leftJoin(tools, eq(tools.id, threads.toolId))
		.leftJoin(threadReads, and(eq(threadReads.threadId, threads.id), eq(threadReads.personId, sql`${viewer.id}`)))
		.leftJoin(visits, eq(visits.personId, sql`${viewer.id}`))
		.where(and(eq(threads.id, id), visibleTo(viewer)));
	if (!row) return null;
	const { thread, seenUpTo, ...rest } = row;
	const bears = await aliasIn(viewer.id, id, tx);
	const alias = bears?.name ?? null;
	const { slug, kind, title, again, state, acceptedPostId, replyCount, createdAt, pinnedUntil, closedAt } = thread;
	return {
		id,
		own: thread.authorId === viewer.id || (alias !== null && thread.alias === alias),
		alias,
		slug,
		kind,
		title,
		again,
		state,
		acceptedPostId,
		replyCount,
		createdAt,
		pinnedUntil,
		closedAt,
		seenUpTo: seenUpTo ? new Date(seenUpTo) : null,
		bears,
		...rest,
	};
}

/** The id of a thread that the viewer may see, or null. */
export async function visibleThreadId(viewer: Viewer, id: string | null, tx = db): Promise<string | null> {
	if (!isId(id ?? undefined)) return null;
	const [row] = await tx
		.select({ id: threads.id })
		.from(threads)
		.where(and(eq(threads.id, id ?? ""), visibleTo(viewer)));
	return row?.id ?? null;
}

const postColumns = (viewer: Viewer, alias: string | null) => ({
	id: posts.id,
	opening: posts.opening,
	author: authorColumns(posts.alias),
	own: sql<boolean>`coalesce(${posts.authorId} = ${viewer.id} or ${posts.alias} = ${alias}, false)`,
	tried: posts.tried,
	cooked: posts.cooked,
	createdAt: posts.createdAt,
	editedAt: posts.editedAt,
	deletedAt: posts.deletedAt,
	hasHistory: sql<boolean>`exists (select 1 from post_revisions r where r.post_id = ${posts.id})`,
	parent: sql<PostView["parent"]>`(
		select json_build_object('id', q.id, 'name', coalesce(a.name, q.alias), 'text', case when q.deleted_at is null then left(q.text, 160) else '' end)
		from posts q left join people a on a.id = q.author_id where q.id = ${posts.parentId}
	)`,
	reactions: sql<{ kind: ReactionKind; count: number; mine: boolean }[]>`coalesce((
		select json_agg(json_build_object('kind', g.kind, 'count', g.count, 'mine', g.mine))
		from (select r.kind, count(*)::int as count, bool_or(r.person_id = ${viewer.id}) as mine from reactions r where r.post_id = ${posts.id} group by r.kind) g
	), '[]'::json)`,
	kept: sql<boolean>`exists (select 1 from ${bookmarks} b where b.post_id = ${posts.id} and b.person_id = ${viewer.id})`,
});

type PostRow = Awaited<ReturnType<typeof selectPosts>>[number];

const selectPosts = (viewer: Viewer, alias: string | null, tx: typeof db) =>
	tx
		.select(postColumns(viewer, alias))
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.$dynamic();

const toView =
	(seenUpTo: Date | null) =>
	({ opening, cooked, reactions, ...row }: PostRow): PostView => ({
		...row,
		opening: opening === 1,
		html: row.deletedAt ? {} : cooked,
		sectionNames: row.deletedAt ? [] : Object.keys(cooked),
		tried: row.tried && !row.deletedAt,
		hasHistory: row.hasHistory && !row.deletedAt,
		mine: reactions.filter(({ mine }) => mine).map(({ kind }) => kind),
		// How many people reacted is between them and the author: nobody else can rank by it.
		given: reactions.map(({ kind, count }) => ({ kind, count: row.own ? count : null })),
		isNew: opening === 0 && !row.own && seenUpTo !== null && row.createdAt > seenUpTo,
	});

/** The opening post of a thread that the viewer may see, or null. */
export async function openingOf(viewer: Viewer, { id: threadId, alias }: Place, tx = db): Promise<PostView | null> {
	const [row] = await selectPosts(viewer, alias, tx).where(and(eq(posts.threadId, threadId), eq(posts.opening, 1), visibleTo(viewer)));
	return row ? toView(null)(row) : null;
}

/** One post of a thread that the viewer may see, or null. */
export async function postById(viewer: Viewer, { id: threadId, alias }: Place, postId: string, tx = db): Promise<PostView | null> {
	const [row] = await selectPosts(viewer, alias, tx).where(and(eq(posts.threadId, threadId), eq(posts.id, postId), visibleTo(viewer)));
	return row ? toView(null)(row) : null;
}

export type Window = { after?: string | null; before?: string | null; from?: string | null };

const compare = { after: sql.raw(">"), before: sql.raw("<"), from: sql.raw(">=") };

/**
 * A stretch of replies in reading order: after, before or from (including) a post of the thread, else from the first one.
 * Tells whether there are earlier and later ones.
 */
export async function repliesOf(viewer: Viewer, { id: threadId, alias }: Place, seenUpTo: Date | null, window: Window, tx = db) {
	const [asked] = (["after", "before", "from"] as const).filter((name) => isId(window[name]));
	// What stands on the first page is shown there, with what it follows.
	const side = asked === "from" && (await countBefore(threadId, window.from ?? "", tx)) < postPage ? undefined : asked;
	const backwards = side === "before";
	const place = side
		? sql`(${posts.createdAt}, ${posts.id}) ${compare[side]} (select q.created_at, q.id from posts q where q.id = ${window[side]} and q.thread_id = ${threadId})`
		: undefined;
	const direction = backwards ? desc : asc;
	const rows = await selectPosts(viewer, alias, tx)
		.where(and(eq(posts.threadId, threadId), eq(posts.opening, 0), visibleTo(viewer), place))
		.orderBy(direction(posts.createdAt), direction(posts.id))
		.limit(postPage + 1);
	const more = rows.length > postPage;
	const page = rows.slice(0, postPage);
	if (backwards) page.reverse();
	return {
		replies: page.map(toView(seenUpTo)),
		earlier: backwards ? more : side !== undefined,
		later: backwards ? true : more,
	};
}

async function countBefore(threadId: string, postId: string, tx: typeof db): Promise<number> {
	const before = sql`(${posts.createdAt}, ${posts.id}) < (select q.created_at, q.id from posts q where q.id = ${postId} and q.thread_id = ${threadId})`;
	const [row] = await tx
		.select({ count: count() })
		.from(posts)
		.where(and(eq(posts.threadId, threadId), eq(posts.opening, 0), before));
	return row?.count ?? 0;
}

/** The first reply that the viewer has not seen, or null. */
export async function firstUnread(viewer: Viewer, threadId: string, seenUpTo: Date | null, tx = db): Promise<string | null> {
	if (!seenUpTo) return null;
	const [row] = await tx
		.select({ id: posts.id })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				eq(posts.threadId, threadId),
				eq(posts.opening, 0),
				sql`${posts.createdAt} > ${seenUpTo.toISOString()}::timestamptz`,
				visibleTo(viewer),
			),
		)
		.orderBy(asc(posts.createdAt), asc(posts.id))
		.limit(1);
	return row?.id ?? null;
}

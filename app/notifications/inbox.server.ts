import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { type Cursor, encodeCursor } from "#app/core/cursor.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { authorName } from "#app/threads/author.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import type { NotificationKind, ReactionKind } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { type Filter, kindsIn } from "./filters.ts";
import { stillTold } from "./visible.server.ts";
import { sentenceOf } from "./words.ts";

const inboxPage = 20;
const entriesShown = 4;
/** The bell counts no further. */
export const countLimit = 100;

/** In how many threads something unread waits for the viewer, up to a hundred. */
export async function unreadCount(viewer: Viewer, tx = db): Promise<number> {
	const waiting = tx
		.selectDistinct({ id: notifications.threadId })
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.where(and(isNull(notifications.readAt), stillTold(viewer)))
		.limit(countLimit)
		.as("waiting");
	const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(waiting);
	return row?.count ?? 0;
}

const matching = (filter: Filter): SQL | undefined => {
	const kinds = kindsIn[filter];
	return and(filter === "unread" ? isNull(notifications.readAt) : undefined, kinds ? inArray(notifications.kind, [...kinds]) : undefined);
};

/** What an entry shows; every word is read now, from what the viewer may see. */
export type Entry = {
	id: string;
	kind: NotificationKind;
	postId: string;
	at: Date;
	unread: boolean;
	opening: boolean;
	/** Who wrote the post. */
	author: string;
	excerpt: string;
	reaction: ReactionKind | null;
	/** How many reacted so: the author alone is told. */
	count: number;
};
export type Group = {
	thread: { id: string; slug: string; title: string; kind: (typeof threads.$inferSelect)["kind"] };
	circle: string;
	at: Date;
	unread: boolean;
	entries: Entry[];
	/** How many there are beside those shown. */
	more: number;
};

/** What is said about one notification; for queries that join it with its thread, its post and the post's author. */
export const toldColumns = {
	kind: notifications.kind,
	postId: notifications.postId,
	opening: sql<boolean>`${posts.opening} = 1`.as("is_opening"),
	author: authorName(posts.alias).as("author"),
	excerpt: sql<string>`left(${posts.text}, 160)`.as("excerpt"),
	reaction: sql<ReactionKind | null>`case when ${notifications.kind} = 'reaction' then split_part(${notifications.cause}, ':', 3) end`.as(
		"reaction",
	),
	count: sql<number>`case when ${notifications.kind} = 'reaction' then (
		select count(*)::int from reactions r where r.post_id = ${posts.id} and r.kind = split_part(${notifications.cause}, ':', 3)
	) else 0 end`.as("people"),
};

/** A page of the viewer's inbox: threads by their latest news, each with its newest entries, and the cursor of the next page. */
export async function inbox(
	viewer: Viewer,
	filter: Filter,
	after: Cursor | null,
	tx = db,
): Promise<{ groups: Group[]; next: string | null }> {
	const latest = sql<Date>`max(${notifications.at})`.mapWith(notifications.at);
	const rows = await tx
		.select({
			thread: { id: threads.id, slug: threads.slug, title: threads.title, kind: threads.kind },
			circle: circles.name,
			at: latest,
			unread: sql<boolean>`bool_or(${notifications.readAt} is null)`,
		})
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.where(and(stillTold(viewer), matching(filter)))
		.groupBy(threads.id, circles.id)
		.having(after ? sql`(max(${notifications.at}), ${threads.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})` : undefined)
		.orderBy(desc(latest), desc(threads.id))
		.limit(inboxPage + 1);
	const page = rows.slice(0, inboxPage);
	const last = rows.length > inboxPage ? page.at(-1) : undefined;
	const entries = await entriesOf(
		viewer,
		page.map(({ thread }) => thread.id),
		matching(filter),
		tx,
	);
	const groups = page.map((group) => {
		const own = entries.filter(({ threadId }) => threadId === group.thread.id);
		return { ...group, entries: own.map(({ threadId, all, place, ...entry }) => entry), more: (own[0]?.all ?? 0) - own.length };
	});
	return { groups, next: last ? encodeCursor({ at: last.at, id: last.thread.id }) : null };
}

async function entriesOf(viewer: Viewer, threadIds: string[], matches: SQL | undefined, tx: typeof db) {
	if (threadIds.length === 0) return [];
	const all = tx
		.select({
			...toldColumns,
			id: notifications.id,
			threadId: notifications.threadId,
			at: notifications.at,
			unread: sql<boolean>`${notifications.readAt} is null`.as("unread"),
			place:
				sql<number>`row_number() over (partition by ${notifications.threadId} order by ${notifications.readAt} is not null, ${notifications.at} desc, ${notifications.id})`.as(
					"place",
				),
			all: sql<number>`(count(*) over (partition by ${notifications.threadId}))::int`.as("all_told"),
		})
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.where(and(stillTold(viewer), matches, inArray(notifications.threadId, threadIds)))
		.as("entries");
	return tx.select().from(all).where(sql`${all.place} <= ${entriesShown}`).orderBy(asc(all.place));
}

/** What a push message says about one notification, or null when it is not (or no longer) the viewer's to see. */
export async function previewOf(
	viewer: Viewer,
	id: string | undefined,
	tx = db,
): Promise<{ title: string; body: string; url: string } | null> {
	if (!isId(id)) return null;
	const [row] = await tx
		.select({ ...toldColumns, thread: { id: threads.id, slug: threads.slug, title: threads.title } })
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.where(and(eq(notifications.id, id), stillTold(viewer)));
	if (!row) return null;
	return { title: sentenceOf(row), body: row.thread.title, url: `${threadPath(row.thread)}?from=${row.postId}#post-${row.postId}` };
}

import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { authorName } from "#app/threads/author.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { askedHelpers, firstPosts, waitingQuestions } from "#db/schema/helping.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

// Who is told that a post is somebody's first: the circle's keepers, and moderators. To everybody else it is a post like any other.
const caresFor = (viewer: Viewer) =>
	isModerator(viewer)
		? sql`true`
		: sql`exists (select from circle_members k where k.circle_id = ${threads.circleId} and k.person_id = ${viewer.id} and k.role = 'keeper')`;

const waiting = (viewer: Viewer) => and(isNull(firstPosts.answeredAt), isNull(posts.deletedAt), visibleTo(viewer), caresFor(viewer));

/** The posts of a thread that are somebody's first and still wait for a kind word, for whoever cares for the thread. */
export async function firstPostsOf(viewer: Viewer, threadId: string, tx = db): Promise<string[]> {
	const rows = await tx
		.select({ id: firstPosts.postId })
		.from(firstPosts)
		.innerJoin(posts, eq(posts.id, firstPosts.postId))
		.innerJoin(threads, eq(threads.id, firstPosts.threadId))
		.where(and(eq(firstPosts.threadId, threadId), waiting(viewer)));
	return rows.map(({ id }) => id);
}

/** First posts in a circle that wait, longest first, for whoever cares for it. */
export const firstPostsIn = (viewer: Viewer, circleId: string, tx = db) =>
	tx
		.select({
			postId: firstPosts.postId,
			thread: { id: threads.id, slug: threads.slug, title: threads.title },
			author: authorName(posts.alias),
		})
		.from(firstPosts)
		.innerJoin(posts, eq(posts.id, firstPosts.postId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.innerJoin(threads, eq(threads.id, firstPosts.threadId))
		.where(and(eq(threads.circleId, circleId), waiting(viewer)))
		.orderBy(asc(firstPosts.writtenAt))
		.limit(10);

/** The questions that were brought to the viewer and still wait, longest first; `taken` when they took it on. */
export const questionsFor = (viewer: Viewer, tx = db) =>
	tx
		.select({
			id: threads.id,
			slug: threads.slug,
			title: threads.title,
			excerpt: threads.excerpt,
			asker: authorName(threads.alias),
			askedAt: askedHelpers.askedAt,
			taken: sql<boolean>`${askedHelpers.takenAt} is not null`,
		})
		.from(askedHelpers)
		.innerJoin(waitingQuestions, eq(waitingQuestions.threadId, askedHelpers.threadId))
		.innerJoin(threads, eq(threads.id, askedHelpers.threadId))
		.leftJoin(people, eq(people.id, threads.authorId))
		.where(and(eq(askedHelpers.personId, viewer.id), isNull(askedHelpers.passedAt), visibleTo(viewer)))
		.orderBy(asc(askedHelpers.askedAt), asc(threads.id))
		.limit(20);

import { and, asc, count, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { ownAliases } from "#app/anonymity/aliases.server.ts";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { authorColumns } from "#app/threads/author.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import type { CaseState, FlagReason } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { flags, moderationCases, moderationLog, moderatorNotes } from "#db/schema/moderation.server.ts";
import { jobRoles, people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

/** What the viewer cares for: as a moderator every circle that they can see, else those that they keep. Nobody sees into a private one from outside. */
export const caredForBy = (viewer: Viewer): SQL | undefined =>
	isModerator(viewer)
		? inVisibleCircle(viewer, threads.circleId)
		: sql`${threads.circleId} = any(array(select m.circle_id from circle_members m where m.person_id = ${viewer.id} and m.role = 'keeper'))`;

const reasons = sql<{ reason: FlagReason; count: number }[]>`coalesce((
	select json_agg(json_build_object('reason', g.reason, 'count', g.count) order by g.reason)
	from (select f.reason, count(*)::int as count from flags f where f.post_id = ${posts.id} group by f.reason) g
), '[]'::json)`;

const shown = {
	postId: posts.id,
	opening: sql<boolean>`${posts.opening} = 1`,
	author: authorColumns(posts.alias),
	text: sql<string>`left(${posts.text}, 400)`,
	thread: { id: threads.id, slug: threads.slug, title: threads.title },
	circle: circles.name,
	openedAt: moderationCases.openedAt,
	reasons,
};

/** Posts that wait for somebody who cares, the oldest first; and what is hidden now. */
export async function careQueue(viewer: Viewer, tx = db) {
	const of = (states: CaseState[]) =>
		tx
			.select({ ...shown, state: moderationCases.state })
			.from(moderationCases)
			.innerJoin(posts, eq(posts.id, moderationCases.postId))
			.innerJoin(threads, eq(threads.id, posts.threadId))
			.innerJoin(circles, eq(circles.id, threads.circleId))
			.leftJoin(people, eq(people.id, posts.authorId))
			.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
			.where(and(inArray(moderationCases.state, states), caredForBy(viewer)))
			.orderBy(asc(moderationCases.openedAt), asc(posts.id))
			.limit(100);
	return { waiting: await of(["flagged", "mended"]), hidden: await of(["hidden"]) };
}

/** A post as those who care for it see it: hidden or not, what is said against it without who said it, and what moderators noted. */
export async function careCase(viewer: Viewer, postId: string | undefined, tx = db) {
	if (!isId(postId)) return null;
	const [row] = await tx
		.select({
			postId: posts.id,
			opening: shown.opening,
			author: shown.author,
			authorId: posts.authorId,
			alias: posts.alias,
			thread: shown.thread,
			circle: shown.circle,
			reasons,
			html: posts.cooked,
			state: sql<CaseState | null>`${moderationCases.state}`,
			explanation: moderationCases.explanation,
			deletedAt: posts.deletedAt,
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.leftJoin(moderationCases, eq(moderationCases.postId, posts.id))
		.leftJoin(people, eq(people.id, posts.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(
			and(
				eq(posts.id, postId),
				caredForBy(viewer),
				// What its author took back is theirs.
				or(inArray(moderationCases.state, ["hidden", "mended"]), sql`${posts.deletedAt} is null and ${threads.deletedAt} is null`),
			),
		);
	if (!row) return null;
	const { authorId, alias, deletedAt: _, ...found } = row;
	const words = await tx
		.select({ reason: flags.reason, words: flags.words })
		.from(flags)
		.where(and(eq(flags.postId, postId), sql`${flags.words} <> ''`))
		.orderBy(asc(flags.at));
	const notes = await tx
		.select({ id: moderatorNotes.id, by: people.name, text: moderatorNotes.text, at: moderatorNotes.at })
		.from(moderatorNotes)
		.innerJoin(people, eq(people.id, moderatorNotes.personId))
		.where(eq(moderatorNotes.postId, postId))
		.orderBy(asc(moderatorNotes.at));
	return { ...found, words, notes, own: await isOwn(viewer, row.thread.id, { authorId, alias }, tx) };
}

/** What of the viewer's is hidden, with what the moderator says to them: under their name and under their aliases. For them alone. */
export async function hiddenOf(viewer: Viewer, tx = db) {
	const aliases = await ownAliases(viewer.id, tx);
	const mine = or(
		eq(posts.authorId, viewer.id),
		...aliases.map(({ threadId, name }) => and(eq(posts.threadId, threadId), eq(posts.alias, name))),
	);
	return tx
		.select({
			postId: posts.id,
			state: moderationCases.state,
			explanation: sql<string>`coalesce(${moderationCases.explanation}, '')`,
			sections: posts.sections,
			alias: posts.alias,
			title: threads.title,
		})
		.from(moderationCases)
		.innerJoin(posts, eq(posts.id, moderationCases.postId))
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(inArray(moderationCases.state, ["hidden", "mended"]), inVisibleCircle(viewer, threads.circleId), mine))
		.orderBy(desc(moderationCases.openedAt));
}

/** How often posts were flagged and hidden in all; null where it is so few that somebody might be meant. */
export async function careCounts(tx = db): Promise<{ flagged: number | null; hidden: number | null }> {
	const rows = await tx
		.select({ act: moderationLog.act, count: count() })
		.from(moderationLog)
		.where(inArray(moderationLog.act, ["flagged", "hidden"]))
		.groupBy(moderationLog.act);
	const of = (act: string) => {
		const found = rows.find((row) => row.act === act)?.count ?? 0;
		return found >= 5 ? found : null;
	};
	return { flagged: of("flagged"), hidden: of("hidden") };
}

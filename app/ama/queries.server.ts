import { and, asc, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { authorColumns } from "#app/threads/author.server.ts";
import { type Place, threadById } from "#app/threads/queries.server.ts";
import { limits } from "#app/threads/rules.ts";
import type { Author } from "#app/threads/views.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { AmaQuestionState } from "#db/enums.ts";
import { amaHosts, amaQuestions, amas } from "#db/schema/ama.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { jobRoles, people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { hostsOf } from "./hosts.server.ts";
import { phaseOf, seesCounts } from "./rules.ts";

/** An AMA with its thread and hosts, and whether the viewer hosts it; null when it is not there for them. */
export async function amaById(viewer: Viewer, id: string | undefined, tx = db) {
	const thread = await threadById(viewer, id, tx);
	if (thread?.kind !== "ama") return null;
	const [[times], hosts] = await Promise.all([
		tx
			.select({ opensAt: amas.opensAt, closesAt: amas.closesAt, archivedAt: amas.archivedAt })
			.from(amas)
			.where(eq(amas.threadId, thread.id)),
		hostsOf(thread.id, tx),
	]);
	if (!times) return null;
	return { thread, ...times, hosts, phase: phaseOf(times, now()), isHost: hosts.some((host) => host.id === viewer.id) };
}
export type AmaView = NonNullable<Awaited<ReturnType<typeof amaById>>>;

export type Answer = { id: string; author: Author; own: boolean; html: string; createdAt: Date; editedAt: Date | null };
export type Question = {
	id: string;
	author: Author;
	own: boolean;
	html: string;
	text: string;
	createdAt: Date;
	/** Set when the viewer took it back just now, and can still put it back. */
	deletedAt: Date | null;
	state: AmaQuestionState;
	followUp: string | null;
	theme: string | null;
	/** The question that it is asked together with. */
	into: { id: string; text: string } | null;
	mine: boolean;
	/** How many asked for it; null while that is the hosts' alone. */
	votes: number | null;
	answers: Answer[];
};
export type Order = "waiting" | "asked";

const votes = sql<number>`(select count(*)::int from ama_votes v where v.post_id = ${posts.id})`;
const own = (viewer: Viewer, alias: string | null) =>
	sql<boolean>`coalesce(${posts.authorId} = ${viewer.id} or ${posts.alias} = ${alias}, false)`;
/** A question's place for one person: random, and the same each time. Nothing is gained by knowing another's. */
const shuffled = (viewer: Viewer): SQL => sql`md5(${viewer.id} || ${posts.id})`;
const mostQuestions = 1000;
/** What everybody sees of a question alike. */
const questionColumns = {
	id: posts.id,
	author: authorColumns(posts.alias),
	html: sql<string>`coalesce(${posts.cooked} ->> 'text', '')`,
	text: sql<string>`left(${posts.text}, 600)`,
	createdAt: posts.createdAt,
	state: amaQuestions.state,
	followUp: amaQuestions.followUp,
	theme: amaQuestions.theme,
	into: sql<
		Question["into"]
	>`(select json_build_object('id', m.id, 'text', left(m.text, 160)) from posts m where m.id = ${amaQuestions.mergedInto})`,
};
const justTakenBack = (viewer: Viewer) =>
	and(
		eq(posts.deletedBy, viewer.id),
		eq(posts.authorId, viewer.id),
		gt(posts.deletedAt, new Date(now().getTime() - limits.undoMinutes * 60_000)),
	);

/**
 * The questions of an AMA with what was said to them. Until it closes in an order of the viewer's own and without counts; hosts, and
 * afterwards everybody, see how many asked for each. `order` is how a host wants them.
 */
export async function questionsOf(viewer: Viewer, { thread, phase, isHost }: AmaView, order: Order | null, tx = db): Promise<Question[]> {
	const counts = seesCounts(isHost, phase);
	const byVotes = counts && (order === "asked" || (order === null && (phase === "closed" || phase === "archived")));
	const first = byVotes ? [desc(votes), asc(posts.createdAt)] : order === "waiting" && isHost ? [asc(posts.createdAt)] : [shuffled(viewer)];
	const rows = await tx
		.select({
			...questionColumns,
			own: own(viewer, thread.alias),
			deletedAt: posts.deletedAt,
			mine: sql<boolean>`exists (select 1 from ama_votes v where v.post_id = ${posts.id} and v.person_id = ${viewer.id})`,
			votes: counts ? votes : sql<null>`null`,
		})
		.from(amaQuestions)
		.innerJoin(posts, eq(posts.id, amaQuestions.postId))
		.innerJoin(threads, eq(threads.id, amaQuestions.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(and(eq(amaQuestions.threadId, thread.id), visibleTo(viewer), or(isNull(posts.deletedAt), justTakenBack(viewer))))
		.orderBy(...first, asc(posts.id))
		.limit(mostQuestions);
	const answers = await answersIn(viewer, thread, tx);
	return rows.map((row) => ({ ...row, answers: answers.get(row.id) ?? [] }));
}

/** The questions with what was said to them, as everybody who may see the AMA sees them. */
export async function sharedQuestions(viewer: Viewer, id: string, tx = db) {
	const rows = await tx
		.select(questionColumns)
		.from(amaQuestions)
		.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
		.innerJoin(threads, eq(threads.id, amaQuestions.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(and(eq(amaQuestions.threadId, id), visibleTo(viewer)))
		.orderBy(asc(posts.createdAt), asc(posts.id))
		.limit(mostQuestions);
	const answers = await answersIn(viewer, { id, alias: null }, tx);
	return rows.map((row) => ({ ...row, answers: (answers.get(row.id) ?? []).map(({ own: _, ...answer }) => answer) }));
}

async function answersIn(viewer: Viewer, thread: Place, tx: typeof db): Promise<Map<string, Answer[]>> {
	const rows = await tx
		.select({
			to: sql<string>`${posts.parentId}`,
			id: posts.id,
			author: authorColumns(posts.alias),
			own: own(viewer, thread.alias),
			html: sql<string>`coalesce(${posts.cooked} ->> 'text', '')`,
			createdAt: posts.createdAt,
			editedAt: posts.editedAt,
		})
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(and(eq(posts.threadId, thread.id), sql`${posts.parentId} is not null`, isNull(posts.deletedAt), visibleTo(viewer)))
		.orderBy(asc(posts.createdAt), asc(posts.id));
	return Map.groupBy(rows, ({ to }) => to) as Map<string, Answer[]>;
}

/** Up to three questions of an AMA that share most words with a text: one may be asking the same. */
export async function similarQuestions(viewer: Viewer, threadId: string, text: string, tx = db): Promise<{ id: string; text: string }[]> {
	const words = sql`array(select distinct w from unnest(tsvector_to_array(to_tsvector('english', ${text}))) w)`;
	const shared = sql`cardinality(array(select w from unnest(tsvector_to_array(${posts.search})) w where w = any(${words})))`;
	return tx
		.select({ id: posts.id, text: sql<string>`left(${posts.text}, 300)` })
		.from(amaQuestions)
		.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
		.innerJoin(threads, eq(threads.id, amaQuestions.threadId))
		.where(
			and(
				eq(amaQuestions.threadId, threadId),
				sql`${amaQuestions.state} <> 'merged'`,
				visibleTo(viewer),
				sql`${shared} >= greatest(2, ceil(cardinality(${words}) * 0.5))`,
			),
		)
		.orderBy(desc(shared), asc(posts.id))
		.limit(3);
}

/** The AMAs that the viewer may see: open and coming ones first, then the latest. `owed`: how many questions wait for their end. */
export async function amaList(viewer: Viewer, tx = db) {
	const rows = await tx
		.select({
			id: threads.id,
			title: threads.title,
			excerpt: threads.excerpt,
			circle: { slug: circles.slug, name: circles.name },
			leader: { handle: people.handle, name: people.name, photo: people.photo },
			opensAt: amas.opensAt,
			closesAt: amas.closesAt,
			archivedAt: amas.archivedAt,
			owed: sql<number>`(select count(*)::int from ama_questions q join posts p on p.id = q.post_id and p.deleted_at is null
				where q.thread_id = ${amas.threadId} and q.state in ('open', 'unknown'))`,
		})
		.from(amas)
		.innerJoin(threads, eq(threads.id, amas.threadId))
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.innerJoin(amaHosts, and(eq(amaHosts.threadId, amas.threadId), eq(amaHosts.role, "leader")))
		.innerJoin(people, eq(people.id, amaHosts.personId))
		.where(visibleTo(viewer))
		.orderBy(desc(amas.closesAt), desc(amas.threadId))
		.limit(60);
	return rows.map((row) => ({ ...row, phase: phaseOf(row, now()) }));
}

/** A leader's learning log: what they said they got wrong or are learning, and each "I don't know yet" with what became of it. */
export async function learningLogOf(viewer: Viewer, handle: string, tx = db) {
	const openings = await tx
		.select({
			id: threads.id,
			title: threads.title,
			opensAt: amas.opensAt,
			postId: posts.id,
			html: sql<string>`coalesce(${posts.cooked} ->> 'learning', '')`,
		})
		.from(amas)
		.innerJoin(threads, eq(threads.id, amas.threadId))
		.innerJoin(amaHosts, and(eq(amaHosts.threadId, amas.threadId), eq(amaHosts.role, "leader")))
		.innerJoin(people, eq(people.id, amaHosts.personId))
		.innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.opening, 1)))
		.where(and(eq(people.handle, handle), visibleTo(viewer)))
		.orderBy(desc(amas.opensAt))
		.limit(50);
	const unknowns = await tx
		.select({
			threadId: amaQuestions.threadId,
			id: posts.id,
			text: sql<string>`left(${posts.text}, 600)`,
			state: amaQuestions.state,
			followUp: amaQuestions.followUp,
			said: sql<string | null>`(select left(a.text, 300) from posts a where a.id = ${amaQuestions.answerId} and a.deleted_at is null)`,
		})
		.from(amaQuestions)
		.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
		.innerJoin(threads, eq(threads.id, amaQuestions.threadId))
		.innerJoin(amaHosts, and(eq(amaHosts.threadId, threads.id), eq(amaHosts.role, "leader")))
		.innerJoin(people, eq(people.id, amaHosts.personId))
		.where(and(eq(people.handle, handle), eq(amaQuestions.onceUnknown, true), visibleTo(viewer)))
		.orderBy(asc(amaQuestions.followUp), asc(posts.createdAt))
		.limit(500);
	return openings.map((opening) => ({ ...opening, unknowns: unknowns.filter(({ threadId }) => threadId === opening.id) }));
}

/** A question that the viewer may bring to its end, with the others that it may be merged into; null for whoever does not host it. */
export async function hostedQuestion(viewer: Viewer, postId: string | undefined, tx = db) {
	if (!isId(postId)) return null;
	const [place] = await tx.select({ id: amaQuestions.threadId }).from(amaQuestions).where(eq(amaQuestions.postId, postId));
	const ama = await amaById(viewer, place?.id, tx);
	if (!ama?.isHost) return null;
	const all = (await questionsOf(viewer, ama, "waiting", tx)).filter(({ deletedAt }) => !deletedAt);
	const question = all.find(({ id }) => id === postId);
	if (!question) return null;
	return {
		id: ama.thread.id,
		title: ama.thread.title,
		question,
		others: all.filter(({ id, state }) => id !== postId && state !== "merged").map(({ id, text }) => ({ id, text })),
		themes: [...new Set(all.flatMap(({ theme }) => (theme ? [theme] : [])))].sort(),
	};
}

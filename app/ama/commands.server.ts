// What people do in an AMA: ask, vote, bring a question to its end. Docs: docs/decisions/016-ama.md.
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { holdReply } from "#app/replies/anonymous.server.ts";
import { lockThread } from "#app/replies/post-lock.server.ts";
import { writeReply } from "#app/replies/write-reply.server.ts";
import { cookSections } from "#app/threads/cook.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { AmaQuestionState } from "#db/enums.ts";
import { amaQuestions, amas, amaVotes } from "#db/schema/ama.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { EndInput, QuestionInput } from "./input.ts";
import { type AmaTimes, amaLimits, canArchive, canAsk, canVote, endsFrom, phaseOf, questionPath } from "./rules.ts";
import { lockHosted } from "./schedule.server.ts";

type Refused = { errors: Record<string, string> };
const askLimit = { name: "ama-question", max: 20, windowSeconds: 3600 };
const voteLimit = { name: "ama-vote", max: 600, windowSeconds: 3600 };
const tooLate = "Questions are no longer taken here: it has closed.";

async function timesIn(threadId: string, tx: typeof db): Promise<AmaTimes> {
	const [ama] = await tx
		.select({ opensAt: amas.opensAt, closesAt: amas.closesAt, archivedAt: amas.archivedAt })
		.from(amas)
		.where(eq(amas.threadId, threadId));
	if (!ama) throw notFound();
	return ama;
}

/** Under which name a question stands: the one place that decides it. */
const authorOf = (viewer: Viewer) => ({ authorId: viewer.id, alias: null });

/**
 * Asks a question under the viewer's name. Returns its id and address, or what will not do by field. The same submission twice is one.
 * Throws 404 when the AMA is not there for them, 429 after 20 in an hour.
 */
export async function ask(viewer: Viewer, id: string | undefined, input: QuestionInput): Promise<{ path: string } | Refused> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const { thread } = await lockThread(viewer, id, tx);
		const times = await timesIn(thread.id, tx);
		const submission = `${viewer.id}:${thread.id}:${input.submission}`;
		const [sent] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.submission, submission));
		if (sent) return { path: questionPath(thread.id, sent.id) };
		if (!canAsk(phaseOf(times, now()))) return { errors: { form: tooLate } };
		const { allowed, retryAfterSeconds } = await takeOne(askLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		const postId = newId();
		const author = authorOf(viewer);
		await writeReply({ id: postId, writer: viewer, author, input: {}, sections, cooked, submission, at: now(), silent: true }, thread, tx);
		await record(tx, { personId: viewer.id, event: "ama-question", subjectId: postId });
		return { path: questionPath(thread.id, postId) };
	});
}

/** Asks without a name: it waits sealed and appears later, as every anonymous post. Returns what will not do by field, or null. */
export async function askUnnamed(viewer: Viewer, id: string, { text, submission, learns }: QuestionInput): Promise<Refused | null> {
	if (!canAsk(phaseOf(await timesIn(id, db), now()))) return { errors: { form: tooLate } };
	const held = await holdReply(viewer, id, { text, submission, learns, parentId: undefined });
	return "errors" in held ? held : null;
}

/** Votes for a question, or takes the vote back; twice changes nothing. Returns the AMA's id. Throws 404 or, once it has closed, 403. */
export async function vote(viewer: Viewer, postId: string | undefined, on: boolean): Promise<string> {
	if (!isId(postId)) throw notFound();
	const [question] = await db
		.select({
			threadId: amas.threadId,
			state: amaQuestions.state,
			opensAt: amas.opensAt,
			closesAt: amas.closesAt,
			archivedAt: amas.archivedAt,
		})
		.from(amaQuestions)
		.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
		.innerJoin(amas, eq(amas.threadId, amaQuestions.threadId))
		.innerJoin(threads, eq(threads.id, amaQuestions.threadId))
		.where(and(eq(amaQuestions.postId, postId), visibleTo(viewer)));
	if (!question) throw notFound();
	if (!canVote(phaseOf(question, now()), question.state)) throw forbidden();
	const { allowed, retryAfterSeconds } = await takeOne(voteLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const mine = { postId, personId: viewer.id };
	if (on) await db.insert(amaVotes).values(mine).onConflictDoNothing();
	else await db.delete(amaVotes).where(and(eq(amaVotes.postId, postId), eq(amaVotes.personId, viewer.id)));
	return question.threadId;
}

const dayMs = 86_400_000;
/** Which fields an end still needs: by field. */
function missingFor({ state, text, followUp, into }: EndInput): Record<string, string> {
	if (state === "merged") return into ? {} : { into: "Choose the question that says the same." };
	if (state === "open") return {};
	const errors: Record<string, string> = {};
	if (!text) errors.text = state === "declined" ? "Say why: whoever asked has a right to know." : "A sentence is enough.";
	if (state === "unknown") {
		const days = (Date.parse(`${followUp}T00:00:00Z`) - now().getTime()) / dayMs;
		if (!/^\d{4}-\d{2}-\d{2}$/.test(followUp ?? "") || !(days > -1 && days <= amaLimits.followUpDays))
			errors.followUp = `Name a day within the next ${amaLimits.followUpDays} days.`;
	}
	return errors;
}

/**
 * Brings a question to an end that everybody sees, or opens one again that was merged. Hosts only, else 404. Returns its address, or
 * what will not do by field; the same submission twice is one answer.
 */
export async function endQuestion(viewer: Viewer, postId: string | undefined, input: EndInput): Promise<{ path: string } | Refused> {
	if (!isId(postId)) throw notFound();
	const sections = { text: input.text ?? "" };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const [place] = await tx.select({ id: amaQuestions.threadId }).from(amaQuestions).where(eq(amaQuestions.postId, postId));
		if (!place) throw notFound();
		const { thread } = await lockHosted(viewer, place.id, tx);
		const [question] = await tx
			.select({ state: amaQuestions.state, onceUnknown: amaQuestions.onceUnknown, deletedAt: posts.deletedAt, authorId: posts.authorId })
			.from(amaQuestions)
			.innerJoin(posts, eq(posts.id, amaQuestions.postId))
			.where(eq(amaQuestions.postId, postId));
		if (!question || question.deletedAt) throw notFound();
		const path = questionPath(thread.id, postId);
		const submission = `${viewer.id}:${thread.id}:${input.submission}`;
		const [sent] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.submission, submission));
		if (sent) return { path };
		if (!endsFrom(question.state).includes(input.state))
			return { errors: { form: "Another host was quicker: this question came to an end meanwhile. Load the page again." } };
		const errors = missingFor(input);
		if (Object.keys(errors).length > 0) return { errors };
		const theme = input.theme || null;
		if (input.state === "merged" || input.state === "open") {
			const into = input.state === "merged" ? (input.into ?? null) : null;
			if (into && !(await standsAlone(into, postId, thread.id, tx)))
				return { errors: { into: "Choose a question that stands by itself." } };
			await set(postId, { state: input.state, mergedInto: into, answerId: null, followUp: null, theme }, tx);
			// Whoever asked for the one asked for the other, too; a vote stays one vote.
			if (into)
				await tx.execute(
					sql`insert into ama_votes select ${into}, person_id from ama_votes where post_id = ${postId} on conflict do nothing`,
				);
			return { path };
		}
		const answerId = newId();
		const author = authorOf(viewer);
		await writeReply(
			{ id: answerId, writer: viewer, author, input: { parentId: postId }, sections, cooked, submission, at: now() },
			thread,
			tx,
		);
		const unknown = input.state === "unknown";
		await set(
			postId,
			{
				state: input.state,
				answerId,
				mergedInto: null,
				followUp: unknown ? (input.followUp ?? null) : null,
				theme,
				...(unknown ? { onceUnknown: true } : {}),
			},
			tx,
		);
		const act = { personId: viewer.id, subjectId: postId, otherId: question.authorId };
		await record(tx, { ...act, event: unknown ? "ama-unknown" : "ama-answered" });
		if (input.state === "answered" && question.onceUnknown) await record(tx, { ...act, event: "ama-came-back" });
		return { path };
	});
}

const set = (postId: string, values: Partial<typeof amaQuestions.$inferInsert> & { state: AmaQuestionState }, tx: Tx) =>
	tx.update(amaQuestions).set(values).where(eq(amaQuestions.postId, postId));

/** Whether another question of the AMA can take this one in: it is there, not merged itself, and this one took in none. */
async function standsAlone(into: string, postId: string, threadId: string, tx: Tx): Promise<boolean> {
	const [row] = await tx
		.select({ id: amaQuestions.postId })
		.from(amaQuestions)
		.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
		.where(
			and(
				eq(amaQuestions.postId, into),
				eq(amaQuestions.threadId, threadId),
				sql`${amaQuestions.postId} <> ${postId} and ${amaQuestions.state} <> 'merged'`,
				sql`not exists (select from ama_questions m where m.merged_into = ${postId})`,
			),
		);
	return row !== undefined;
}

/** Puts an AMA away, once every question came to its end. Hosts only. Returns why it can not be, or null. */
export async function archiveAma(viewer: Viewer, id: string | undefined): Promise<string | null> {
	return db.transaction(async (tx) => {
		const { thread, ama } = await lockHosted(viewer, id, tx);
		if (ama.archivedAt) return null;
		if (!canArchive(ama, now())) return "It can be archived an hour after it closed: until then a question may still appear.";
		const [open] = await tx
			.select({ id: amaQuestions.postId })
			.from(amaQuestions)
			.innerJoin(posts, and(eq(posts.id, amaQuestions.postId), isNull(posts.deletedAt)))
			.where(and(eq(amaQuestions.threadId, thread.id), eq(amaQuestions.state, "open")))
			.limit(1);
		if (open) return "A question is still open. Each one gets an answer, “I don’t know yet” or a reason first.";
		await tx.update(amas).set({ archivedAt: now() }).where(eq(amas.threadId, thread.id));
		return null;
	});
}

import { and, asc, eq, gt, isNull, lte, ne, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { tell } from "#app/notifications/tell.server.ts";
import { record } from "#app/people/activity.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { askedHelpers, waitingQuestions } from "#db/schema/helping.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { candidatesFor } from "./candidates.server.ts";
import { helpersAsked, secondWaveMs, takenMs } from "./rules.ts";

const batch = 50;

/** Brings the questions that have waited long enough to people who may know. Any number of workers may do it. Returns how many people were asked. */
export async function bringQuestions(): Promise<number> {
	let asked = 0;
	for (;;) {
		const { looked, told } = await db.transaction(async (tx) => {
			const due = await tx
				.select()
				.from(waitingQuestions)
				.where(lte(waitingQuestions.dueAt, now()))
				.orderBy(asc(waitingQuestions.dueAt))
				.limit(batch)
				.for("update", { skipLocked: true });
			let count = 0;
			for (const { threadId, wave } of due) count += await bringOne(threadId, wave, tx);
			return { looked: due.length, told: count };
		});
		asked += told;
		if (looked < batch) return asked;
	}
}

const openQuestion = (threadId: string, tx: Tx) =>
	tx
		.select({ id: threads.id, askedAt: threads.createdAt, openingId: posts.id })
		.from(threads)
		.innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.opening, 1)))
		.where(
			and(
				eq(threads.id, threadId),
				isNull(threads.deletedAt),
				isNull(threads.closedAt),
				ne(threads.state, "answered"),
				sql`not exists (select from posts r where r.thread_id = ${threads.id} and r.opening = 0 and r.deleted_at is null and coalesce(r.author_id, r.alias) <> coalesce(${threads.authorId}, ${threads.alias}))`,
			),
		)
		.then(([row]) => row ?? null);

async function bringOne(threadId: string, wave: number, tx: Tx): Promise<number> {
	const question = await openQuestion(threadId, tx);
	if (!question) {
		await tx.delete(waitingQuestions).where(eq(waitingQuestions.threadId, threadId));
		return 0;
	}
	const next = wave === 0 ? 1 : 2;
	await tx
		.update(waitingQuestions)
		.set({ wave: next, dueAt: next === 1 ? new Date(question.askedAt.getTime() + secondWaveMs) : null })
		.where(eq(waitingQuestions.threadId, threadId));
	return ask(question, next === 2, helpersAsked[next], tx);
}

async function ask({ id, openingId }: { id: string; openingId: string }, wide: boolean, count: number, tx: Tx): Promise<number> {
	const helpers = await candidatesFor(id, wide, count, tx);
	if (helpers.length === 0) return 0;
	const at = now();
	await tx.insert(askedHelpers).values(helpers.map((personId) => ({ threadId: id, personId, askedAt: at })));
	return tell(
		helpers.map((personId) => ({ personId, kind: "question" as const, cause: `question:${id}`, threadId: id, postId: openingId, at })),
		tx,
	);
}

const asked = (viewer: Viewer, threadId: string) =>
	and(eq(askedHelpers.threadId, threadId), eq(askedHelpers.personId, viewer.id), isNull(askedHelpers.passedAt));

/** Whether a question that still waits was brought to the viewer. */
export async function isBroughtTo(viewer: Viewer, threadId: string, tx = db): Promise<boolean> {
	const [row] = await tx
		.select({ id: askedHelpers.threadId })
		.from(askedHelpers)
		.innerJoin(waitingQuestions, eq(waitingQuestions.threadId, askedHelpers.threadId))
		.where(asked(viewer, threadId));
	return Boolean(row);
}

/**
 * Takes on a question that was brought to the viewer: nobody else is asked for a day. Twice is once. Throws 404 for a question that was
 * not brought to them, or that waits no longer.
 */
export async function takeOn(viewer: Viewer, threadId: string | undefined): Promise<void> {
	if (!isId(threadId)) throw notFound();
	await db.transaction(async (tx) => {
		await visibleOr404(viewer, threadId, tx);
		const [waiting] = await tx.select().from(waitingQuestions).where(eq(waitingQuestions.threadId, threadId)).for("update");
		const at = now();
		const taken = waiting ? await tx.update(askedHelpers).set({ takenAt: at }).where(asked(viewer, threadId)).returning() : [];
		if (!waiting || taken.length === 0) throw notFound();
		const until = new Date(at.getTime() + takenMs);
		if (waiting.dueAt && waiting.dueAt < until)
			await tx.update(waitingQuestions).set({ dueAt: until }).where(eq(waitingQuestions.threadId, threadId));
		await record(tx, { personId: viewer.id, event: "took-question", subjectId: threadId });
	});
}

async function visibleOr404(viewer: Viewer, threadId: string, tx: Tx): Promise<void> {
	const [thread] = await tx
		.select({ id: threads.id })
		.from(threads)
		.where(and(eq(threads.id, threadId), visibleTo(viewer)));
	if (!thread) throw notFound();
}

/** Whether somebody took a question on within a day. */
async function isTaken(threadId: string, tx: Tx): Promise<boolean> {
	const [row] = await tx
		.select({ id: askedHelpers.personId })
		.from(askedHelpers)
		.where(
			and(
				eq(askedHelpers.threadId, threadId),
				isNull(askedHelpers.passedAt),
				gt(askedHelpers.takenAt, new Date(now().getTime() - takenMs)),
			),
		)
		.limit(1);
	return row !== undefined;
}

/**
 * Passes on a question that was brought to the viewer: somebody else is asked in their stead, unless another took it on, and nobody can see
 * that it was passed on. That it is not theirs is remembered for questions alike. Throws 404 for a question that was not brought to them.
 */
export async function passOn(viewer: Viewer, threadId: string | undefined, { notMine = false } = {}): Promise<void> {
	if (!isId(threadId)) throw notFound();
	await db.transaction(async (tx) => {
		await visibleOr404(viewer, threadId, tx);
		const [waiting] = await tx.select().from(waitingQuestions).where(eq(waitingQuestions.threadId, threadId)).for("update");
		const passed = await tx.update(askedHelpers).set({ passedAt: now(), notMine }).where(asked(viewer, threadId)).returning();
		if (passed.length === 0) throw notFound();
		await tx.delete(notifications).where(and(eq(notifications.personId, viewer.id), eq(notifications.cause, `question:${threadId}`)));
		const question = waiting ? await openQuestion(threadId, tx) : null;
		if (waiting && question && !(await isTaken(threadId, tx))) await ask(question, waiting.wave === 2, 1, tx);
	});
}

// What is written without a name: held, and after a while made to appear. Docs: docs/decisions/014-anonymity.md.
import { and, eq, isNull, sql } from "drizzle-orm";
import { recordSealed } from "#app/anonymity/activity.server.ts";
import { aliasIn, firstAlias, takeAlias } from "#app/anonymity/aliases.server.ts";
import { dayOf } from "#app/anonymity/day.ts";
import { type KeyPair, keysPromised, sealLink } from "#app/anonymity/links.server.ts";
import { hold, sealedSubmission, takeBackWaiting, takeDue, waitingOf } from "#app/anonymity/waiting.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { mayRead } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { whyNotAnonymous } from "#app/threads/anonymous.server.ts";
import { type Cooked, cookSections } from "#app/threads/cook.server.ts";
import { grownFrom } from "#app/threads/grown.server.ts";
import { sectionsOf, type ThreadInput } from "#app/threads/input.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { writeThread } from "#app/threads/write-thread.server.ts";
import type { Tx } from "#db/client.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ReplyInput } from "./input.ts";
import { maySayTried } from "./rules.ts";
import { writeReply } from "./write-reply.server.ts";

type Held = { person: string; keys: KeyPair | null; sections: Record<string, string>; cooked: Cooked } & (
	| { form: "thread"; input: Omit<ThreadInput, "submission" | "as" | "learns"> }
	| { form: "reply"; threadId: string; parentId?: string | undefined; tried?: boolean }
);
type Refused = { errors: Record<string, string> };

/** Whether a form's post has appeared already: then it is not held again. */
async function appeared(viewer: Viewer, submission: string, tx: Tx): Promise<string | null> {
	const [sent] = await tx
		.select({ id: posts.id, threadId: posts.threadId })
		.from(posts)
		.where(eq(posts.submission, await sealedSubmission(viewer.id, submission)));
	return sent ? sent.threadId : null;
}

/** Holds a thread that the viewer begins without a name; its draft stood at `place`. Returns the id that it will have, or what will not do by field. */
export async function holdThread(
	viewer: Viewer,
	{ submission, as: _, learns, ...input }: ThreadInput,
	place = "new",
): Promise<{ id: string } | Refused> {
	const shaped = sectionsOf(input);
	if ("errors" in shaped) return shaped;
	const cooked = await cookSections(shaped.sections);
	return db.transaction(async (tx) => {
		const there = await appeared(viewer, submission, tx);
		if (there) return { id: there };
		const grown = await grownFrom(viewer, input, { sealed: true }, tx);
		if ("errors" in grown) return grown;
		const why = await whyNotAnonymous(viewer, input.circleId, tx);
		if (why) return { errors: { as: why } };
		const keys = await keysPromised(input.circleId, learns, tx);
		const held: Held = { form: "thread", person: viewer.id, keys, input, sections: shaped.sections, cooked };
		const id = await hold(viewer.id, newId(), submission, held, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place)));
		return { id };
	});
}

/**
 * Holds a reply that the viewer writes without a name. Returns the id that it will have, or what will not do by field. Throws 404 when
 * the thread is not there for them, 403 when it is closed.
 */
export async function holdReply(viewer: Viewer, threadId: string, input: ReplyInput): Promise<{ id: string } | Refused> {
	const sections = { text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx) => {
		const [thread] = await tx
			.select({ circleId: threads.circleId, closedAt: threads.closedAt })
			.from(threads)
			.where(and(eq(threads.id, threadId), visibleTo(viewer)));
		if (!thread) throw notFound();
		if (thread.closedAt) throw forbidden();
		if (await appeared(viewer, input.submission, tx)) return { id: threadId };
		const alias = await aliasIn(viewer.id, threadId, tx);
		if (alias?.muted) return { errors: { as: `${alias.name} can not write in this thread any more: a moderator decided so.` } };
		const why = await whyNotAnonymous(viewer, thread.circleId, tx);
		if (why) return { errors: { as: why } };
		const keys = await keysPromised(thread.circleId, input.learns, tx);
		const said = { parentId: input.parentId, tried: input.triedIt === "1" };
		const held: Held = { form: "reply", person: viewer.id, keys, threadId, ...said, sections, cooked };
		const id = await hold(viewer.id, newId(), input.submission, held, tx);
		await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, `reply:${threadId}`)));
		return { id };
	});
}

export type Waiting = { id: string; title: string | null; html: Record<string, string> };

/** What the viewer wrote without a name and others do not see yet: in a thread, or new threads. */
export async function waitingFor(viewer: Viewer, threadId: string | null, tx = db): Promise<Waiting[]> {
	const own = await waitingOf(viewer.id, tx);
	return own.flatMap(({ id, value }) => {
		const held = value as Held | null;
		if (!held || (held.form === "reply" ? held.threadId : null) !== threadId) return [];
		return [{ id, title: held.form === "thread" ? held.input.title : null, html: held.cooked.cooked }];
	});
}

/** Takes back what the viewer wrote without a name and has not appeared. Returns where to go; throws 404 when it is not theirs, or gone. */
export async function takeBackHeld(viewer: Viewer, id: string | undefined): Promise<string> {
	const [held] = (await waitingOf(viewer.id)).filter((one) => one.id === id);
	if (!held || !(await takeBackWaiting(viewer.id, held.id))) throw notFound();
	const value = held.value as Held;
	return value.form === "reply" ? `/threads/${value.threadId}` : "/";
}

/** Makes what is due appear, each in a transaction of its own. Returns how many did. Any number of workers may do it. */
export async function appearDue(): Promise<number> {
	for (let count = 0; ; count++) {
		const more = await db.transaction(async (tx) => {
			const due = await takeDue(tx);
			if (!due) return false;
			const held = due.value as Held;
			await (held.form === "thread" ? threadAppears(due.id, due.submission, held, tx) : replyAppears(due.id, due.submission, held, tx));
			return true;
		});
		if (!more) return count;
	}
}

async function threadAppears(id: string, submission: string, held: Extract<Held, { form: "thread" }>, tx: Tx): Promise<void> {
	const { person, input, sections, cooked } = held;
	const [may] = await tx.execute<{ yes: boolean }>(sql`select ${mayRead(sql`${person}::text`, sql`${input.circleId}::text`)} as yes`);
	// Who lost the circle since would not have begun a thread there.
	if (!may?.yes) return;
	const author = { authorId: null, alias: await firstAlias(person, id) };
	const beforePost = async () => {
		await takeAlias(person, id, tx);
	};
	const postId = newId();
	// A lesson that went away meanwhile holds nothing up.
	const grown = await grownFrom({ id: person }, input, { sealed: true }, tx);
	const grewFromId = "errors" in grown ? null : grown.lessonId;
	const what = { input, sections, cooked, submission, at: dayOf(now()), grewFromId };
	await writeThread({ id, postId, writer: { id: person }, author, ...what, beforePost }, tx);
	await sealLink({ person, postId, circleId: input.circleId, keys: held.keys }, tx);
	await recordSealed(tx, person, input.kind);
	if (grewFromId) await recordSealed(tx, person, "turned");
}

async function replyAppears(id: string, submission: string, held: Extract<Held, { form: "reply" }>, tx: Tx): Promise<void> {
	const { person, threadId, sections, cooked, parentId } = held;
	const [thread] = await tx
		.select()
		.from(threads)
		.where(and(eq(threads.id, threadId), isNull(threads.deletedAt), mayRead(sql`${person}::text`, threads.circleId)))
		.for("no key update");
	if (!thread) return;
	const author = { authorId: null, alias: await takeAlias(person, threadId, tx) };
	const silent = thread.kind === "ama";
	// Nobody praises what is theirs under a second name.
	const tried = held.tried === true && maySayTried(thread, author) && thread.authorId !== person;
	await writeReply(
		{ id, writer: { id: person }, author, input: { parentId, tried }, sections, cooked, submission, at: dayOf(now()), silent },
		thread,
		tx,
	);
	await sealLink({ person, postId: id, circleId: thread.circleId, keys: held.keys }, tx);
	if (thread.kind === "ama") await recordSealed(tx, person, "ama-question");
	else if (thread.alias !== author.alias && thread.authorId !== person)
		await recordSealed(tx, person, thread.kind === "question" ? "answer" : "reply");
	else if (thread.firstReplyAt) await recordSealed(tx, person, "came-back");
	if (tried) await recordSealed(tx, person, "tried");
}

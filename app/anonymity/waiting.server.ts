import { randomInt } from "node:crypto";
import { asc, eq, inArray, lte, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Tx } from "#db/client.server.ts";
import { waitingPosts } from "#db/schema/anonymity.server.ts";
import { markOf, marksOf, openValue, sealValue } from "./keys.server.ts";

/** How long something anonymous waits before others see it, so that when it appears does not tell when it was written. */
export const delayMinutes = { least: 2, most: 30 };

/**
 * Keeps something until it appears. The same submission twice is one. Nothing of it can be read without the key: not what it says, nor
 * where it goes, nor whose it is. Returns its id.
 */
export async function hold(personId: string, id: string, submission: string, value: unknown, tx: Tx): Promise<string> {
	const key = await markOf("submission", personId, submission);
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
	const [sent] = await tx.select({ id: waitingPosts.id }).from(waitingPosts).where(eq(waitingPosts.submission, key));
	if (sent) return sent.id;
	const waits = randomInt(delayMinutes.least * 60, delayMinutes.most * 60 + 1) * 1000;
	await tx.insert(waitingPosts).values({
		id,
		owner: await markOf("waiting", id, personId),
		submission: key,
		dueAt: new Date(now().getTime() + waits),
		sealed: await sealValue(id, value),
	});
	return id;
}

/** How the post of a submission is keyed, so that it is sent once and says nothing of who sent it. */
export const sealedSubmission = (personId: string, submission: string): Promise<string> => markOf("submission", personId, submission);

/** Whether a person's submission waits to appear. */
export async function isWaiting(personId: string, submission: string, tx = db): Promise<boolean> {
	const [row] = await tx
		.select({ id: waitingPosts.id })
		.from(waitingPosts)
		.where(eq(waitingPosts.submission, await sealedSubmission(personId, submission)));
	return row !== undefined;
}

/** What of a person's waits to appear. For them alone. */
export async function waitingOf(personId: string, tx = db): Promise<{ id: string; value: unknown }[]> {
	const all = await tx.select({ id: waitingPosts.id, owner: waitingPosts.owner }).from(waitingPosts);
	const marks = await marksOf(
		"waiting",
		all.map(({ id }) => [id, personId]),
	);
	const own = all.filter(({ owner }, index) => owner === marks[index]).map(({ id }) => id);
	if (own.length === 0) return [];
	const rows = await tx
		.select({ id: waitingPosts.id, sealed: waitingPosts.sealed })
		.from(waitingPosts)
		.where(inArray(waitingPosts.id, own));
	return Promise.all(rows.map(async ({ id, sealed }) => ({ id, value: await openValue(id, sealed) })));
}

/** Takes back what has not appeared yet. Returns whether it was the person's and still waited. */
export async function takeBackWaiting(personId: string, id: string, tx = db): Promise<boolean> {
	const gone = await tx
		.delete(waitingPosts)
		.where(sql`${waitingPosts.id} = ${id} and ${waitingPosts.owner} = ${await markOf("waiting", id, personId)}`)
		.returning({ id: waitingPosts.id });
	return gone.length > 0;
}

/** The next thing whose time has come, taken out of the waiting ones; null when there is none. Any number of workers may ask. */
export async function takeDue(tx: Tx): Promise<{ id: string; submission: string; value: unknown } | null> {
	const [due] = await tx
		.select()
		.from(waitingPosts)
		.where(lte(waitingPosts.dueAt, now()))
		.orderBy(asc(waitingPosts.dueAt))
		.limit(1)
		.for("update", { skipLocked: true });
	if (!due) return null;
	await tx.delete(waitingPosts).where(eq(waitingPosts.id, due.id));
	return { id: due.id, submission: due.submission, value: await openValue(due.id, due.sealed) };
}

// From what is due to mails: who gets one now, and about what. What each says is read when it is sent.
import { and, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import { mails, notifications } from "#db/schema/notifications.server.ts";
import { kinds } from "./kinds.ts";
import { wishesOf } from "./tell.server.ts";

const peopleAtOnce = 200;
/** What came meanwhile in the same thread goes along, unless it is so fresh that its writer may still be mending it. */
const freshMs = 2 * 60_000;
/** After so many mails in a day the rest comes gathered, at most every three hours. */
const mostADay = 20;
const gatherMs = 3 * 3_600_000;

/** Makes the mails that are due now. Any number of workers may do it at once. Returns how many. */
export async function makeDueMails(): Promise<number> {
	let made = 0;
	let after = "";
	for (;;) {
		const due = await db
			.selectDistinct({ personId: notifications.personId })
			.from(notifications)
			.where(and(dueNow(), sql`${notifications.personId} > ${after}`))
			.orderBy(notifications.personId)
			.limit(peopleAtOnce);
		for (const { personId } of due) made += await db.transaction((tx) => mailsFor(personId, tx));
		const last = due.at(-1);
		if (!last || due.length < peopleAtOnce) return made;
		after = last.personId;
	}
}

const waiting = () => and(isNull(notifications.mailId), isNull(notifications.readAt));
const dueNow = () => and(waiting(), lte(notifications.mailDueAt, now()));

async function mailsFor(personId: string, tx: Tx): Promise<number> {
	// One worker makes a person's mails; another that comes at the same time finds nothing left.
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${personId}`}, 0))`);
	const wish = (await wishesOf([personId], tx)).get(personId);
	const due = await tx
		.select({ id: notifications.id, kind: notifications.kind, threadId: notifications.threadId })
		.from(notifications)
		.where(and(eq(notifications.personId, personId), dueNow()))
		.orderBy(notifications.at);
	if (!wish || due.length === 0) return 0;
	const today = await latestMails(personId, tx);
	const gathering = today.length >= mostADay;
	const last = today[0];
	if (gathering && last && now().getTime() - last.getTime() < gatherMs) {
		const later = new Date(last.getTime() + gatherMs);
		await tx
			.update(notifications)
			.set({ mailDueAt: later })
			.where(
				inArray(
					notifications.id,
					due.map(({ id }) => id),
				),
			);
		return 0;
	}
	const soon = gathering ? [] : due.filter(({ kind }) => (wish.cadences.get(kind) ?? kinds[kind].usual) === "now");
	const threadIds = [...new Set(soon.map(({ threadId }) => threadId))];
	const rest = due.filter((row) => !soon.includes(row));
	for (const threadId of threadIds) {
		const own = soon.filter((row) => row.threadId === threadId);
		await make(personId, "thread", [...own, ...(await comingAlong(personId, threadId, tx))], tx);
	}
	if (rest.length > 0) await make(personId, "summary", rest, tx);
	return threadIds.length + (rest.length > 0 ? 1 : 0);
}

type Row = { id: string; threadId: string };

async function latestMails(personId: string, tx: Tx): Promise<Date[]> {
	const since = new Date(now().getTime() - 86_400_000);
	const rows = await tx
		.select({ at: mails.createdAt })
		.from(mails)
		.where(and(eq(mails.personId, personId), gte(mails.createdAt, since)))
		.orderBy(sql`${mails.createdAt} desc`);
	return rows.map(({ at }) => at);
}

const comingAlong = (personId: string, threadId: string, tx: Tx): Promise<Row[]> =>
	tx
		.select({ id: notifications.id, threadId: notifications.threadId })
		.from(notifications)
		.where(
			and(
				eq(notifications.personId, personId),
				eq(notifications.threadId, threadId),
				waiting(),
				sql`${notifications.mailDueAt} > ${now().toISOString()}::timestamptz`,
				lte(notifications.at, new Date(now().getTime() - freshMs)),
			),
		);

async function make(personId: string, form: "thread" | "summary", rows: Row[], tx: Tx): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const id = newId();
	const threadId = form === "thread" ? first.threadId : null;
	await tx.insert(mails).values({ id, personId, form, threadId, cause: `${form}:${first.id}:${id}`, createdAt: now() });
	await tx
		.update(notifications)
		.set({ mailId: id })
		.where(
			inArray(
				notifications.id,
				rows.map((row) => row.id),
			),
		);
	await enqueue(tx, "notifications.mail", { mailId: id }, { key: `mail:${id}` });
}

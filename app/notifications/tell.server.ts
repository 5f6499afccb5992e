import { and, eq, inArray, sql } from "drizzle-orm";
import { newId } from "#app/core/ids.server.ts";
import { enqueueEach } from "#app/core/jobs.server.ts";
import { pushIsOn } from "#app/core/push.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { MailCadence, NotificationKind } from "#db/enums.ts";
import { attention, mailChoices, notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { pushSubscriptions } from "#db/schema/push.server.ts";
import { type Hours, mailDueAt, usualHours } from "./hours.server.ts";
import { kinds } from "./kinds.ts";

export type Told = { personId: string; kind: NotificationKind; cause: string; threadId: string; postId: string; at: Date };

/** When mail may reach a person, and about what. */
export type Wishes = { timeZone: string; hours: Hours; cadences: ReadonlyMap<NotificationKind, MailCadence> };

/** What each of these people chose, or what is usual. */
export async function wishesOf(personIds: string[], tx: Tx): Promise<Map<string, Wishes>> {
	if (personIds.length === 0) return new Map();
	const rows = await tx
		.select({
			id: people.id,
			timeZone: people.timeZone,
			quietFrom: attention.quietFrom,
			quietTo: attention.quietTo,
			workingDays: attention.workingDays,
		})
		.from(people)
		.leftJoin(attention, eq(attention.personId, people.id))
		.where(inArray(people.id, personIds));
	const chosen = await tx.select().from(mailChoices).where(inArray(mailChoices.personId, personIds));
	const byPerson = new Map<string, Map<NotificationKind, MailCadence>>();
	for (const { personId, kind, cadence } of chosen) {
		const map = byPerson.get(personId) ?? new Map();
		byPerson.set(personId, map.set(kind, cadence));
	}
	return new Map(
		rows.map(({ id, timeZone, quietFrom, quietTo, workingDays }) => [
			id,
			{
				timeZone,
				hours: quietFrom === null || quietTo === null || workingDays === null ? usualHours : { quietFrom, quietTo, workingDays },
				cadences: byPerson.get(id) ?? new Map(),
			},
		]),
	);
}

/** The instant at which mail tells a person of something of this kind that happened at `at`; null where they want none. */
export const dueFor = ({ timeZone, hours, cadences }: Wishes, kind: NotificationKind, at: Date): Date | null =>
	mailDueAt(cadences.get(kind) ?? kinds[kind].usual, at, timeZone, hours);

/** A push message for each who has a browser that wants them: a job of its own, since what sends it may be away. */
async function pushTo(come: { id: string; personId: string }[], tx: Tx): Promise<void> {
	if (!pushIsOn() || come.length === 0) return;
	const ids = come.map(({ personId }) => personId);
	const wanting = await tx
		.selectDistinct({ personId: pushSubscriptions.personId })
		.from(pushSubscriptions)
		.where(inArray(pushSubscriptions.personId, ids));
	const wants = new Set(wanting.map(({ personId }) => personId));
	const pushed = come.filter(({ personId }) => wants.has(personId));
	await enqueueEach(
		tx,
		"notifications.push",
		pushed.map(({ id }) => ({ notificationId: id })),
	);
}

/** Tells people of something, each once: what they were told before stays as it is. Returns how many are told anew. */
export async function tell(told: Told[], tx: Tx): Promise<number> {
	if (told.length === 0) return 0;
	const wishes = await wishesOf([...new Set(told.map(({ personId }) => personId))], tx);
	const rows = told.flatMap((row) => {
		const wish = wishes.get(row.personId);
		return wish ? [{ id: newId(), ...row, mailDueAt: dueFor(wish, row.kind, row.at) }] : [];
	});
	if (rows.length === 0) return 0;
	const come = await tx
		.insert(notifications)
		.values(rows)
		.onConflictDoNothing({ target: [notifications.personId, notifications.cause] })
		.returning({ id: notifications.id, personId: notifications.personId });
	await pushTo(come, tx);
	return come.length;
}

/** Told anew of something that changed: unread again, at most once in two hours, so that nobody can ring a bell by clicking. */
export async function tellAgain(row: Told, tx: Tx): Promise<void> {
	if ((await tell([row], tx)) > 0) return;
	const wishes = await wishesOf([row.personId], tx);
	const wish = wishes.get(row.personId);
	if (!wish) return;
	const rest = sql`${notifications.at} < ${row.at.toISOString()}::timestamptz - interval '2 hours'`;
	await tx
		.update(notifications)
		.set({ at: row.at, readAt: null, mailId: null, mailDueAt: dueFor(wish, row.kind, row.at) })
		.where(
			and(eq(notifications.personId, row.personId), eq(notifications.cause, row.cause), sql`${notifications.readAt} is not null`, rest),
		);
}

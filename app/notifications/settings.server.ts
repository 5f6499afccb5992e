import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { type DigestCadence, type MailCadence, type NotificationKind, notificationKinds } from "#db/enums.ts";
import { attention, mailChoices, notifications } from "#db/schema/notifications.server.ts";
import { mailDueAt, usualHours } from "./hours.server.ts";
import { kinds, wishes } from "./kinds.ts";
import type { AttentionInput } from "./settings-input.ts";
import { dueFor, wishesOf } from "./tell.server.ts";

export type AttentionSettings = {
	cadences: Record<NotificationKind, MailCadence>;
	digest: DigestCadence;
	quietFrom: number;
	quietTo: number;
	workingDays: number[];
	followOwn: boolean;
	followReplied: boolean;
	helps: boolean;
	mailRefusedAt: Date | null;
};

/** What the viewer chose, or what is usual. */
export async function attentionOf(viewer: Viewer, tx = db): Promise<AttentionSettings> {
	const [row] = await tx.select().from(attention).where(eq(attention.personId, viewer.id));
	const chosen = await tx.select().from(mailChoices).where(eq(mailChoices.personId, viewer.id));
	const cadenceOf = (kind: NotificationKind) => chosen.find((choice) => choice.kind === kind)?.cadence ?? kinds[kind].usual;
	return {
		cadences: Object.fromEntries(notificationKinds.map((kind) => [kind, cadenceOf(kind)])) as Record<NotificationKind, MailCadence>,
		digest: row?.digest ?? "weekly",
		quietFrom: row?.quietFrom ?? usualHours.quietFrom,
		quietTo: row?.quietTo ?? usualHours.quietTo,
		workingDays: row?.workingDays ?? usualHours.workingDays,
		followOwn: row?.followOwn ?? true,
		followReplied: row?.followReplied ?? true,
		helps: row?.helps ?? true,
		mailRefusedAt: row?.mailRefusedAt ?? null,
	};
}

/** Saves what the viewer wants to hear of. What already waits to be mailed follows the new wishes at once. */
export async function saveAttention(viewer: Viewer, input: AttentionInput): Promise<void> {
	await db.transaction(async (tx) => {
		const { digest, quietFrom, quietTo, workingDays } = input;
		const wished = Object.fromEntries(wishes.map((name) => [name, input.wishes.includes(name)]));
		const days = [...new Set(workingDays.map(Number))].sort();
		const hours = { quietFrom, quietTo, workingDays: days };
		const digestDueAt = mailDueAt(digest, now(), viewer.timeZone, hours);
		const values = { ...hours, digest, digestDueAt, ...wished };
		await tx
			.insert(attention)
			.values({ personId: viewer.id, ...values })
			.onConflictDoUpdate({ target: attention.personId, set: values });
		await tx
			.insert(mailChoices)
			.values(notificationKinds.map((kind) => ({ personId: viewer.id, kind, cadence: input[kind] })))
			.onConflictDoUpdate({ target: [mailChoices.personId, mailChoices.kind], set: { cadence: sql`excluded.cadence` } });
		await dueAnew(viewer, tx);
	});
}

async function dueAnew(viewer: Viewer, tx: typeof db): Promise<void> {
	const wish = (await wishesOf([viewer.id], tx)).get(viewer.id);
	const pending = await tx
		.select({ id: notifications.id, kind: notifications.kind, at: notifications.at })
		.from(notifications)
		.where(
			and(
				eq(notifications.personId, viewer.id),
				isNull(notifications.readAt),
				isNull(notifications.mailId),
				isNotNull(notifications.mailDueAt),
			),
		)
		.limit(1000);
	const due = pending.map(({ id, kind, at }) => ({ id, at: wish ? dueFor(wish, kind, at) : null }));
	await tx.execute(sql`
		update notifications n set mail_due_at = d.at from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) d (id text, at timestamptz) where n.id = d.id`);
}

/** The viewer says that mail reaches them again. */
export const mailWorksAgain = async (viewer: Viewer): Promise<void> =>
	void (await db.update(attention).set({ mailRefusedAt: null }).where(eq(attention.personId, viewer.id)));

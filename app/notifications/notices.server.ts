// What people are told of their sessions and of champion terms. Docs: docs/decisions/011-attention.md.
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { NoticeKind } from "#db/enums.ts";
import { mails, notices } from "#db/schema/notifications.server.ts";

export type NewNotice = {
	personId: string;
	kind: NoticeKind;
	cause: string;
	sessionId?: string | undefined;
	termId?: string | undefined;
};

/** Tells a person something once: in their notifications, and by mail. The same cause twice is one. */
export async function noteNotice({ personId, kind, cause, sessionId, termId }: NewNotice): Promise<void> {
	await db.transaction(async (tx) => {
		const at = now();
		const [notice] = await tx
			.insert(notices)
			.values({ id: newId(), personId, kind, cause, sessionId: sessionId ?? null, termId: termId ?? null, at })
			.onConflictDoNothing()
			.returning({ id: notices.id });
		if (!notice) return;
		const mailId = newId();
		await tx.insert(mails).values({ id: mailId, personId, form: "notice", noticeId: notice.id, cause, createdAt: at });
		await enqueue(tx, "notifications.mail", { mailId });
	});
}

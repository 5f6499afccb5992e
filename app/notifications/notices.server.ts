// What people are told of their sessions and of champion terms. Docs: docs/decisions/011-attention.md.
import { and, eq, isNull, lte } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { NoticeKind } from "#db/enums.ts";
import { championTerms } from "#db/schema/champions.server.ts";
import { coachingSessions } from "#db/schema/coaching.server.ts";
import { mails, notices } from "#db/schema/notifications.server.ts";

export type NewNotice = {
	personId: string;
	kind: NoticeKind;
	cause: string;
	sessionId?: string | undefined;
	termId?: string | undefined;
};

/**
 * Tells a person something once: in their notifications, and by mail. The same cause twice is one. What it is about is read when it is
 * shown or sent; what is gone by now is told to nobody.
 */
export async function noteNotice({ personId, kind, cause, sessionId, termId }: NewNotice): Promise<void> {
	await db.transaction(async (tx) => {
		if (!(await isThere(sessionId, termId, tx))) return;
		const at = now();
		const [notice] = await tx
			.insert(notices)
			.values({ id: newId(), personId, kind, cause, sessionId: sessionId ?? null, termId: termId ?? null, at })
			.onConflictDoNothing()
			.returning({ id: notices.id });
		if (!notice) return;
		const mailId = newId();
		await tx.insert(mails).values({ id: mailId, personId, form: "notice", noticeId: notice.id, cause, createdAt: at });
		await enqueue(tx, "notifications.mail", { mailId }, { key: `mail:${mailId}` });
	});
}

async function isThere(sessionId: string | undefined, termId: string | undefined, tx: Tx): Promise<boolean> {
	// It stays until the notice is written.
	const [found] = sessionId
		? await tx.select({ id: coachingSessions.id }).from(coachingSessions).where(eq(coachingSessions.id, sessionId)).for("key share")
		: await tx
				.select({ id: championTerms.id })
				.from(championTerms)
				.where(eq(championTerms.id, termId ?? ""))
				.for("key share");
	return Boolean(found);
}

const unread = (viewer: Pick<Viewer, "id">) => and(eq(notices.personId, viewer.id), isNull(notices.readAt));

/** Settles what the viewer was told of a session, when they look at it. */
export const readSessionNotices = async (viewer: Viewer, sessionId: string, tx = db): Promise<void> =>
	void (await tx
		.update(notices)
		.set({ readAt: now() })
		.where(and(unread(viewer), eq(notices.sessionId, sessionId))));

/** Settles all that was told up to `until`, as read at `at`. */
export const readNotices = async (viewer: Viewer, until: Date, at: Date, tx = db): Promise<void> =>
	void (await tx
		.update(notices)
		.set({ readAt: at })
		.where(and(unread(viewer), lte(notices.at, until))));

/** Makes unread again what was read at an instant. */
export const noticesUnreadAgain = async (viewer: Viewer, readAt: Date, tx = db): Promise<void> =>
	void (await tx
		.update(notices)
		.set({ readAt: null })
		.where(and(eq(notices.personId, viewer.id), eq(notices.readAt, readAt))));

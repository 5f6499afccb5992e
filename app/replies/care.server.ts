import { and, eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { canModerate, limits, threadPath } from "#app/threads/rules.ts";
import type { Tx } from "#db/client.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { lockThread } from "./post-lock.server.ts";

type Thread = typeof threads.$inferSelect;

async function change(
	viewer: Viewer,
	threadId: string | undefined,
	values: (thread: Thread, tx: Tx) => Promise<Partial<Thread>>,
): Promise<string> {
	return db.transaction(async (tx) => {
		const { thread, standing } = await lockThread(viewer, threadId, tx);
		if (!canModerate(standing)) throw notFound();
		await tx
			.update(threads)
			.set(await values(thread, tx))
			.where(eq(threads.id, thread.id));
		return threadPath(thread);
	});
}

/** Pins a thread on top of its circle for 1 to 90 days, or unpins it (0). Keeper or moderator; returns its address. */
export const pinThread = (viewer: Viewer, threadId: string | undefined, days: number): Promise<string> =>
	change(viewer, threadId, async () => ({
		pinnedUntil: days > 0 ? new Date(now().getTime() + Math.min(days, limits.pinDaysMax) * 86_400_000) : null,
	}));

/** Closes a thread to new replies, or opens it again. Keeper or moderator; returns its address. */
export const closeThread = (viewer: Viewer, threadId: string | undefined, closed: boolean): Promise<string> =>
	change(viewer, threadId, async (thread) => ({ closedAt: closed ? (thread.closedAt ?? now()) : null }));

/**
 * Moves a thread to another circle that the viewer can see. Out of a private circle nothing moves: what was said there was said
 * to its members. Keeper or moderator; returns the thread's address, or null when the circle will not do.
 */
export async function moveThread(viewer: Viewer, threadId: string | undefined, circleId: string): Promise<string | null> {
	return db.transaction(async (tx) => {
		const { thread, standing } = await lockThread(viewer, threadId, tx);
		if (!canModerate(standing)) throw notFound();
		const [from] = await tx.select({ visibility: circles.visibility }).from(circles).where(eq(circles.id, thread.circleId));
		const [to] = await tx
			.select({ id: circles.id })
			.from(circles)
			.where(and(eq(circles.id, circleId), inVisibleCircle(viewer, circles.id)));
		if (!to || from?.visibility === "private") return null;
		await tx.update(threads).set({ circleId: to.id, pinnedUntil: null }).where(eq(threads.id, thread.id));
		return threadPath(thread);
	});
}

import { createHash } from "node:crypto";
import { and, desc, eq, gt, isNotNull, isNull, lte, notInArray } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { sessionKey } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { allowedEndpoint, deliver, keysFit, type PushTarget, pushIsOn } from "#app/core/push.server.ts";
import { sessions } from "#db/schema/auth.server.ts";
import { pushSubscriptions } from "#db/schema/push.server.ts";

/** Browsers of one person that are told: beyond, the oldest goes. */
export const browsersPerPerson = 10;
const failingDays = 3;

const idOf = (endpoint: string) => createHash("sha256").update(endpoint).digest("base64url");

/**
 * From now on this browser is told of the viewer's news, as long as its session lasts; whoever it belonged to before is not told there
 * any more. False for an address or keys that no known push service gave.
 */
export async function subscribe(viewer: Viewer, sessionId: string, { endpoint, p256dh, auth }: PushTarget): Promise<boolean> {
	if (!allowedEndpoint(endpoint) || !keysFit({ p256dh, auth })) return false;
	const row = { personId: viewer.id, sessionId: sessionKey(sessionId), p256dh, auth, createdAt: now(), failedAt: null };
	await db.transaction(async (tx) => {
		await tx
			.insert(pushSubscriptions)
			.values({ id: idOf(endpoint), endpoint, ...row })
			.onConflictDoUpdate({ target: pushSubscriptions.id, set: row });
		const newest = tx
			.select({ id: pushSubscriptions.id })
			.from(pushSubscriptions)
			.where(eq(pushSubscriptions.personId, viewer.id))
			.orderBy(desc(pushSubscriptions.createdAt), desc(pushSubscriptions.id))
			.limit(browsersPerPerson);
		await tx.delete(pushSubscriptions).where(and(eq(pushSubscriptions.personId, viewer.id), notInArray(pushSubscriptions.id, newest)));
	});
	return true;
}

/** This browser is not told any more. */
export const unsubscribe = async (viewer: Viewer, endpoint: string): Promise<void> =>
	void (await db.delete(pushSubscriptions).where(and(eq(pushSubscriptions.id, idOf(endpoint)), eq(pushSubscriptions.personId, viewer.id))));

const browsersOf = (personId: string) =>
	db
		.select({
			id: pushSubscriptions.id,
			endpoint: pushSubscriptions.endpoint,
			p256dh: pushSubscriptions.p256dh,
			auth: pushSubscriptions.auth,
		})
		.from(pushSubscriptions)
		.innerJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
		// Somebody whose account is closed has no sessions.
		.where(and(eq(pushSubscriptions.personId, personId), gt(sessions.expiresAt, now()), gt(sessions.absoluteExpiresAt, now())));

async function sendTo({ id, ...target }: PushTarget & { id: string }, payload: string): Promise<void> {
	const here = eq(pushSubscriptions.id, id);
	const delivery = await deliver(target, payload);
	if (delivery === "gone") await db.delete(pushSubscriptions).where(here);
	else if (delivery === "sent")
		await db
			.update(pushSubscriptions)
			.set({ failedAt: null })
			.where(and(here, isNotNull(pushSubscriptions.failedAt)));
	else {
		const since = new Date(now().getTime() - failingDays * 86_400_000);
		await db.delete(pushSubscriptions).where(and(here, lte(pushSubscriptions.failedAt, since)));
		await db
			.update(pushSubscriptions)
			.set({ failedAt: now() })
			.where(and(here, isNull(pushSubscriptions.failedAt)));
	}
}

/**
 * Tells all browsers of a person that there is something new: the message holds the notification's id alone, and the browser asks with
 * its own session what it may show. Nothing while push is off. Throws when a push service can not be reached, after trying the others:
 * telling again does no harm, since a later message takes the place of an earlier one.
 */
export async function sendPush(personId: string, notificationId: string): Promise<void> {
	if (!pushIsOn()) return;
	const payload = JSON.stringify({ id: notificationId });
	const done = await Promise.allSettled((await browsersOf(personId)).map((browser) => sendTo(browser, payload)));
	const failed = done.find(({ status }) => status === "rejected");
	if (failed?.status === "rejected") throw failed.reason;
}

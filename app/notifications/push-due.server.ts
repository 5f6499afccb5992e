import { and, eq, isNull } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { nextAllowed } from "./hours.server.ts";
import { sendPush } from "./push.server.ts";
import { wishesOf } from "./tell.server.ts";
import { stillTold } from "./visible.server.ts";

/**
 * Sends a push message about a notification that is unread and may still be seen. In a person's quiet hours none is sent, and none is
 * made up for: the notification waits in Lamplight. Throws when a push service can not be reached.
 */
export async function pushNotification({ notificationId }: { notificationId: string }): Promise<void> {
	const [found] = await db
		.select({ personId: notifications.personId })
		.from(notifications)
		.where(and(eq(notifications.id, notificationId), isNull(notifications.readAt)));
	if (!found) return;
	const { personId } = found;
	const wish = (await wishesOf([personId], db)).get(personId);
	if (!wish || nextAllowed(now(), wish.timeZone, wish.hours) > now()) return;
	const [told] = await db
		.select({ id: notifications.id })
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.where(and(eq(notifications.id, notificationId), stillTold({ id: personId })));
	if (told) await sendPush(personId, notificationId);
}

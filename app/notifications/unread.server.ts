import type { Viewer } from "#app/auth/rules.ts";
import { unreadCount } from "./inbox.server.ts";
import { sealedGroups } from "./sealed.server.ts";

/** In how many threads something unread waits for the viewer, under their name or an alias. */
export async function unreadTold(viewer: Viewer): Promise<number> {
	const [named, sealed] = await Promise.all([unreadCount(viewer), sealedGroups(viewer, true)]);
	return named + sealed.length;
}

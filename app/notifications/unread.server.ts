import type { Viewer } from "#app/auth/rules.ts";
import { unreadCount } from "./inbox.server.ts";
import { unreadNotices } from "./notice-list.server.ts";
import { sealedGroups } from "./sealed.server.ts";

/** How much waits for the viewer: threads with something unread, under their name or an alias, and unread notices. */
export async function unreadTold(viewer: Viewer): Promise<number> {
	const [named, sealed, told] = await Promise.all([unreadCount(viewer), sealedGroups(viewer, true), unreadNotices(viewer)]);
	return named + sealed.length + told;
}

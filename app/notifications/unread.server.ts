import type { Viewer } from "#app/auth/rules.ts";
import { countUnseenThanks } from "#app/recognition/thanks.server.ts";
import { unreadCount } from "./inbox.server.ts";
import { unreadNotices } from "./notice-list.server.ts";
import { sealedGroups } from "./sealed.server.ts";

/** How much waits for the viewer: threads with something unread, under their name or an alias, unread notices and thank-you notes. */
export async function unreadTold(viewer: Viewer): Promise<number> {
	const [named, sealed, told, thanked] = await Promise.all([
		unreadCount(viewer),
		sealedGroups(viewer, true),
		unreadNotices(viewer),
		countUnseenThanks(viewer),
	]);
	return named + sealed.length + told + thanked;
}

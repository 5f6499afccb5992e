import { requireViewer } from "#app/auth/session.server.ts";
import type { RequestArgs } from "#app/core/context.ts";
import { decodeCursor } from "#app/core/cursor.server.ts";
import { type FeedFilter, feed } from "./feed.server.ts";
import { noteVisit } from "./reading.server.ts";

/** What a plain feed page shows: guards itself, notes the visit, reads one page. */
export async function loadFeed(args: RequestArgs, filter: FeedFilter) {
	const viewer = await requireViewer(args);
	await noteVisit(viewer);
	const after = decodeCursor(new URL(args.request.url).searchParams.get("after"));
	return feed(viewer, filter, after);
}

import { and, isNull, type SQL } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { threads } from "#db/schema/threads.server.ts";

/** What the viewer may know of: in a visible circle and not deleted. Used by every query that touches threads or posts. */
export const visibleTo = (viewer: Pick<Viewer, "id">): SQL | undefined =>
	and(isNull(threads.deletedAt), inVisibleCircle(viewer, threads.circleId));

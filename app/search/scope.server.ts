import { eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { everybody, type Scope } from "#search/engine.server.ts";

/** What a viewer may find: the two predicates that every page uses, and in short for an index outside. */
export const scopeOf = (viewer: Viewer, tx = db): Scope => ({
	threads: visibleTo(viewer),
	circles: inVisibleCircle(viewer, circles.id),
	audience: async () => {
		const own = await tx.select({ id: circleMembers.circleId }).from(circleMembers).where(eq(circleMembers.personId, viewer.id));
		return [everybody, ...own.map(({ id }) => id)];
	},
});

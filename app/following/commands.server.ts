import { and, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { FollowTarget } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { follows } from "#db/schema/following.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { tags, threads } from "#db/schema/threads.server.ts";
import type { FollowInput } from "./input.ts";
import { mine } from "./queries.server.ts";
import { levelsFor } from "./rules.ts";

const followLimit = { name: "follow", max: 300, windowSeconds: 3600 };

/** The page of a target that the viewer may see; throws 404 when it is not there for them. */
async function placeOf(viewer: Viewer, target: FollowTarget, id: string, tx: typeof db): Promise<string> {
	if (target === "thread") {
		const [thread] = await tx
			.select({ id: threads.id, slug: threads.slug })
			.from(threads)
			.where(and(eq(threads.id, id), visibleTo(viewer)));
		if (thread) return threadPath(thread);
	} else if (target === "circle") {
		const [circle] = await tx
			.select({ slug: circles.slug })
			.from(circles)
			.where(and(eq(circles.id, id), inVisibleCircle(viewer, circles.id)));
		if (circle) return `/circles/${circle.slug}`;
	} else if (target === "tag") return `/tags/${id}`;
	else {
		const table = target === "tool" ? tools : jobRoles;
		const [entry] = await tx
			.select({ slug: table.slug })
			.from(table)
			.where(and(eq(table.id, id), isNull(table.retiredAt)));
		if (entry) return `/${target === "tool" ? "tools" : "roles"}/${entry.slug}`;
	}
	throw notFound();
}

const targetColumns = (target: FollowTarget, id: string) => ({
	threadId: target === "thread" ? id : null,
	circleId: target === "circle" ? id : null,
	tag: target === "tag" ? id : null,
	toolId: target === "tool" ? id : null,
	jobRoleId: target === "role" ? id : null,
});

/**
 * Follows something at a level, mutes it, or goes back to what is usual. A thread whose author goes back to the usual keeps a row, so
 * that a later reply does not follow it again. Returns where to go. Throws 404 for what the viewer may not see, 429 after 300 in an hour.
 */
export async function follow(viewer: Viewer, { target, id, level, from }: FollowInput): Promise<string> {
	const chosen = level === "usual" ? (target === "thread" ? "mentions" : null) : level;
	if (chosen && !levelsFor(target).includes(chosen)) throw notFound();
	return db.transaction(async (tx) => {
		const place = await placeOf(viewer, target, id, tx);
		const { allowed, retryAfterSeconds } = await takeOne(followLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		if (target === "tag" && chosen) await tx.insert(tags).values({ name: id }).onConflictDoNothing();
		await tx.delete(follows).where(mine(viewer, target, id));
		if (chosen)
			await tx
				.insert(follows)
				.values({ personId: viewer.id, ...targetColumns(target, id), level: chosen, reason: "chosen", createdAt: now() })
				// The same choice sent twice at once: the other one stands.
				.onConflictDoNothing();
		return { there: place, settings: "/settings/following", inbox: "/notifications" }[from];
	});
}

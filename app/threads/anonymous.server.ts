// Writing without a name. Docs: docs/decisions/014-anonymity.md.
import { and, eq, sql } from "drizzle-orm";
import { stoppedUntil } from "#app/anonymity/aliases.server.ts";
import { countOne } from "#app/anonymity/counts.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { type AudienceSize, audienceLimits, audienceSize } from "./anonymous.ts";

// The table's name is written out: in a query of one table Drizzle leaves it away, and `id` alone would be the account's.
// Counted as far as it matters: a page asks this each time.
const readers = sql<number>`case when "circles"."visibility" = 'open'
	then (select count(*)::int from (select from accounts a where a.disabled_at is null limit ${audienceLimits.small}) counted)
	else (select count(*)::int from (select from circle_members m join accounts a on a.id = m.person_id
		where m.circle_id = "circles"."id" and a.disabled_at is null limit ${audienceLimits.small}) counted) end`;

/** Whether so many people can read a circle that one of them can write there without a name. Null when it is not there for the viewer. */
export async function audienceOf(viewer: Pick<Viewer, "id">, circleId: string, tx = db): Promise<AudienceSize | null> {
	const [row] = await tx
		.select({ count: readers })
		.from(circles)
		.where(and(eq(circles.id, circleId), inVisibleCircle(viewer, circles.id)));
	return row ? audienceSize(row.count) : null;
}

/** Why the viewer can not write without a name in a circle now, in one sentence; null when they can. Counts one use of the day. */
export async function whyNotAnonymous(viewer: Pick<Viewer, "id">, circleId: string, tx: typeof db): Promise<string | null> {
	const audience = await audienceOf(viewer, circleId, tx);
	if (audience === "few")
		return "Fewer than ten people can read this circle, so they would guess who wrote it. Choose a larger circle, or post it with your name.";
	const until = await stoppedUntil(viewer.id, tx);
	if (until) return `After what was posted without a name, you can post with your name only, until ${until}. Nobody was told who you are.`;
	if (!(await countOne(viewer.id, tx)))
		return "That is a lot without a name for one day. Please go on tomorrow, or post it with your name.";
	return null;
}

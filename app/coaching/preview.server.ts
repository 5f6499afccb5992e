import { and, asc, eq, gt } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { coachingSessions } from "#db/schema/coaching.server.ts";
import { hoursOf, slotsFor } from "./availability.server.ts";

const few = 5;
const dayMs = 86_400_000;

/** When the first five sessions of the viewer's own hours are, or can be booked: to see that what was written is what was meant. */
export async function firstTimes(viewer: Viewer, id: string, kind: "one" | "group", tx = db): Promise<Date[]> {
	if (kind === "group") {
		const rows = await tx
			.select({ startsAt: coachingSessions.startsAt })
			.from(coachingSessions)
			.where(
				and(
					eq(coachingSessions.officeHoursId, id),
					eq(coachingSessions.hostId, viewer.id),
					eq(coachingSessions.state, "booked"),
					gt(coachingSessions.startsAt, now()),
				),
			)
			.orderBy(asc(coachingSessions.startsAt))
			.limit(few);
		return rows.map(({ startsAt }) => startsAt);
	}
	const hours = await hoursOf(id, tx);
	if (!hours || hours.hostId !== viewer.id) return [];
	const to = new Date(now().getTime() + hours.horizonDays * dayMs);
	const slots = (await slotsFor(null, [hours], { from: now(), to }, tx)).get(id) ?? [];
	return slots.slice(0, few).map(({ startsAt }) => startsAt);
}

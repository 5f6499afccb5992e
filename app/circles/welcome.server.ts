import { eq } from "drizzle-orm";
import type { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";

const everyone = {
	slug: "everyone",
	name: "Everyone",
	purpose: "For all of us: what worked, what we wonder, what did not work.",
	visibility: "open" as const,
};

/** Brings a new person into the circle "Everyone", if there is one; the first person opens and keeps it. */
export async function welcome(tx: typeof db, person: { id: string; first: boolean }): Promise<void> {
	if (person.first) {
		const id = newId();
		await tx.insert(circles).values({ id, ...everyone });
		await tx.insert(circleMembers).values({ circleId: id, personId: person.id, role: "keeper" });
		return;
	}
	const [circle] = await tx.select({ id: circles.id }).from(circles).where(eq(circles.slug, everyone.slug));
	if (circle) await tx.insert(circleMembers).values({ circleId: circle.id, personId: person.id }).onConflictDoNothing();
}

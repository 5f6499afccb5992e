import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { isModerator } from "#app/auth/rules.ts";
import { mayRead } from "#app/circles/visible.server.ts";
import { db } from "#app/core/db.server.ts";
import type { AmaHostRole } from "#db/enums.ts";
import { amaHosts } from "#db/schema/ama.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";

type Person = { id: string; handle: string; name: string };
const shown = { id: people.id, handle: people.handle, name: people.name };

/** In whose name the viewer may schedule an AMA: a leader in their own, a moderator for any leader. Their own name first. */
export async function leadersFor(viewer: Viewer, tx = db): Promise<Person[]> {
	const rows = await tx
		.select(shown)
		.from(people)
		.innerJoin(accounts, and(eq(accounts.id, people.id), isNull(accounts.disabledAt)))
		.where(and(eq(people.leader, true), isModerator(viewer) ? undefined : eq(people.id, viewer.id)))
		.orderBy(sql`${people.id} <> ${viewer.id}`, asc(people.name));
	return rows;
}

/** The people with these handles who may read a circle, and the handles of those who may not or are not here. */
export async function hostsFor(handles: string[], circleId: string, tx = db): Promise<{ people: Person[]; missing: string[] }> {
	if (handles.length === 0) return { people: [], missing: [] };
	const found = await tx
		.select(shown)
		.from(people)
		.where(and(inArray(people.handle, handles), mayRead(people.id, sql`${circleId}`)));
	const known = new Set(found.map(({ handle }) => handle));
	return { people: found, missing: handles.filter((handle) => !known.has(handle)) };
}

export type Host = Person & { photo: string | null; role: AmaHostRole };

/** Who hosts an AMA: the leader first, then who prepared it, then co-hosts by name. */
export async function hostsOf(threadId: string, tx = db): Promise<Host[]> {
	return tx
		.select({ ...shown, photo: people.photo, role: amaHosts.role })
		.from(amaHosts)
		.innerJoin(people, eq(people.id, amaHosts.personId))
		.where(eq(amaHosts.threadId, threadId))
		.orderBy(sql`array_position(array['leader', 'delegate', 'co-host'], ${amaHosts.role})`, asc(people.name));
}

/** Sets the co-hosts of an AMA; the leader and who prepared it stay. */
export async function setCoHosts(threadId: string, coHosts: Person[], tx: typeof db): Promise<void> {
	await tx.delete(amaHosts).where(and(eq(amaHosts.threadId, threadId), eq(amaHosts.role, "co-host")));
	if (coHosts.length === 0) return;
	await tx
		.insert(amaHosts)
		.values(coHosts.map(({ id }) => ({ threadId, personId: id, role: "co-host" as const })))
		.onConflictDoNothing();
}

import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { type SessionView, sessionById } from "./queries.server.ts";

const inSession = (viewer: Pick<Viewer, "id">, sessionId: string, states: SQL): SQL<boolean> => sql<boolean>`(
	exists (select from accounts a where a.id = ${viewer.id} and a.disabled_at is null)
	and exists (select from coaching_sessions s where s.id = ${sessionId} and s.state <> 'held' and (s.host_id = ${viewer.id}
		or exists (select from bookings b where b.session_id = s.id and b.guest_id = ${viewer.id} and ${states}))))`;

/** Whether the viewer takes part in a session: as its host, or with a seat that they took and did not give up. No role adds to it. */
export const takesPartIn = (viewer: Pick<Viewer, "id">, sessionId: string) => inSession(viewer, sessionId, sql`b.state = 'booked'`);

/** Whether they take part, or ever did, or wait for a seat. */
export const hadPartIn = (viewer: Pick<Viewer, "id">, sessionId: string) => inSession(viewer, sessionId, sql`b.state <> 'held'`);

/** Throws 404 unless the viewer stands to the session as asked for. Returns its id. */
export async function need(
	how: typeof takesPartIn,
	viewer: Pick<Viewer, "id">,
	sessionId: string | undefined,
	tx: typeof db = db,
): Promise<string> {
	if (!isId(sessionId)) throw notFound();
	const [row] = await tx.execute<{ yes: boolean }>(sql`select ${how(viewer, sessionId)} as yes`);
	if (!row?.yes) throw notFound();
	return sessionId;
}

/** The session as the viewer sees it, if a rule lets them do something in it. Throws 404. */
export async function sessionFor(
	viewer: Viewer,
	sessionId: string | undefined,
	rule: (session: SessionView) => boolean,
	tx = db,
): Promise<SessionView> {
	const session = await sessionById(viewer, sessionId, tx);
	if (!session || !rule(session)) throw notFound();
	return session;
}

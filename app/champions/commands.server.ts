// What a champion sets for themself. Docs: docs/decisions/018-champions.md.
import { and, eq, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { champions, playbookSteps } from "#db/schema/champions.server.ts";
import type { SettingsInput } from "./input.ts";
import { playbook } from "./playbook.ts";
import { type OpenFor, openEnd, openFor } from "./rules.ts";

/** Sets columns of the viewer's own row. Throws 404 for whoever has no term, agreed by both, running or not. */
async function set(viewer: Viewer, values: Partial<typeof champions.$inferInsert>): Promise<void> {
	const [row] = await db.execute<{ champion: boolean }>(sql`
		select exists (select from champion_terms where person_id = ${viewer.id} and state = 'agreed') as champion`);
	if (!row?.champion) throw notFound();
	await db
		.insert(champions)
		.values({ personId: viewer.id, ...values })
		.onConflictDoUpdate({ target: champions.personId, set: values });
}

/** Rests from now on, or no longer. Nobody is asked why. */
export const rest = (viewer: Viewer, on: boolean): Promise<void> =>
	set(viewer, on ? { restingSince: now(), openUntil: null } : { restingSince: null });

/** Opens the viewer for sessions from now on for so long, or ends it. Whoever opens does not rest. */
export const open = (viewer: Viewer, how: OpenFor): Promise<void> => {
	const ms = openFor[how];
	if (ms === 0) return set(viewer, { openUntil: null });
	return set(viewer, { openUntil: Number.isFinite(ms) ? new Date(now().getTime() + ms) : openEnd, restingSince: null });
};

/** Saves how the viewer wants to be champion. */
export const saveSettings = (viewer: Viewer, { languages, capacity, shownAfterwards }: SettingsInput): Promise<void> =>
	set(viewer, { languages: [...new Set(languages)], capacity, shownAfterwards });

/** Saves the viewer's own notes. */
export const saveNotes = (viewer: Viewer, notes: string): Promise<void> => set(viewer, { notes });

/** Ticks a step of the playbook off, or takes the tick back; twice changes nothing. Throws 404 for a step that there is not. */
export async function tick(viewer: Viewer, step: string, on: boolean): Promise<void> {
	if (!playbook.some(({ id }) => id === step)) throw notFound();
	await set(viewer, { personId: viewer.id });
	if (on) await db.insert(playbookSteps).values({ personId: viewer.id, step, doneAt: now() }).onConflictDoNothing();
	else await db.delete(playbookSteps).where(and(eq(playbookSteps.personId, viewer.id), eq(playbookSteps.step, step)));
}

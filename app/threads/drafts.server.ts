import { and, desc, eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { drafts } from "#db/schema/reading.server.ts";

export type DraftFields = Record<string, string | string[]>;
export const draftPlace = /^(new|reply:[0-9a-z]{14}|edit:[0-9a-z]{14})$/;

/** Keeps what is written so far at a place; with nothing written the draft goes. */
export async function saveDraft(viewer: Viewer, place: string, fields: DraftFields): Promise<void> {
	const row = { fields, updatedAt: now() };
	await db
		.insert(drafts)
		.values({ personId: viewer.id, place, ...row })
		.onConflictDoUpdate({ target: [drafts.personId, drafts.place], set: row });
}

/** What the viewer left unsent at a place, or null. */
export async function draftAt(viewer: Viewer, place: string, tx = db): Promise<{ fields: DraftFields; updatedAt: Date } | null> {
	const [row] = await tx
		.select({ fields: drafts.fields, updatedAt: drafts.updatedAt })
		.from(drafts)
		.where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place)));
	return row ?? null;
}

/** Throws a draft away. */
export const dropDraft = async (viewer: Viewer, place: string): Promise<void> =>
	void (await db.delete(drafts).where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place))));

/** The viewer's drafts, latest first. */
export const draftsOf = (viewer: Viewer, tx = db) =>
	tx
		.select({ place: drafts.place, fields: drafts.fields, updatedAt: drafts.updatedAt })
		.from(drafts)
		.where(eq(drafts.personId, viewer.id))
		.orderBy(desc(drafts.updatedAt))
		.limit(50);

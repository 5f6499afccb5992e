// The notes of a session: mine, and ours. The only file that reads or writes them; no role sees more. Docs: docs/decisions/019-coaching.md.
import { and, eq, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { myNotes, ourNotes } from "#db/schema/coaching.server.ts";
import { hadPartIn, need, takesPartIn } from "./part.server.ts";
import type { OurNotesInput } from "./session-input.ts";

/** What the viewer noted for themselves about a session; empty when there is nothing, or nothing of theirs. */
export async function myNotesOf(viewer: Viewer, sessionId: string, tx = db): Promise<string> {
	if (!isId(sessionId)) return "";
	const [row] = await tx
		.select({ text: myNotes.text })
		.from(myNotes)
		.where(and(eq(myNotes.sessionId, sessionId), eq(myNotes.personId, viewer.id), hadPartIn(viewer, sessionId)));
	return row?.text ?? "";
}

/** Keeps what the viewer notes for themselves. Throws 404 for whoever has and had no part in the session. */
export async function keepMyNotes(viewer: Viewer, sessionId: string | undefined, text: string): Promise<void> {
	await db.transaction(async (tx) => {
		const id = await need(hadPartIn, viewer, sessionId, tx);
		if (text === "") {
			await tx.delete(myNotes).where(and(eq(myNotes.sessionId, id), eq(myNotes.personId, viewer.id)));
			return;
		}
		const updatedAt = now();
		await tx
			.insert(myNotes)
			.values({ sessionId: id, personId: viewer.id, text, updatedAt })
			.onConflictDoUpdate({ target: [myNotes.sessionId, myNotes.personId], set: { text, updatedAt } });
	});
}

export type OurNotes = { text: string; revision: number };

/** What host and guests share; null for everybody else, and for whoever gave up their seat. Revision 0: nothing was written yet. */
export async function ourNotesOf(viewer: Viewer, sessionId: string, tx = db): Promise<OurNotes | null> {
	if (!isId(sessionId)) return null;
	const [row] = await tx.execute<{ text: string | null; revision: number | null }>(sql`
		select n.text, n.revision from (select 1) one left join ${ourNotes} n on n.session_id = ${sessionId}
		where ${takesPartIn(viewer, sessionId)}`);
	return row ? { text: row.text ?? "", revision: row.revision ?? 0 } : null;
}

/**
 * Keeps what they share, unless somebody else wrote since the revision that the writer saw: then nothing changes, and what stands there
 * now comes back. Null when it was kept. Throws 404 for whoever takes no part.
 */
export async function keepOurNotes(viewer: Viewer, sessionId: string | undefined, input: OurNotesInput): Promise<OurNotes | null> {
	return db.transaction(async (tx) => {
		const id = await need(takesPartIn, viewer, sessionId, tx);
		const values = { text: input.ours, updatedAt: now() };
		const [kept] =
			input.revision === 0
				? await tx
						.insert(ourNotes)
						.values({ sessionId: id, ...values })
						.onConflictDoNothing()
						.returning({ revision: ourNotes.revision })
				: await tx
						.update(ourNotes)
						.set({ ...values, revision: sql`${ourNotes.revision} + 1` })
						.where(and(eq(ourNotes.sessionId, id), eq(ourNotes.revision, input.revision)))
						.returning({ revision: ourNotes.revision });
		if (kept) return null;
		const [theirs] = await tx.select({ text: ourNotes.text, revision: ourNotes.revision }).from(ourNotes).where(eq(ourNotes.sessionId, id));
		// The same form sent twice is no other writer.
		return theirs?.text === input.ours ? null : (theirs ?? { text: "", revision: 0 });
	});
}

// Thank-you notes that hurt: their receiver shows them to a moderator. Docs: docs/decisions/022-nominations.md.
import { and, asc, eq, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import type { NoteDecision } from "#db/enums.ts";
import { people } from "#db/schema/people.server.ts";
import { noteReports, thankYous } from "#db/schema/thank-yous.server.ts";
import type { NoteDecisionInput } from "./input.ts";
import { note } from "./log.server.ts";
import { careLimits } from "./rules.ts";

type Refused = { errors: Record<string, string> };
const reportLimit = { name: "note-report", max: 20, windowSeconds: 3600 };

const [writer, receiver] = [alias(people, "writer"), alias(people, "receiver")];
const between = { from: { name: writer.name, handle: writer.handle }, to: { name: receiver.name, handle: receiver.handle } };

/** A note to the viewer that they can show to a moderator. Throws 404 for any other. */
export async function ownNote(viewer: Viewer, id: string | undefined, tx = db): Promise<{ id: string; text: string; from: string }> {
	const [row] = await tx
		.select({ id: thankYous.id, text: thankYous.text, from: people.name })
		.from(thankYous)
		.innerJoin(people, eq(people.id, thankYous.fromId))
		.where(and(eq(thankYous.id, isId(id) ? id : ""), eq(thankYous.toId, viewer.id)));
	if (!row) throw notFound();
	return row;
}

/** Shows a note to the viewer to moderators, as it reads now. Twice changes nothing. Throws 404 when it is not to them, 429 after 20 in an hour. */
export async function reportNote(viewer: Viewer, id: string | undefined, words: string): Promise<void> {
	await db.transaction(async (tx) => {
		const found = await ownNote(viewer, id, tx);
		const { allowed, retryAfterSeconds } = await takeOne(reportLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		await tx.execute(sql`
			insert into note_reports (note_id, from_id, to_id, text, words, at)
			select id, from_id, to_id, text, ${words}, ${now().toISOString()}::timestamptz from thank_yous where id = ${found.id}
			on conflict (note_id) do nothing`);
	});
}

/** The notes that wait for a moderator, the oldest first. Not those to or from the viewer. Throws 404 for others than moderators. */
export async function reportedNotes(viewer: Viewer, tx = db) {
	if (!isModerator(viewer)) throw notFound();
	return tx
		.select({
			id: noteReports.noteId,
			text: noteReports.text,
			words: noteReports.words,
			at: noteReports.at,
			there: sql<boolean>`exists (select from thank_yous t where t.id = note_reports.note_id)`,
			...between,
		})
		.from(noteReports)
		.innerJoin(writer, eq(writer.id, noteReports.fromId))
		.innerJoin(receiver, eq(receiver.id, noteReports.toId))
		.where(and(isNull(noteReports.decision), ne(noteReports.fromId, viewer.id), ne(noteReports.toId, viewer.id)))
		.orderBy(asc(noteReports.at))
		.limit(100);
}

/**
 * Decides about a note: it is fine, or taken away with a reason that its writer reads. Returns what will not do by field, or null. Throws 404
 * for others than moderators, for one to or from them, and for one that somebody decided about.
 */
export async function decideAboutNote(viewer: Viewer, { id, act, words }: NoteDecisionInput): Promise<Refused | null> {
	if (!isModerator(viewer)) throw notFound();
	return db.transaction(async (tx): Promise<Refused | null> => {
		const [report] = await tx
			.select()
			.from(noteReports)
			.where(and(eq(noteReports.noteId, id), isNull(noteReports.decision)))
			.for("update");
		if (!report || report.fromId === viewer.id || report.toId === viewer.id) throw notFound();
		if (act === "remove" && words.length < careLimits.explanationMin)
			return { errors: { words: "Tell its writer why, so that they understand it." } };
		const [at, decision] = [now(), act === "fine" ? ("fine" as const) : ("removed" as const)];
		await tx
			.update(noteReports)
			.set({ decision, decidedAt: at, explanation: act === "remove" ? words : null })
			.where(eq(noteReports.noteId, id));
		if (act === "remove") await tx.delete(thankYous).where(eq(thankYous.id, id));
		await note({ at, actorId: viewer.id, postId: null, act: `note-${decision}`, words }, tx);
		return null;
	});
}

/** What was said to the notes to the viewer that they showed to a moderator; null: nothing yet. For them alone. */
export async function reportsOf(viewer: Viewer, tx = db): Promise<Map<string, NoteDecision | null>> {
	const rows = await tx
		.select({ id: noteReports.noteId, decision: noteReports.decision })
		.from(noteReports)
		.where(eq(noteReports.toId, viewer.id));
	return new Map(rows.map(({ id, decision }) => [id, decision]));
}

export type TakenAway = { id: string; to: string; text: string; explanation: string; fresh: boolean };

/** The viewer's own notes that a moderator took away, with the reason. For them alone. */
export const takenAwayFrom = (viewer: Viewer, tx = db): Promise<TakenAway[]> =>
	tx
		.select({
			id: noteReports.noteId,
			to: receiver.name,
			text: noteReports.text,
			explanation: sql<string>`${noteReports.explanation}`,
			fresh: sql<boolean>`${noteReports.seenAt} is null`,
		})
		.from(noteReports)
		.innerJoin(receiver, eq(receiver.id, noteReports.toId))
		.where(and(eq(noteReports.fromId, viewer.id), eq(noteReports.decision, "removed")))
		.orderBy(asc(noteReports.at));

/** Notes that the viewer read which of their notes were taken away. */
export const noteTakenAwaySeen = async (viewer: Viewer): Promise<void> =>
	void (await db
		.update(noteReports)
		.set({ seenAt: now() })
		.where(and(eq(noteReports.fromId, viewer.id), isNotNull(noteReports.decision), isNull(noteReports.seenAt))));

const keptDays = 60;
/** Forgets what was decided 60 days ago. */
export async function forgetReports(): Promise<void> {
	const before = new Date(now().getTime() - keptDays * 86_400_000);
	await db.delete(noteReports).where(lt(noteReports.decidedAt, before));
}

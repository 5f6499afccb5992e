// What an open AMA looks like to everybody alike, for browsers that have it open. Docs: docs/decisions/016-ama.md.
import { and, eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { amas } from "#db/schema/ama.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { type Answer, type Question, sharedQuestions } from "./queries.server.ts";
import { type AmaPhase, phaseOf } from "./rules.ts";

/** What five hundred people ask for within a second is read once. Browsers wait longer than this after an event, so they miss nothing. */
const keepMs = 1000;
const kept = new Map<string, { at: number; questions: Promise<string> }>();

type Shared = Omit<Question, "own" | "mine" | "votes" | "deletedAt" | "answers"> & { answers: Omit<Answer, "own">[] };
export type PresentAma = { phase: AmaPhase; questions: Shared[] };

/** An AMA's questions and answers as JSON, without anything that is the viewer's own; null when it is not there for them. */
export async function presentAma(viewer: Viewer, id: string | undefined): Promise<string | null> {
	if (!isId(id)) return null;
	const [times] = await db
		.select({ opensAt: amas.opensAt, closesAt: amas.closesAt, archivedAt: amas.archivedAt })
		.from(amas)
		.innerJoin(threads, eq(threads.id, amas.threadId))
		.where(and(eq(amas.threadId, id), visibleTo(viewer)));
	if (!times) return null;
	return `{"phase":${JSON.stringify(phaseOf(times, now()))},"questions":${await questionsNow(viewer, id)}}`;
}

function questionsNow(viewer: Viewer, id: string): Promise<string> {
	const at = performance.now();
	const known = kept.get(id);
	if (known && at - known.at < keepMs) return known.questions;
	for (const [key, one] of kept) if (at - one.at >= keepMs) kept.delete(key);
	const questions = sharedQuestions(viewer, id).then((found) => JSON.stringify(found));
	// What could not be read is read again by the next one.
	questions.catch(() => kept.delete(id));
	kept.set(id, { at, questions });
	return questions;
}

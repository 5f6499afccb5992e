import { and, desc, eq, inArray, lte, ne, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { isWaiting, sealedSubmission } from "#app/anonymity/waiting.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { newThreadPath } from "./draft-places.ts";
import { shapes } from "./kinds.ts";
import { threadPath } from "./rules.ts";
import { visibleTo } from "./visible.server.ts";

export type DraftFields = Record<string, string | string[]>;
/** `shared`, `grown`: a new thread that was begun from a session, or from a lesson, beside the one that may be begun already. */
export const draftPlace = /^(new|shared|grown:[0-9a-z]{14}|reply:[0-9a-z]{14}|edit:[0-9a-z]{14})$/;
/** Characters of one draft, all fields together, and how many drafts a person may have: beyond, the oldest goes. */
export const draftLimits = { characters: 100_000, perPerson: 100 };

const sections = Object.values(shapes).flatMap((shape) => shape.sections.map(({ name }) => name));
const known = new Set([
	"kind",
	"title",
	...sections,
	"again",
	"toolId",
	"roles",
	"tags",
	"circleId",
	"text",
	"triedIt",
	"grewFrom",
	"revision",
]);
// jsonb stores neither NUL nor half of a surrogate pair.
const storable = (value: string) => value.toWellFormed().replaceAll("\0", "");
const lengthOf = (fields: DraftFields) => Object.values(fields).flat().join("").length;

/** The fields that a draft can hold, of whatever was sent: known names, flat text. Null when they are too long. */
export function draftFields(sent: DraftFields): DraftFields | null {
	const fields: DraftFields = {};
	for (const [name, value] of Object.entries(sent))
		if (known.has(name)) fields[name] = Array.isArray(value) ? value.slice(0, 50).map(storable) : storable(value);
	return lengthOf(fields) <= draftLimits.characters ? fields : null;
}

const sentShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** The fields that were sent as JSON, as far as a draft can hold them; null when they are no draft. */
export function parseDraft(json: string): DraftFields | null {
	try {
		const sent = sentShape.safeParse(JSON.parse(json)).data;
		return sent ? draftFields(sent) : null;
	} catch {
		return null;
	}
}

// How the posts of a place are keyed by their form's submission.
const submissionAt = (viewer: Viewer, place: string, submission: string) =>
	`${viewer.id}:${newThreadPath(place) ? "new" : place.replace("reply:", "")}:${submission}`;

/**
 * Keeps what is written so far at a place and returns when it was kept. `submission`: the form's key; once that form was posted
 * its draft is refused (null), so that a save which was still on its way does not bring back what was sent.
 */
export async function saveDraft(viewer: Viewer, place: string, fields: DraftFields, submission?: string): Promise<Date | null> {
	const updatedAt = now();
	return db.transaction(async (tx) => {
		if (submission && (await wasSent(viewer, place, submission, tx))) return null;
		const [row] = await tx
			.insert(drafts)
			.values({ personId: viewer.id, place, fields, updatedAt })
			.onConflictDoUpdate({ target: [drafts.personId, drafts.place], set: { fields, updatedAt } })
			.returning({ isNew: sql<boolean>`xmax = 0` });
		if (row?.isNew) await dropBeyondLimit(viewer, place, tx);
		return updatedAt;
	});
}

/** Whether a form was posted, with the name or without it. An edit can be saved again. */
export async function wasSent(viewer: Viewer, place: string, submission: string, tx = db): Promise<boolean> {
	if (place.startsWith("edit:")) return false;
	const keys = [submissionAt(viewer, place, submission), await sealedSubmission(viewer.id, submission)];
	const [sent] = await tx.select({ id: posts.id }).from(posts).where(inArray(posts.submission, keys));
	return sent !== undefined || isWaiting(viewer.id, submission, tx);
}

async function dropBeyondLimit(viewer: Viewer, place: string, tx: typeof db): Promise<void> {
	const newest = tx
		.select({ place: drafts.place })
		.from(drafts)
		.where(eq(drafts.personId, viewer.id))
		.orderBy(desc(drafts.updatedAt))
		.limit(draftLimits.perPerson);
	await tx.delete(drafts).where(and(eq(drafts.personId, viewer.id), ne(drafts.place, place), notInArray(drafts.place, newest)));
}

/** What the viewer left unsent at a place, or null. */
export async function draftAt(viewer: Viewer, place: string, tx = db): Promise<{ fields: DraftFields; updatedAt: Date } | null> {
	const [row] = await tx
		.select({ fields: drafts.fields, updatedAt: drafts.updatedAt })
		.from(drafts)
		.where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place)));
	return row ?? null;
}

/** Throws a draft away and returns what it held. `seen`: only if nobody kept anything newer there since that instant. */
export async function dropDraft(viewer: Viewer, place: string, seen?: Date): Promise<DraftFields | null> {
	const [row] = await db
		.delete(drafts)
		.where(and(eq(drafts.personId, viewer.id), eq(drafts.place, place), seen ? lte(drafts.updatedAt, seen) : undefined))
		.returning({ fields: drafts.fields });
	return row?.fields ?? null;
}

/**
 * The viewer's drafts, latest first, with where each is written on. `title` and `path` are null when its thread is no longer there for
 * them: the words stay theirs all the same.
 */
export async function draftsOf(viewer: Viewer, tx = db) {
	const rows = await tx
		.select({
			place: drafts.place,
			fields: drafts.fields,
			updatedAt: drafts.updatedAt,
			postId: posts.id,
			opening: posts.opening,
			thread: { id: threads.id, slug: threads.slug, title: threads.title },
		})
		.from(drafts)
		.leftJoin(posts, sql`${drafts.place} = 'edit:' || ${posts.id} and ${posts.authorId} = ${viewer.id} and ${posts.deletedAt} is null`)
		.leftJoin(threads, and(sql`(${threads.id} = ${posts.threadId} or ${drafts.place} = 'reply:' || ${threads.id})`, visibleTo(viewer)))
		.where(eq(drafts.personId, viewer.id))
		.orderBy(desc(drafts.updatedAt));
	return rows.map(({ postId, opening, thread, ...draft }) => ({
		...draft,
		title: thread?.title ?? null,
		path: pathOf(draft.place, thread, postId, opening),
	}));
}

function pathOf(place: string, thread: { id: string; slug: string } | null, postId: string | null, opening: number | null): string | null {
	const composer = newThreadPath(place);
	if (composer || !thread) return composer;
	if (place.startsWith("reply:")) return `${threadPath(thread)}#write`;
	return opening === 1 ? `/threads/${thread.id}/edit` : `/posts/${postId}/edit`;
}

/** Adds an image to a field of a draft. Returns where the draft is written on, or null when there is no such draft. */
export async function addToDraft(viewer: Viewer, place: string, field: string, block: string): Promise<string | null> {
	const draft = (await draftsOf(viewer)).find((one) => one.place === place);
	if (!draft) return null;
	const before = draft.fields[field];
	const fields = draftFields({
		...draft.fields,
		[field]: typeof before === "string" && before.trim() ? `${before.trimEnd()}\n\n${block}\n` : `${block}\n`,
	});
	if (fields) await saveDraft(viewer, place, fields);
	return draft.path ?? "/kept";
}

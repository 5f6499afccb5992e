// What failed for somebody, and the wins that grew out of it. Each of the two is told of the other as far as its reader may read that.
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import { circles } from "#db/schema/circles.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ThreadInput } from "./input.ts";
import type { ThreadView } from "./views.ts";
import { visibleTo } from "./visible.server.ts";

type Reader = Pick<Viewer, "id">;
const mostWins = 10;
const named = { id: threads.id, slug: threads.slug, title: threads.title };
export type GrownThread = { id: string; slug: string; title: string };

/** A lesson that the viewer may read, to begin a win from; null for whatever else there is or is not. */
export async function lessonById(viewer: Reader, id: string | null, tx = db) {
	if (!isId(id ?? undefined)) return null;
	const [lesson] = await tx
		.select({ ...named, circleId: threads.circleId, visibility: circles.visibility })
		.from(threads)
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.where(and(eq(threads.id, id ?? ""), eq(threads.kind, "lesson"), visibleTo(viewer)));
	return lesson ?? null;
}

type Sent = Pick<ThreadInput, "kind" | "circleId" | "grewFrom">;

/**
 * The lesson that a new thread grows out of: of a win alone, null where none was said; or what will not do by field. Without a name it is
 * one that all readers of the win may read: else it would tell that its writer is a member of the lesson's circle.
 */
export async function grownFrom(
	viewer: Reader,
	{ kind, circleId, grewFrom }: Sent,
	{ sealed }: { sealed: boolean },
	tx = db,
): Promise<{ lessonId: string | null } | { errors: Record<string, string> }> {
	if (kind !== "win" || !grewFrom) return { lessonId: null };
	const lesson = await lessonById(viewer, grewFrom, tx);
	if (!lesson) return { errors: { grewFrom: "This lesson is not there any more. Leave it away, and your win can be posted." } };
	if (sealed && lesson.visibility === "private" && lesson.circleId !== circleId)
		return {
			errors: {
				grewFrom:
					"This lesson stands in a private circle: that your win grew out of it would tell that you are a member there. Leave it away, or post with your name.",
			},
		};
	return { lessonId: lesson.id };
}

export type Growth = { from: GrownThread | null; since: GrownThread[] };

/** The lesson that a win grew out of, and the newest wins that grew out of a lesson: as far as the viewer may read them. */
export async function growthOf(viewer: Reader, { id, kind }: Pick<ThreadView, "id" | "kind">, tx = db): Promise<Growth> {
	const read = (where: SQL) =>
		tx
			.select(named)
			.from(threads)
			.where(and(where, visibleTo(viewer)))
			.orderBy(desc(threads.createdAt), desc(threads.id))
			.limit(mostWins);
	if (kind === "lesson") return { from: null, since: await read(eq(threads.grewFromId, id)) };
	if (kind !== "win") return { from: null, since: [] };
	const [from] = await read(sql`${threads.id} = (select w.grew_from_id from threads w where w.id = ${id})`);
	return { from: from ?? null, since: [] };
}

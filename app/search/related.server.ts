import { and, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { search } from "#app/core/search.server.ts";
import { shapes } from "#app/threads/kinds.ts";
import { limits, threadPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { scopeOf } from "./scope.server.ts";

export type RelatedThread = Awaited<ReturnType<typeof relatedThreads>>[number];

const most = 5;
const longestText = 600;

/** Threads in the order of the ids; those that are not there for the viewer are left out. */
async function threadsOf(viewer: Viewer, ids: string[], tx = db) {
	if (ids.length === 0) return [];
	return tx
		.select({ id: threads.id, slug: threads.slug, kind: threads.kind, state: threads.state, title: threads.title })
		.from(threads)
		.innerJoin(
			sql`jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality wanted (id, place)`,
			sql`wanted.id = ${threads.id}`,
		)
		.where(visibleTo(viewer))
		.orderBy(sql`wanted.place`);
}

/** Up to five threads close to what a viewer is writing, closest first. */
export async function similarThreads(viewer: Viewer, title: string, text = "") {
	return threadsOf(viewer, await search.similar({ title, text }, scopeOf(viewer), most));
}

/** Up to five threads close to one that the viewer reads. */
export async function relatedThreads(viewer: Viewer, thread: { id: string; title: string }, tx = db) {
	const [opening] = await tx
		.select({ text: sql<string>`left(${posts.text}, ${longestText})` })
		.from(posts)
		.innerJoin(threads, sql`${threads.id} = ${posts.threadId}`)
		.where(and(sql`${posts.threadId} = ${thread.id}`, sql`${posts.opening} = 1`, visibleTo(viewer)));
	return threadsOf(viewer, await search.similar({ title: thread.title, text: opening?.text ?? "" }, scopeOf(viewer), most, thread.id));
}

const typedText = (typed: string, longest: number) => typed.toWellFormed().replaceAll("\0", "").slice(0, longest).toWellFormed();

const sectionNames = [...new Set(Object.values(shapes).flatMap(({ sections }) => sections.map(({ name }) => name)))];

/** What the composer shows of the threads that the form's title and text resemble; none before the title says something. */
export async function similarTo(viewer: Viewer, field: (name: string) => unknown) {
	const title = typedText(String(field("title") ?? ""), limits.title);
	if (title.trim().length < 10) return [];
	const text = sectionNames.map((name) => field(name) ?? "").join("\n");
	const found = await similarThreads(viewer, title, typedText(text.trim(), longestText));
	return found.flatMap(({ slug, kind, ...thread }) =>
		kind === "ama" ? [] : [{ ...thread, kind, path: threadPath({ id: thread.id, slug }) }],
	);
}

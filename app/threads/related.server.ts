import type { Viewer } from "#app/auth/rules.ts";
import { search } from "#app/core/search.server.ts";
import { limits, threadPath } from "./rules.ts";
import { visibleTo } from "./visible.server.ts";

export type RelatedThread = Awaited<ReturnType<typeof similarThreads>>[number];

/** Threads that a title which is being written resembles. */
export const similarThreads = (viewer: Viewer, title: string) => search.similar(title, visibleTo(viewer));

/** Threads close to one that the viewer reads. */
export const relatedThreads = (viewer: Viewer, thread: { id: string; title: string }) =>
	search.similar(thread.title, visibleTo(viewer), thread.id);

/** Threads with posts that match the words, best first. */
export const searchThreads = (viewer: Viewer, query: string, page: number, size: number) =>
	search.search(query, visibleTo(viewer), size + 1, page * size);

/** What the composer shows of the threads that a title resembles; none before it says something. */
export async function similarTo(viewer: Viewer, typed: string) {
	const title = typed.toWellFormed().replaceAll("\0", "").slice(0, limits.title).toWellFormed();
	if (title.trim().length < 10) return [];
	const found = await similarThreads(viewer, title);
	return found.flatMap(({ slug, kind, ...thread }) =>
		kind === "ama" ? [] : [{ ...thread, kind, path: threadPath({ id: thread.id, slug }) }],
	);
}

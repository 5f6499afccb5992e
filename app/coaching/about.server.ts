import { and, eq, inArray, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import { tools } from "#db/schema/people.server.ts";
import { threads } from "#db/schema/threads.server.ts";

export type About = { id: string; title: string; path: string };

/** Of the threads that bookings are about, those that the viewer may see. */
export async function aboutThreads(viewer: Viewer, ids: (string | null | undefined)[], tx = db): Promise<About[]> {
	const known = [...new Set(ids.filter((id) => typeof id === "string"))];
	if (known.length === 0) return [];
	const rows = await tx
		.select({ id: threads.id, slug: threads.slug, title: threads.title })
		.from(threads)
		.where(and(inArray(threads.id, known), visibleTo(viewer)));
	return rows.map(({ id, slug, title }) => ({ id, title, path: threadPath({ id, slug }) }));
}

/** The slug of a tool that a thread is about, by its tags or as a win's tool; null when it names none, or the viewer may not see it. */
export async function toolAbout(viewer: Viewer, threadId: string, tx = db): Promise<string | null> {
	const [row] = await tx
		.select({ slug: tools.slug })
		.from(threads)
		.innerJoin(
			tools,
			sql`${tools.retiredAt} is null and (${tools.id} = ${threads.toolId} or exists (select from thread_tags g where g.thread_id = ${threads.id} and g.tag = ${tools.slug}))`,
		)
		.where(and(eq(threads.id, threadId), visibleTo(viewer)))
		.orderBy(tools.name)
		.limit(1);
	return row?.slug ?? null;
}

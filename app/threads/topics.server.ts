import { count, desc, eq, inArray } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { threads, threadTags } from "#db/schema/threads.server.ts";
import { visibleTo } from "./visible.server.ts";

/** A tool by its slug, or null. */
export async function toolBySlug(slug: string, tx = db) {
	const [tool] = await tx.select({ id: tools.id, name: tools.name }).from(tools).where(eq(tools.slug, slug));
	return tool ?? null;
}

/** A job role by its slug, or null. */
export async function jobRoleBySlug(slug: string, tx = db) {
	const [role] = await tx.select({ id: jobRoles.id, name: jobRoles.name }).from(jobRoles).where(eq(jobRoles.slug, slug));
	return role ?? null;
}

/** A tag from an address; null when it can not be one. Whether a tag was ever used tells nothing, so any well-formed one is a page. */
export const tagNamed = (name: string | undefined) => (name && /^[a-z0-9][a-z0-9-]{0,29}$/.test(name) ? name : null);

/** Tags of the latest threads that the viewer can read, most used first; for offering them. */
export async function tagsInUse(viewer: Viewer, tx = db): Promise<string[]> {
	const latest = tx
		.select({ id: threads.id })
		.from(threads)
		.where(visibleTo(viewer))
		.orderBy(desc(threads.lastActivityAt), desc(threads.id))
		.limit(200);
	const rows = await tx
		.select({ tag: threadTags.tag })
		.from(threadTags)
		.where(inArray(threadTags.threadId, latest))
		.groupBy(threadTags.tag)
		.orderBy(desc(count()), threadTags.tag)
		.limit(40);
	return rows.map(({ tag }) => tag);
}

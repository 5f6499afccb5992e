import { eq } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";

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

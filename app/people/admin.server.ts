import { and, asc, eq, ilike, or, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { accounts, installation } from "#db/schema/auth.server.ts";
import { departments, people } from "#db/schema/people.server.ts";

const page = 50;

/** Accounts by name for an admin: who may do what, nothing about what anybody did. */
export async function accountList(viewer: Viewer, q: string, after: string | null, tx = db) {
	if (!isAdmin(viewer)) throw forbidden();
	const text = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
	const rows = await tx
		.select({
			id: people.id,
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			email: accounts.email,
			role: accounts.role,
			leader: people.leader,
			disabledAt: accounts.disabledAt,
			department: departments.name,
		})
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.leftJoin(departments, eq(departments.id, people.departmentId))
		.where(
			and(
				q ? or(ilike(people.name, text), ilike(accounts.email, text), ilike(people.handle, text)) : undefined,
				after ? sql`(${people.name}, ${people.id}) > (select p.name, p.id from people p where p.id = ${after})` : undefined,
			),
		)
		.orderBy(asc(people.name), asc(people.id))
		.limit(page + 1);
	const items = rows.slice(0, page);
	return { items, next: rows.length > page ? (items.at(-1)?.id ?? null) : null };
}

/** Sets the company's name and the e-mail domains whose people may join by themselves. */
export async function saveInstallation(viewer: Viewer, input: { name: string; allowedDomains: string[] }): Promise<void> {
	if (!isAdmin(viewer)) throw forbidden();
	await db.insert(installation).values(input).onConflictDoUpdate({ target: installation.id, set: input });
}

/** Says that a person answers openly in AMAs as a leader, or no longer does. Throws 404 when there is no such person. */
export async function setLeader(viewer: Viewer, personId: string, leader: boolean): Promise<void> {
	if (!isAdmin(viewer)) throw forbidden();
	const changed = await db.update(people).set({ leader }).where(eq(people.id, personId)).returning({ id: people.id });
	if (changed.length === 0) throw notFound();
}

import { asc, eq } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { sqlState } from "#app/core/away.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { departments, jobRoles, tools } from "#db/schema/people.server.ts";

const lists = { departments, "job-roles": jobRoles, tools };
export type ListName = keyof typeof lists;
export const listNames = ["departments", "job-roles", "tools"] as const;

/** All entries of the three lists that an admin keeps, retired ones too. */
export async function allLists(tx = db) {
	const read = (table: (typeof lists)[ListName]) =>
		tx.select({ id: table.id, name: table.name, retiredAt: table.retiredAt }).from(table).orderBy(asc(table.name));
	const [departmentList, jobRoleList, toolList] = await Promise.all([read(departments), read(jobRoles), read(tools)]);
	return { departments: departmentList, "job-roles": jobRoleList, tools: toolList };
}

const onlyAdmin = (viewer: Viewer) => {
	if (!isAdmin(viewer)) throw forbidden();
};
const slugFor = (name: string) =>
	name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 40);

/** Adds an entry. Returns what is wrong with its name, or null. */
export async function addEntry(viewer: Viewer, list: ListName, name: string): Promise<string | null> {
	onlyAdmin(viewer);
	const table = lists[list];
	const slug = slugFor(name) || newId();
	try {
		await db.insert(table).values({ id: newId(), slug, name });
		return null;
	} catch (error) {
		if (sqlState(error)?.code === "23505") return "This list has such an entry already, perhaps a retired one.";
		throw error;
	}
}

/** Renames an entry; its address stays. Returns what is wrong with the name, or null. */
export async function renameEntry(viewer: Viewer, list: ListName, id: string, name: string): Promise<string | null> {
	onlyAdmin(viewer);
	const table = lists[list];
	try {
		await db.update(table).set({ name }).where(eq(table.id, id));
		return null;
	} catch (error) {
		if (sqlState(error)?.code === "23505") return "Another entry has this name.";
		throw error;
	}
}

/** Retires an entry, which stays where it is used and is offered no more, or offers it again. */
export async function retireEntry(viewer: Viewer, list: ListName, id: string, retired: boolean): Promise<void> {
	onlyAdmin(viewer);
	const table = lists[list];
	await db
		.update(table)
		.set({ retiredAt: retired ? now() : null })
		.where(eq(table.id, id));
}

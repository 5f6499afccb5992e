import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { departments, jobRoles, people, personTools, tools } from "#db/schema/people.server.ts";

export const directoryPage = 30;
const present = isNull(accounts.disabledAt);
const startsWith = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Handle to id and name, of those handles that belong to somebody who is here. */
export async function peopleByHandles(handles: string[], tx = db): Promise<Map<string, { id: string; name: string }>> {
	if (handles.length === 0) return new Map();
	const rows = await tx
		.select({ handle: people.handle, id: people.id, name: people.name })
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.where(and(inArray(people.handle, handles), present));
	return new Map(rows.map(({ handle, ...person }) => [handle, person]));
}

/** What makes a person the viewer of a page; for queries that join people with their accounts. */
export const viewerColumns = {
	id: people.id,
	role: accounts.role,
	handle: people.handle,
	name: people.name,
	photo: people.photo,
	timeZone: people.timeZone,
};

/** A person as the viewer of what they may see, with their address; null when there is no such account or it is closed. */
export async function viewerById(id: string, tx = db): Promise<(Viewer & { email: string }) | null> {
	const [row] = await tx
		.select({ ...viewerColumns, email: accounts.email })
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.where(and(eq(people.id, id), present));
	return row ?? null;
}

/** Up to eight people whose handle, or any word of whose name, begins with the text; for completing a mention. */
export async function searchPeople(_viewer: Viewer, prefix: string, tx = db) {
	const text = prefix.trim().slice(0, 40);
	return tx
		.select({ handle: people.handle, name: people.name, photo: people.photo })
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.where(
			and(
				present,
				or(
					sql`${people.handle} like ${startsWith(text.toLowerCase())}`,
					sql`${people.name} ilike ${startsWith(text)}`,
					sql`${people.name} ilike ${`% ${startsWith(text)}`}`,
				),
			),
		)
		.orderBy(asc(people.name))
		.limit(8);
}

/** The lists that forms offer: entries that are not retired, by name. */
export async function listsForForms(tx = db) {
	const read = (table: typeof departments | typeof jobRoles | typeof tools) =>
		tx.select({ id: table.id, slug: table.slug, name: table.name }).from(table).where(isNull(table.retiredAt)).orderBy(asc(table.name));
	const [departmentList, jobRoleList, toolList] = await Promise.all([read(departments), read(jobRoles), read(tools)]);
	return { departments: departmentList, jobRoles: jobRoleList, tools: toolList };
}

const personColumns = {
	id: people.id,
	handle: people.handle,
	name: people.name,
	photo: people.photo,
	askMeAbout: people.askMeAbout,
	department: departments.name,
	jobRole: jobRoles.name,
};

export type DirectoryFilter = { q?: string; department?: string; role?: string; tool?: string };

/** A page of colleagues by name, after the person with the id `after`. No number about anybody's activity. */
export async function directory(_viewer: Viewer, filter: DirectoryFilter, after: string | null, tx = db) {
	const words = filter.q?.trim().slice(0, 60);
	const conditions: (SQL | undefined)[] = [
		present,
		words
			? or(
					sql`${people.name} ilike ${`%${startsWith(words)}`}`,
					sql`${people.askMeAbout} ilike ${`%${startsWith(words)}`}`,
					sql`${people.handle} like ${startsWith(words.toLowerCase())}`,
				)
			: undefined,
		filter.department ? eq(departments.slug, filter.department) : undefined,
		filter.role ? eq(jobRoles.slug, filter.role) : undefined,
		filter.tool
			? sql`exists (select 1 from person_tools pt join tools t on t.id = pt.tool_id where pt.person_id = ${people.id} and t.slug = ${filter.tool})`
			: undefined,
		after ? sql`(${people.name}, ${people.id}) > (select p.name, p.id from people p where p.id = ${after})` : undefined,
	];
	const rows = await tx
		.select(personColumns)
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.leftJoin(departments, eq(departments.id, people.departmentId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(and(...conditions))
		.orderBy(asc(people.name), asc(people.id))
		.limit(directoryPage + 1);
	const items = rows.slice(0, directoryPage);
	return { items, next: rows.length > directoryPage ? (items.at(-1)?.id ?? null) : null };
}

/** A colleague's profile; null when there is none by that handle. */
export async function profileOf(_viewer: Viewer, handle: string, tx = db) {
	const [person] = await tx
		.select({
			...personColumns,
			timeZone: people.timeZone,
			learningNow: people.learningNow,
			leader: people.leader,
			gone: sql<boolean>`${accounts.disabledAt} is not null`,
		})
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.leftJoin(departments, eq(departments.id, people.departmentId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(eq(people.handle, handle));
	if (!person) return null;
	// Who is no longer here stays a name under what they wrote, and nothing more.
	if (person.gone) return { ...person, photo: null, askMeAbout: "", learningNow: "", department: null, jobRole: null, tools: [] };
	const theirTools = await tx
		.select({ slug: tools.slug, name: tools.name })
		.from(personTools)
		.innerJoin(tools, eq(tools.id, personTools.toolId))
		.where(eq(personTools.personId, person.id))
		.orderBy(asc(tools.name));
	return { ...person, tools: theirTools };
}

/** What the viewer can change about themself, as stored, and the lists to choose from with what they have chosen, even if retired. */
export async function ownProfile(viewer: Viewer, tx = db) {
	const [row] = await tx
		.select({
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			timeZone: people.timeZone,
			askMeAbout: people.askMeAbout,
			learningNow: people.learningNow,
			department: { id: departments.id, slug: departments.slug, name: departments.name },
			jobRole: { id: jobRoles.id, slug: jobRoles.slug, name: jobRoles.name },
		})
		.from(people)
		.leftJoin(departments, eq(departments.id, people.departmentId))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.where(eq(people.id, viewer.id));
	if (!row) return null;
	const [own, offered] = await Promise.all([
		tx
			.select({ id: tools.id, slug: tools.slug, name: tools.name })
			.from(personTools)
			.innerJoin(tools, eq(tools.id, personTools.toolId))
			.where(eq(personTools.personId, viewer.id)),
		listsForForms(tx),
	]);
	const { department, jobRole, ...profile } = row;
	return {
		profile: { ...profile, departmentId: department?.id ?? "", jobRoleId: jobRole?.id ?? "", tools: own.map(({ id }) => id) },
		lists: {
			departments: withOwn(offered.departments, [department]),
			jobRoles: withOwn(offered.jobRoles, [jobRole]),
			tools: withOwn(offered.tools, own),
		},
	};
}

type Entry = { id: string; slug: string; name: string };
const withOwn = (offered: Entry[], own: (Entry | null)[]): Entry[] => {
	const missing = own.filter((entry) => entry !== null).filter(({ id }) => !offered.some((other) => other.id === id));
	return [...offered, ...missing].toSorted((a, b) => a.name.localeCompare(b.name, "en"));
};

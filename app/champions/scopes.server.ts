import { type SQL, sql } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import type { Tx } from "#db/client.server.ts";
import { championScopes } from "#db/schema/champions.server.ts";
import { type ScopeKind, type Scopes, scopeKinds } from "./rules.ts";

const tables = { departments: "departments", jobRoles: "job_roles", tools: "tools" } as const;
const columns = { departments: "department_id", jobRoles: "job_role_id", tools: "tool_id" } as const;

/** What a term is for, as one JSON value of a query; each list by name. */
export const scopesOf = (termId: SQL): SQL<Scopes> =>
	sql<Scopes>`json_build_object(${sql.join(
		scopeKinds.flatMap((kind) => [
			sql`${kind}::text`,
			sql`(select coalesce(json_agg(json_build_object('id', l.id, 'slug', l.slug, 'name', l.name) order by l.name), '[]'::json)
				from champion_scopes cs join ${sql.identifier(tables[kind])} l on l.id = cs.${sql.identifier(columns[kind])} where cs.term_id = ${termId})`,
		]),
		sql`, `,
	)})`;

export type ScopeIds = Record<ScopeKind, string[]>;

/** Sets what a term is for. Returns the kind of list that has no such entry, and changes nothing then; else null. */
export async function setScopes(termId: string, ids: ScopeIds, tx: Tx): Promise<ScopeKind | null> {
	for (const kind of scopeKinds) {
		const wanted = [...new Set(ids[kind])];
		if (wanted.length === 0) continue;
		const [known] = await tx.execute<{ n: number }>(
			sql`select count(*)::int as n from ${sql.identifier(tables[kind])} where id = any(${sql.param(wanted)}::text[])`,
		);
		if (known?.n !== wanted.length) return kind;
	}
	await tx.execute(sql`delete from champion_scopes where term_id = ${termId}`);
	const rows = [
		...[...new Set(ids.departments)].map((departmentId) => ({ termId, departmentId })),
		...[...new Set(ids.jobRoles)].map((jobRoleId) => ({ termId, jobRoleId })),
		...[...new Set(ids.tools)].map((toolId) => ({ termId, toolId })),
	];
	if (rows.length > 0) await tx.insert(championScopes).values(rows);
	return null;
}

/** The lists to choose from, with what is chosen already, even if it was retired meanwhile. */
export async function scopeLists(chosen: Scopes | null, tx = db): Promise<Scopes> {
	const offered = await listsForForms(tx);
	if (!chosen) return offered;
	const withChosen = (kind: ScopeKind) =>
		[...offered[kind], ...chosen[kind].filter(({ id }) => !offered[kind].some((entry) => entry.id === id))].sort((a, b) =>
			a.name.localeCompare(b.name, "en"),
		);
	return { departments: withChosen("departments"), jobRoles: withChosen("jobRoles"), tools: withChosen("tools") };
}

// Lists, people and terms for the tests of champions.
import { sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import type { AgreementInput, NominationInput } from "#app/champions/input.ts";
import { today } from "#app/champions/load.server.ts";
import { daysAfter } from "#app/champions/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { championScopes, champions, championTerms } from "#db/schema/champions.server.ts";
import { departments, jobRoles, people, personTools, tools } from "#db/schema/people.server.ts";
import { makePerson } from "#tests/support/makers.ts";

export const support = { id: "support0000000", slug: "support", name: "Support" };
export const agent = { id: "agent000000000", slug: "agent", name: "Agent" };
export const claude = { id: "claude00000000", slug: "claude", name: "Claude" };

export async function makeLists(): Promise<void> {
	await db.insert(departments).values([support, { id: "finance0000000", slug: "finance", name: "Finance" }]);
	await db.insert(jobRoles).values([agent, { id: "analyst0000000", slug: "analyst", name: "Analyst" }]);
	await db.insert(tools).values([claude, { id: "gemini00000000", slug: "gemini", name: "Gemini" }]);
}

export const nomination = (more: Partial<NominationInput> = {}): NominationInput => ({
	who: "self",
	handle: "",
	why: "I like to.",
	departments: [],
	jobRoles: [],
	tools: [claude.id],
	...more,
});
export const agreement = (more: Partial<AgreementInput> = {}): AgreementInput => ({
	departments: [],
	jobRoles: [],
	tools: [claude.id],
	startsOn: today(),
	endsOn: daysAfter(today(), 365),
	...more,
});

type Scope = { departmentId?: string; jobRoleId?: string; toolId?: string };

/** Makes somebody champion, as if both had agreed. Days from today. */
export async function makeChampion(
	person: Viewer,
	scopes: Scope[] = [{ toolId: claude.id }],
	{ from = -10, to = 300, own = {} as Partial<typeof champions.$inferInsert> } = {},
) {
	const id = newId();
	const at = now();
	await db.insert(championTerms).values({
		id,
		personId: person.id,
		state: "agreed",
		nominatedBy: person.id,
		why: "Why not.",
		proposedAt: at,
		adminId: person.id,
		adminAgreedAt: at,
		personAgreedAt: at,
		startsOn: daysAfter(today(), from),
		endsOn: daysAfter(today(), to),
	});
	await db.insert(championScopes).values(scopes.map((scope) => ({ termId: id, ...scope })));
	await db
		.insert(champions)
		.values({ personId: person.id, ...own })
		.onConflictDoUpdate({ target: champions.personId, set: { personId: person.id, ...own } });
	return id;
}

/** So many people of a department with a role and a tool. */
export async function makeColleagues(count: number, { departmentId = support.id, jobRoleId = agent.id, toolId = claude.id } = {}) {
	const made = [];
	for (let n = 0; n < count; n++) {
		const person = await makePerson();
		await db.update(people).set({ departmentId, jobRoleId }).where(sql`id = ${person.id}`);
		await db.insert(personTools).values({ personId: person.id, toolId });
		made.push(person);
	}
	return made;
}

/** The notices that wait to be written, as "kind person". */
export async function noticesOf(termId: string): Promise<string[]> {
	const rows = await db.execute<{ payload: { kind: string; personId: string; termId: string } }>(
		sql`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'notifications.notice'`,
	);
	return rows
		.filter(({ payload }) => payload.termId === termId)
		.map(({ payload }) => `${payload.kind} ${payload.personId}`)
		.sort();
}

import { sql } from "drizzle-orm";
import { boolean, check, date, index, pgTable, primaryKey, smallint, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { termStates, termWishes } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { departments, jobRoles, people, tools } from "./people.server.ts";

/** What somebody who is, was or may become a champion says of themself. Docs: docs/decisions/018-champions.md. */
export const champions = pgTable(
	"champions",
	{
		personId: text()
			.primaryKey()
			.references(() => people.id, { onDelete: "cascade" }),
		/** BCP 47 language tags in which they help. */
		languages: text().array().notNull().default(sql`'{}'`),
		/** Questions and sessions in 28 days that are enough; zero is none for now. */
		capacity: smallint().notNull().default(8),
		/** Resting: nothing is brought to them. No reason is asked for, and none is kept. */
		restingSince: instant(),
		/** Open for sessions now, until then. */
		openUntil: instant(),
		/** Shown among those who were champions, once no term runs. */
		shownAfterwards: boolean().notNull().default(true),
		/** Their own notes at the desk: read by nobody else. */
		notes: text().notNull().default(""),
	},
	(t) => [
		check("champions_capacity", sql`${t.capacity} between 0 and 100`),
		check("champions_languages", sql`cardinality(${t.languages}) <= 10`),
		check("champions_notes", sql`char_length(${t.notes}) <= 20000`),
	],
);

/**
 * A person being champion from one day to another (local days, the last one excluded). It begins as a nomination and needs two yeses.
 * No two terms of one person overlap (exclusion constraint `champion_terms_apart`, in the migration).
 */
export const championTerms = pgTable(
	"champion_terms",
	{
		id: id(),
		personId: text()
			.notNull()
			.references(() => people.id),
		state: text({ enum: termStates }).notNull(),
		/** The person themself, or a peer. */
		nominatedBy: text()
			.notNull()
			.references(() => people.id),
		why: text().notNull(),
		proposedAt: instant().notNull(),
		adminId: text().references(() => people.id),
		adminAgreedAt: instant(),
		personAgreedAt: instant(),
		startsOn: date({ mode: "string" }),
		endsOn: date({ mode: "string" }),
		/** When the person was asked what comes after it. */
		askedAt: instant(),
		wish: text({ enum: termWishes }),
		handOverTo: text().references(() => people.id),
	},
	(t) => [
		check("champion_terms_state", sql`${t.state} in ('proposed', 'agreed', 'declined')`),
		check("champion_terms_wish", sql`${t.wish} in ('renew', 'rest', 'hand-over')`),
		check("champion_terms_hand_over", sql`${t.handOverTo} is null or (${t.wish} = 'hand-over' and ${t.handOverTo} <> ${t.personId})`),
		check("champion_terms_why", sql`char_length(${t.why}) between 1 and 500`),
		check("champion_terms_days", sql`(${t.startsOn} is null) = (${t.endsOn} is null) and ${t.startsOn} < ${t.endsOn}`),
		check(
			"champion_terms_two",
			sql`${t.state} <> 'agreed' or num_nulls(${t.adminAgreedAt}, ${t.personAgreedAt}, ${t.adminId}, ${t.startsOn}) = 0`,
		),
		// One proposal for a person at a time.
		uniqueIndex("champion_terms_proposed")
			.on(t.personId)
			.where(sql`state = 'proposed'`),
		index("champion_terms_person").on(t.personId, t.endsOn),
		// Which terms end within a month?
		index("champion_terms_ends")
			.on(t.endsOn)
			.where(sql`state = 'agreed'`),
	],
);

/** What a term is for: a department, a job role or a tool. */
export const championScopes = pgTable(
	"champion_scopes",
	{
		termId: text()
			.notNull()
			.references(() => championTerms.id, { onDelete: "cascade" }),
		departmentId: text().references(() => departments.id),
		jobRoleId: text().references(() => jobRoles.id),
		toolId: text().references(() => tools.id),
	},
	(t) => [
		unique("champion_scopes_once").on(t.termId, t.departmentId, t.jobRoleId, t.toolId).nullsNotDistinct(),
		check("champion_scopes_one", sql`num_nonnulls(${t.departmentId}, ${t.jobRoleId}, ${t.toolId}) = 1`),
		// Who looks after this department, role or tool?
		index("champion_scopes_department")
			.on(t.departmentId)
			.where(sql`department_id is not null`),
		index("champion_scopes_role").on(t.jobRoleId).where(sql`job_role_id is not null`),
		index("champion_scopes_tool").on(t.toolId).where(sql`tool_id is not null`),
	],
);

/** Which steps of the playbook a champion ticked off; seen by them alone. */
export const playbookSteps = pgTable(
	"playbook_steps",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		step: text().notNull(),
		doneAt: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.step] })],
);

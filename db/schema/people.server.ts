import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./auth.server.ts";
import { id, instant } from "./columns.server.ts";

const listColumns = () => ({ id: id(), slug: text().notNull().unique(), name: text().notNull().unique(), retiredAt: instant() });

/** Lists that an admin keeps. A retired entry stays on what already bears it and is offered no more. */
export const departments = pgTable("departments", listColumns());
export const jobRoles = pgTable("job_roles", listColumns());
export const tools = pgTable("tools", listColumns());

/** What colleagues see of an account. */
export const people = pgTable(
	"people",
	{
		id: text()
			.primaryKey()
			.references(() => accounts.id, { onDelete: "cascade" }),
		handle: text().notNull(),
		name: text().notNull(),
		photo: text(),
		departmentId: text().references(() => departments.id),
		jobRoleId: text().references(() => jobRoles.id),
		timeZone: text().notNull().default("UTC"),
		askMeAbout: text().notNull().default(""),
		learningNow: text().notNull().default(""),
		/** Answers openly in AMAs. Set by admins; it gives no other right. */
		leader: boolean().notNull().default(false),
	},
	(t) => [
		uniqueIndex("people_handle_key").on(t.handle),
		check("people_handle", sql`${t.handle} ~ '^[a-z0-9][a-z0-9-]{1,29}$'`),
		// Directory in name order, keyset.
		index("people_name").on(t.name, t.id),
		// Whose photo is this? Asked whenever an image is loaded.
		index("people_photo")
			.on(t.photo)
			.where(sql`photo is not null`),
		index("people_department").on(t.departmentId, t.name, t.id),
	],
);

export const personTools = pgTable(
	"person_tools",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		toolId: text()
			.notNull()
			.references(() => tools.id, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.personId, t.toolId] }), index("person_tools_tool").on(t.toolId)],
);

/** The secret in a person's Atom addresses; replacing the row revokes the old addresses. */
export const feedTokens = pgTable("feed_tokens", {
	personId: text()
		.primaryKey()
		.references(() => people.id, { onDelete: "cascade" }),
	tokenHash: text().notNull().unique(),
	createdAt: instant().notNull().defaultNow(),
});

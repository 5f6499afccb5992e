import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { circleVisibilities } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { people } from "./people.server.ts";

export const circles = pgTable(
	"circles",
	{
		id: id(),
		slug: text().notNull().unique(),
		name: text().notNull(),
		purpose: text().notNull(),
		/** Whether a sealed link of what is written here without a name is kept at all. */
		keepsLinks: boolean().notNull().default(true),
		visibility: text({ enum: circleVisibilities }).notNull(),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [check("circles_visibility", sql`${t.visibility} in ('open', 'private')`)],
);

export const circleMembers = pgTable(
	"circle_members",
	{
		circleId: text()
			.notNull()
			.references(() => circles.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		role: text({ enum: ["member", "keeper"] })
			.notNull()
			.default("member"),
		joinedAt: instant().notNull().defaultNow(),
	},
	(t) => [
		primaryKey({ columns: [t.circleId, t.personId] }),
		// The visibility predicate: which circles is this person in.
		index("circle_members_person").on(t.personId, t.circleId),
		check("circle_members_role", sql`${t.role} in ('member', 'keeper')`),
	],
);

import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { followLevels, followReasons } from "../enums.ts";
import { circles } from "./circles.server.ts";
import { instant } from "./columns.server.ts";
import { jobRoles, people, tools } from "./people.server.ts";
import { tags, threads } from "./threads.server.ts";

/** How closely a person follows one thread, circle, tag, tool or job role. Seen by that person alone. */
export const follows = pgTable(
	"follows",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		threadId: text().references(() => threads.id, { onDelete: "cascade" }),
		circleId: text().references(() => circles.id, { onDelete: "cascade" }),
		tag: text().references(() => tags.name, { onDelete: "cascade" }),
		toolId: text().references(() => tools.id, { onDelete: "cascade" }),
		jobRoleId: text().references(() => jobRoles.id, { onDelete: "cascade" }),
		level: text({ enum: followLevels }).notNull(),
		reason: text({ enum: followReasons }).notNull(),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [
		check("follows_one_target", sql`num_nonnulls(${t.threadId}, ${t.circleId}, ${t.tag}, ${t.toolId}, ${t.jobRoleId}) = 1`),
		check("follows_level", sql`${t.level} in ('all', 'first', 'mentions', 'muted')`),
		check("follows_reason", sql`${t.reason} = 'chosen' or (${t.reason} in ('own', 'replied') and ${t.threadId} is not null)`),
		// One choice for each; and, read from the target's side in order of people, whom a post may concern.
		uniqueIndex("follows_thread")
			.on(t.threadId, t.personId)
			.where(sql`thread_id is not null`),
		uniqueIndex("follows_circle").on(t.circleId, t.personId).where(sql`circle_id is not null`),
		uniqueIndex("follows_tag").on(t.tag, t.personId).where(sql`tag is not null`),
		uniqueIndex("follows_tool").on(t.toolId, t.personId).where(sql`tool_id is not null`),
		uniqueIndex("follows_role").on(t.jobRoleId, t.personId).where(sql`job_role_id is not null`),
		// What a person follows, on their settings; and what they muted, in the digest and when helpers are chosen.
		index("follows_person").on(t.personId, t.level),
	],
);

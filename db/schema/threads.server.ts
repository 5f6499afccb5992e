import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { agains, questionStates, threadKinds } from "../enums.ts";
import { circles } from "./circles.server.ts";
import { id, instant } from "./columns.server.ts";
import { jobRoles, people, tools } from "./people.server.ts";
import { posts } from "./posts.server.ts";

export const threads = pgTable(
	"threads",
	{
		id: id(),
		kind: text({ enum: threadKinds }).notNull(),
		title: text().notNull(),
		slug: text().notNull(),
		circleId: text()
			.notNull()
			.references(() => circles.id),
		/** Null when its author began it anonymously: then it bears their alias. */
		authorId: text().references(() => people.id),
		alias: text(),
		toolId: text().references(() => tools.id),
		again: text({ enum: agains }),
		state: text({ enum: questionStates }),
		acceptedPostId: text(),
		/** The lesson that a win grew out of. Whoever may read the one need not be one who may read the other. */
		grewFromId: text().references((): AnyPgColumn => threads.id, { onDelete: "set null" }),
		excerpt: text().notNull(),
		replyCount: integer().notNull().default(0),
		createdAt: instant().notNull().defaultNow(),
		firstReplyAt: instant(),
		lastActivityAt: instant().notNull().defaultNow(),
		pinnedUntil: instant(),
		closedAt: instant(),
		deletedAt: instant(),
		deletedBy: text().references(() => people.id),
	},
	(t) => [
		check("threads_kind", sql`${t.kind} in ('win', 'question', 'lesson', 'ama')`),
		check("threads_state", sql`(${t.kind} = 'question') = (${t.state} is not null)`),
		check("threads_accepted", sql`(${t.acceptedPostId} is not null) = (${t.state} is not null and ${t.state} = 'answered')`),
		check("threads_again", sql`(${t.kind} = 'lesson') = (${t.again} is not null)`),
		check("threads_grew_from", sql`${t.grewFromId} is null or ${t.kind} = 'win'`),
		check("threads_author", sql`num_nonnulls(${t.authorId}, ${t.alias}) = 1`),
		// An anonymous thread's times tell the day.
		check("threads_alias_day", sql`${t.alias} is null or extract(epoch from ${t.createdAt})::numeric % 86400 = 0`),
		check("threads_reply_count", sql`${t.replyCount} >= 0`),
		// An accepted answer is a post of this very thread.
		foreignKey({ name: "threads_accepted_post", columns: [t.id, t.acceptedPostId], foreignColumns: [posts.threadId, posts.id] }),
		// Latest, newest first.
		index("threads_latest")
			.on(t.lastActivityAt, t.id)
			.where(sql`deleted_at is null`),
		// A circle's threads; also For you.
		index("threads_circle")
			.on(t.circleId, t.lastActivityAt, t.id)
			.where(sql`deleted_at is null`),
		// Wins, questions, lessons.
		index("threads_by_kind")
			.on(t.kind, t.lastActivityAt, t.id)
			.where(sql`deleted_at is null`),
		// Threads about a tool.
		index("threads_tool")
			.on(t.toolId, t.lastActivityAt, t.id)
			.where(sql`deleted_at is null and tool_id is not null`),
		// Unanswered, longest waiting first.
		index("threads_unanswered")
			.on(t.createdAt, t.id)
			.where(sql`deleted_at is null and kind = 'question' and state <> 'answered'`),
		// "Waiting for an answer": few replies or none. The feed's condition must say the same, word for word.
		index("threads_waiting")
			.on(t.createdAt, t.id)
			.where(sql`deleted_at is null and kind = 'question' and state <> 'answered' and reply_count <= 2`),
		// Pinned in a circle.
		index("threads_pinned")
			.on(t.circleId, t.pinnedUntil)
			.where(sql`pinned_until is not null`),
		// What grew out of a lesson, newest first.
		index("threads_grown")
			.on(t.grewFromId, t.createdAt, t.id)
			.where(sql`grew_from_id is not null`),
		// "By this person", read only for the person's own page.
		index("threads_author").on(t.authorId, t.lastActivityAt),
	],
);

export const tags = pgTable("tags", { name: text().primaryKey() }, (t) => [
	check("tags_name", sql`${t.name} ~ '^[a-z0-9][a-z0-9-]{0,29}$'`),
]);

export const threadTags = pgTable(
	"thread_tags",
	{
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		tag: text()
			.notNull()
			.references(() => tags.name),
	},
	(t) => [primaryKey({ columns: [t.threadId, t.tag] }), index("thread_tags_tag").on(t.tag, t.threadId)],
);

/** The job roles that a win is written for. */
export const threadRoles = pgTable(
	"thread_roles",
	{
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		jobRoleId: text()
			.notNull()
			.references(() => jobRoles.id, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.threadId, t.jobRoleId] }), index("thread_roles_role").on(t.jobRoleId, t.threadId)],
);

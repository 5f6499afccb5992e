import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { amaHostRoles, amaQuestionStates } from "../enums.ts";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";
import { threads } from "./threads.server.ts";

/** An AMA is a thread; its questions and answers are posts of that thread. Docs: docs/decisions/016-ama.md. */
export const amas = pgTable(
	"amas",
	{
		threadId: text()
			.primaryKey()
			.references(() => threads.id, { onDelete: "cascade" }),
		opensAt: instant().notNull(),
		closesAt: instant().notNull(),
		archivedAt: instant(),
	},
	(t) => [
		check("amas_times", sql`${t.opensAt} < ${t.closesAt}`),
		// What was asked without a name appears up to half an hour later.
		check("amas_archived", sql`${t.archivedAt} is null or ${t.archivedAt} >= ${t.closesAt} + interval '1 hour'`),
		index("amas_closes").on(t.closesAt),
	],
);

export const amaHosts = pgTable(
	"ama_hosts",
	{
		threadId: text()
			.notNull()
			.references(() => amas.threadId, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id),
		role: text({ enum: amaHostRoles }).notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.threadId, t.personId] }),
		uniqueIndex("ama_hosts_one_leader").on(t.threadId).where(sql`role = 'leader'`),
		index("ama_hosts_person").on(t.personId, t.role),
		check("ama_hosts_role", sql`${t.role} in ('leader', 'co-host', 'delegate')`),
	],
);

/** How each question stands. A row is made by the database for every post of an AMA that answers none. */
export const amaQuestions = pgTable(
	"ama_questions",
	{
		postId: text().primaryKey(),
		threadId: text()
			.notNull()
			.references(() => amas.threadId, { onDelete: "cascade" }),
		state: text({ enum: amaQuestionStates }).notNull().default("open"),
		/** What was said last: the answer, the "I don't know yet", or why it is declined. */
		answerId: text(),
		/** By when something is known, as a day. */
		followUp: date({ mode: "string" }),
		/** It was "I don't know yet" once: the learning log tells what became of it. */
		onceUnknown: boolean().notNull().default(false),
		mergedInto: text(),
		theme: text(),
	},
	(t) => [
		unique("ama_questions_in_thread").on(t.threadId, t.postId),
		foreignKey({ name: "ama_questions_post", columns: [t.threadId, t.postId], foreignColumns: [posts.threadId, posts.id] }).onDelete(
			"cascade",
		),
		foreignKey({ name: "ama_questions_answer", columns: [t.threadId, t.answerId], foreignColumns: [posts.threadId, posts.id] }),
		foreignKey({ name: "ama_questions_merged", columns: [t.threadId, t.mergedInto], foreignColumns: [t.threadId, t.postId] }),
		index("ama_questions_merged_into").on(t.mergedInto).where(sql`merged_into is not null`),
		index("ama_questions_answered_by").on(t.answerId).where(sql`answer_id is not null`),
		check("ama_questions_state", sql`${t.state} in ('open', 'answered', 'unknown', 'declined', 'merged')`),
		check("ama_questions_said", sql`(${t.state} in ('answered', 'unknown', 'declined')) = (${t.answerId} is not null)`),
		check("ama_questions_follow_up", sql`(${t.state} = 'unknown') = (${t.followUp} is not null)`),
		check("ama_questions_once_unknown", sql`${t.state} <> 'unknown' or ${t.onceUnknown}`),
		check(
			"ama_questions_into",
			sql`(${t.state} = 'merged') = (${t.mergedInto} is not null) and ${t.mergedInto} is distinct from ${t.postId}`,
		),
		check("ama_questions_theme", sql`char_length(${t.theme}) between 1 and 40`),
	],
);

/** One vote a person. Who voted is shown to nobody. */
export const amaVotes = pgTable(
	"ama_votes",
	{
		postId: text()
			.notNull()
			.references(() => amaQuestions.postId, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.postId, t.personId] })],
);

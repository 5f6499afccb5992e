import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";
import { threads } from "./threads.server.ts";

/** A question that nobody has answered yet, and when it is brought to more people. The row goes when an answer comes. */
export const waitingQuestions = pgTable(
	"waiting_questions",
	{
		threadId: text()
			.primaryKey()
			.references(() => threads.id, { onDelete: "cascade" }),
		/** How often it has been brought to people: 0, 1 (after four hours), 2 (after a day). */
		wave: smallint().notNull().default(0),
		dueAt: instant(),
	},
	(t) => [
		check("waiting_questions_wave", sql`${t.wave} between 0 and 2`),
		// Which questions have waited long enough?
		index("waiting_questions_due")
			.on(t.dueAt)
			.where(sql`due_at is not null`),
	],
);

/** To whom a question was brought. Whether they passed it on is seen by nobody else. */
export const askedHelpers = pgTable(
	"asked_helpers",
	{
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		askedAt: instant().notNull(),
		/** They took it on: nobody else is asked for a day. */
		takenAt: instant(),
		passedAt: instant(),
		/** Passed on since it is not about what they know; said to nobody. */
		notMine: boolean().notNull().default(false),
	},
	(t) => [
		primaryKey({ columns: [t.threadId, t.personId] }),
		// How much was brought to somebody lately.
		index("asked_helpers_load").on(t.personId, t.askedAt),
	],
);

/** Somebody's first thread or first reply, and when a colleague first said something to it. */
export const firstPosts = pgTable(
	"first_posts",
	{
		postId: text()
			.primaryKey()
			.references(() => posts.id, { onDelete: "cascade" }),
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		writtenAt: instant().notNull(),
		answeredAt: instant(),
	},
	(t) => [
		// Which ones of a thread wait for a kind word.
		index("first_posts_waiting")
			.on(t.threadId)
			.where(sql`answered_at is null`),
	],
);

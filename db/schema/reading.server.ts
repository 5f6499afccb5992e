import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";
import { threads } from "./threads.server.ts";

/** How far a person has read. Seen by that person alone, in every response. */
export const threadReads = pgTable(
	"thread_reads",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		/** Every post written up to this instant has been on this person's screen. */
		readUpTo: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.threadId] })],
);

/** When a person's present and last visit began: what is new since. */
export const visits = pgTable("visits", {
	personId: text()
		.primaryKey()
		.references(() => people.id, { onDelete: "cascade" }),
	startedAt: instant().notNull(),
	previousAt: instant().notNull(),
	seenAt: instant().notNull(),
});

export const bookmarks = pgTable(
	"bookmarks",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.postId] }), index("bookmarks_latest").on(t.personId, t.createdAt)],
);

/** Unsent text, one per person and place (`new`, `reply:<thread>`, `edit:<post>`). */
export const drafts = pgTable(
	"drafts",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		place: text().notNull(),
		fields: jsonb().$type<Record<string, string | string[]>>().notNull(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.place] })],
);

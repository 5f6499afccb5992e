import { sql } from "drizzle-orm";
import {
	type AnyPgColumn,
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, type Sections, tsvector } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { threads } from "./threads.server.ts";

/** Every message: the opening one (`parent` null, `opening` true) and the replies. */
export const posts = pgTable(
	"posts",
	{
		id: id(),
		threadId: text()
			.notNull()
			.references((): AnyPgColumn => threads.id, { onDelete: "cascade" }),
		opening: smallint().notNull().default(0),
		authorId: text()
			.notNull()
			.references(() => people.id),
		parentId: text(),
		sections: jsonb().$type<Sections>().notNull(),
		/** The sections cooked to safe HTML, by `cookerVersion`. */
		cooked: jsonb().$type<Sections>().notNull(),
		cookerVersion: smallint().notNull(),
		text: text().notNull(),
		createdAt: instant().notNull().defaultNow(),
		editedAt: instant(),
		revision: integer().notNull().default(1),
		deletedAt: instant(),
		deletedBy: text().references(() => people.id),
		/** Chosen by the form: the same submission twice is one post. */
		submission: text().notNull().unique(),
		/** Says which post of a found thread to show; what is found at all stands in `search_documents`. */
		search: tsvector().generatedAlwaysAs(sql`to_tsvector('english', text)`),
	},
	(t) => [
		unique("posts_in_thread").on(t.threadId, t.id),
		foreignKey({ name: "posts_parent", columns: [t.threadId, t.parentId], foreignColumns: [t.threadId, t.id] }),
		uniqueIndex("posts_one_opening").on(t.threadId).where(sql`opening = 1`),
		// A thread page in reading order.
		index("posts_thread").on(t.threadId, t.createdAt, t.id),
		// Is this somebody's first?
		index("posts_author").on(t.authorId),
		check("posts_opening", sql`${t.opening} in (0, 1)`),
	],
);

/** Earlier versions of a post, oldest first; the current one is the post itself. */
export const postRevisions = pgTable(
	"post_revisions",
	{
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		revision: integer().notNull(),
		title: text(),
		sections: jsonb().$type<Sections>().notNull(),
		cooked: jsonb().$type<Sections>().notNull(),
		writtenAt: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.postId, t.revision] })],
);

/** An image that somebody placed in a post or a draft. */
export const uploads = pgTable("uploads", {
	name: text().primaryKey(),
	uploaderId: text().references(() => people.id, { onDelete: "set null" }),
	createdAt: instant().notNull().defaultNow(),
});

/** Which posts show an upload: whoever may read one of them may load it. */
export const postUploads = pgTable(
	"post_uploads",
	{
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		upload: text()
			.notNull()
			.references(() => uploads.name, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.upload, t.postId] })],
);

/** Who is mentioned in a post, as it reads now. */
export const postMentions = pgTable(
	"post_mentions",
	{
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.postId, t.personId] })],
);

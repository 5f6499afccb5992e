import { sql } from "drizzle-orm";
import {
	type AnyPgColumn,
	boolean,
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
import { aliases } from "./anonymity.server.ts";
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
		/** Null when it was written anonymously: then it bears its author's alias in this thread. */
		authorId: text().references(() => people.id),
		alias: text(),
		parentId: text(),
		/** Its writer says that they tried the way that the win describes. */
		tried: boolean().notNull().default(false),
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
		foreignKey({ name: "posts_alias", columns: [t.threadId, t.alias], foreignColumns: [aliases.threadId, aliases.name] }),
		check("posts_author", sql`num_nonnulls(${t.authorId}, ${t.alias}) = 1`),
		// What happens to an anonymous post tells the day. (When it was written: the day, or the instant after the post before it.)
		check(
			"posts_alias_day",
			sql`${t.alias} is null or (coalesce(extract(epoch from ${t.editedAt})::numeric % 86400, 0) = 0 and coalesce(extract(epoch from ${t.deletedAt})::numeric % 86400, 0) = 0)`,
		),
		check("posts_opening", sql`${t.opening} in (0, 1)`),
		check("posts_tried", sql`not (${t.tried} and ${t.opening} = 1)`),
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

/** An image that somebody placed in a post or a draft. Who did is not kept: `owner` is a keyed hash of its name and the person. */
export const uploads = pgTable("uploads", {
	name: text().primaryKey(),
	owner: text().notNull().default(""),
	/** To the day. */
	createdAt: instant().notNull(),
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

import { sql } from "drizzle-orm";
import {
	type AnyPgColumn,
	boolean,
	check,
	customType,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
} from "drizzle-orm/pg-core";
import { activityEvents, aliasLevels, sealedNewsKinds } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { officerKeys } from "./glass.server.ts";
import { posts } from "./posts.server.ts";
import { threads } from "./threads.server.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * The names that anonymous authors bear, one for each person and thread. Whose it is stands nowhere: `mark` and `token` are keyed
 * hashes, different in every thread, whose key is not in the database. Read by `app/anonymity/` alone. Docs: docs/decisions/014-anonymity.md.
 */
export const aliases = pgTable(
	"aliases",
	{
		threadId: text()
			.notNull()
			.references((): AnyPgColumn => threads.id, { onDelete: "cascade" }),
		name: text().notNull(),
		/** Of thread and person: is this alias the viewer's? */
		mark: text().notNull().unique(),
		/** Of the person and a number that counts their aliases: which aliases are the viewer's? */
		token: text().notNull().unique(),
		/** Whether its bearer hears of the thread. */
		level: text({ enum: aliasLevels }).notNull().default("all"),
		/** A moderator keeps it from writing in its thread. */
		muted: boolean().notNull().default(false),
		/** Until when its bearer may not write anonymously anywhere. */
		stoppedUntil: date({ mode: "string" }),
	},
	(t) => [
		primaryKey({ columns: [t.threadId, t.name] }),
		check("aliases_name", sql`${t.name} ~ '^[A-Z][a-z]+ [A-Z][a-z]+$'`),
		check("aliases_level", sql`${t.level} in ('all', 'muted')`),
		// Whose bearers are stopped?
		index("aliases_stopped")
			.on(t.stoppedUntil)
			.where(sql`stopped_until is not null`),
	],
);

/** What was written anonymously and waits to appear: sealed with a key that is not in the database, thread and author included. */
export const waitingPosts = pgTable(
	"waiting_posts",
	{
		/** The id that the post, or thread, will have. */
		id: id(),
		/** Of id and person: is it the viewer's? */
		owner: text().notNull(),
		/** Of the form's key and person: the same submission twice is one post. */
		submission: text().notNull().unique(),
		dueAt: instant().notNull(),
		sealed: bytea().notNull(),
	},
	(t) => [index("waiting_posts_due").on(t.dueAt)],
);

/** What the bearer of an alias is told: a row names the alias, never a person, and has no time of its own. */
export const sealedNews = pgTable(
	"sealed_news",
	{
		id: id(),
		threadId: text().notNull(),
		alias: text().notNull(),
		kind: text({ enum: sealedNewsKinds }).notNull(),
		cause: text().notNull(),
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		read: boolean().notNull().default(false),
	},
	(t) => [
		unique("sealed_news_cause").on(t.threadId, t.alias, t.cause),
		foreignKey({ name: "sealed_news_alias", columns: [t.threadId, t.alias], foreignColumns: [aliases.threadId, aliases.name] }).onDelete(
			"cascade",
		),
		check("sealed_news_kind", sql`${t.kind} in ('reply', 'accepted', 'reaction')`),
	],
);

/** How often somebody wrote anonymously on a day, by a hash whose key is thrown away with the day. */
export const anonymousCounts = pgTable(
	"anonymous_counts",
	{ day: date({ mode: "string" }).notNull(), mark: text().notNull(), count: integer().notNull() },
	(t) => [primaryKey({ columns: [t.day, t.mark] })],
);

/**
 * Who wrote a post, sealed so that the two officers can only open it together, for 90 days. Of fixed length; the day alone says when.
 * Docs: docs/decisions/015-break-glass.md.
 */
export const sealedLinks = pgTable(
	"sealed_links",
	{
		postId: text()
			.primaryKey()
			.references(() => posts.id, { onDelete: "cascade" }),
		outerKey: text()
			.notNull()
			.references(() => officerKeys.id),
		innerKey: text()
			.notNull()
			.references(() => officerKeys.id),
		box: text().notNull(),
		keptUntil: date({ mode: "string" }).notNull(),
	},
	(t) => [
		index("sealed_links_until").on(t.keptUntil),
		check("sealed_links_two", sql`${t.outerKey} <> ${t.innerKey}`),
		check("sealed_links_length", sql`char_length(${t.box}) = 932`),
	],
);

/** That somebody did something without their name in a week: whose it is says a keyed token alone, which is of the person and a number. */
export const sealedActivity = pgTable(
	"sealed_activity",
	{ token: text().primaryKey(), event: text({ enum: activityEvents }).notNull(), week: date({ mode: "string" }).notNull() },
	(t) => [check("sealed_activity_week", sql`extract(isodow from ${t.week}) = 1`)],
);

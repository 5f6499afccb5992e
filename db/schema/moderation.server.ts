import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { caseStates, flagReasons, moderationActs } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";

/** That somebody asked for a post to be looked at; once a person. */
export const flags = pgTable(
	"flags",
	{
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		reason: text({ enum: flagReasons }).notNull(),
		words: text().notNull().default(""),
		at: instant().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.postId, t.personId] }),
		check("flags_reason", sql`${t.reason} in ('unkind', 'personal', 'off-topic', 'spam', 'other')`),
		check("flags_words", sql`char_length(${t.words}) <= 500`),
	],
);

/** How a post stands with moderators. What is hidden is a taken-back post whose author may mend it. Docs: docs/decisions/017-moderation.md. */
export const moderationCases = pgTable(
	"moderation_cases",
	{
		postId: text()
			.primaryKey()
			.references(() => posts.id, { onDelete: "cascade" }),
		state: text({ enum: caseStates }).notNull(),
		openedAt: instant().notNull(),
		/** What its author is told. */
		explanation: text(),
	},
	(t) => [
		check("moderation_cases_state", sql`${t.state} in ('flagged', 'fine', 'hidden', 'mended', 'shown')`),
		check("moderation_cases_explanation", sql`(${t.state} in ('hidden', 'mended')) = (${t.explanation} is not null)`),
		index("moderation_cases_waiting").on(t.openedAt).where(sql`state in ('flagged', 'mended')`),
	],
);

/** What moderators decided, for good: a row can neither be changed nor taken out, and holds the hash of the one before it. */
export const moderationLog = pgTable(
	"moderation_log",
	{
		/** Counted by the database, without gaps. */
		id: bigint({ mode: "number" }).primaryKey(),
		at: instant().notNull(),
		/** Who decided; null for what people do who are not named here. */
		actorId: text(),
		postId: text(),
		/** The thread and alias of a decision about an alias. */
		about: text(),
		act: text({ enum: moderationActs }).notNull(),
		/** A reason or an explanation; never the words of a post. */
		words: text().notNull().default(""),
		prevHash: text().notNull().default(""),
		hash: text().notNull().default(""),
	},
	(t) => [
		check(
			"moderation_log_act",
			sql`${t.act} in ('flagged', 'fine', 'hidden', 'mended', 'shown', 'muted', 'unmuted', 'stopped', 'freed', 'glass-asked', 'glass-confirmed', 'glass-withdrawn', 'glass-opened', 'glass-read', 'officers', 'note-fine', 'note-removed')`,
		),
		index("moderation_log_post").on(t.postId),
	],
);

/** What moderators tell each other about a post. */
export const moderatorNotes = pgTable(
	"moderator_notes",
	{
		id: id(),
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id),
		text: text().notNull(),
		at: instant().notNull(),
	},
	(t) => [index("moderator_notes_post").on(t.postId, t.at)],
);

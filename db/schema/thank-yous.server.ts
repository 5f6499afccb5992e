import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { nominationStates, noteDecisions } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { people } from "./people.server.ts";

/** What a colleague helped somebody to do, as they wrote it. Read by the two; shown on the receiver's profile only if both want that. */
export const thankYous = pgTable(
	"thank_yous",
	{
		id: id(),
		fromId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		toId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		text: text().notNull(),
		/** The post or session that it is about, if one. */
		aboutId: text(),
		at: instant().notNull(),
		/** Its writer agrees that others read it. */
		mayShow: boolean().notNull(),
		/** Its receiver shows it. */
		shown: boolean().notNull().default(false),
		seenAt: instant(),
	},
	(t) => [
		unique("thank_yous_once").on(t.fromId, t.toId, t.aboutId),
		unique("thank_yous_between").on(t.id, t.fromId, t.toId),
		check("thank_yous_two", sql`${t.fromId} <> ${t.toId}`),
		check("thank_yous_text", sql`char_length(${t.text}) between 1 and 600`),
		check("thank_yous_shown", sql`not ${t.shown} or ${t.mayShow}`),
		// What was somebody thanked for?
		index("thank_yous_to").on(t.toId, t.at),
	],
);

/**
 * That the writer of a note proposes its receiver for a peer badge. One person who is neither reads it and decides; it goes with its note.
 * Docs: docs/decisions/022-nominations.md.
 */
export const nominations = pgTable(
	"nominations",
	{
		id: id(),
		noteId: text().notNull().unique(),
		fromId: text().notNull(),
		toId: text().notNull(),
		badge: text().notNull(),
		state: text({ enum: nominationStates }).notNull().default("waiting"),
		askedAt: instant().notNull(),
		/** Who is asked to read it; null while there is nobody who could. */
		reviewerId: text().references(() => people.id, { onDelete: "set null" }),
		/** Since when this one is asked. */
		reviewerSince: instant().notNull(),
		decidedAt: instant(),
		/** Why it was sent back. */
		reason: text(),
	},
	(t) => [
		foreignKey({
			name: "nominations_note",
			columns: [t.noteId, t.fromId, t.toId],
			foreignColumns: [thankYous.id, thankYous.fromId, thankYous.toId],
		}).onDelete("cascade"),
		unique("nominations_once").on(t.fromId, t.toId, t.badge),
		check("nominations_neither", sql`${t.reviewerId} <> ${t.fromId} and ${t.reviewerId} <> ${t.toId}`),
		check("nominations_state", sql`${t.state} in ('waiting', 'given', 'returned', 'unread')`),
		check("nominations_decided", sql`(${t.state} = 'waiting') = (${t.decidedAt} is null)`),
		check("nominations_reason", sql`(${t.state} = 'returned') = (${t.reason} is not null) and char_length(${t.reason}) between 1 and 500`),
		// What is somebody asked to read? What waits too long?
		index("nominations_waiting")
			.on(t.reviewerId, t.reviewerSince)
			.where(sql`state = 'waiting'`),
	],
);

/** Who was asked to read a nomination so far: nobody is asked twice. */
export const nominationReaders = pgTable(
	"nomination_readers",
	{
		nominationId: text()
			.notNull()
			.references(() => nominations.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
	},
	(t) => [primaryKey({ columns: [t.nominationId, t.personId] })],
);

/** That the receiver of a note asked a moderator to look at it, as it read then: who wrote it can take it back meanwhile. Gone after 60 days. */
export const noteReports = pgTable(
	"note_reports",
	{
		/** The note, whether it is still there or not. */
		noteId: text().primaryKey(),
		fromId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		toId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		text: text().notNull(),
		/** What its receiver said beside it. */
		words: text().notNull(),
		at: instant().notNull(),
		decision: text({ enum: noteDecisions }),
		decidedAt: instant(),
		/** What its writer is told. */
		explanation: text(),
		/** Its writer was told. */
		seenAt: instant(),
	},
	(t) => [
		check("note_reports_words", sql`char_length(${t.words}) <= 500`),
		check("note_reports_decision", sql`${t.decision} in ('fine', 'removed')`),
		check("note_reports_decided", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
		check("note_reports_explanation", sql`(${t.decision} is not distinct from 'removed') = (${t.explanation} is not null)`),
		// What waits for moderators?
		index("note_reports_waiting")
			.on(t.at)
			.where(sql`decision is null`),
		// What of somebody's was taken away?
		index("note_reports_from")
			.on(t.fromId)
			.where(sql`decision = 'removed'`),
	],
);

import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { documentKinds, searchTargets as targetNames } from "../enums.ts";
import { id, instant, tsvector } from "./columns.server.ts";

/** What Postgres searches: one row for each thread with its replies, each person, each circle. Written by the index's sync alone. */
export const searchDocuments = pgTable(
	"search_documents",
	{
		kind: text({ enum: documentKinds }).notNull(),
		id: text().notNull(),
		/** The words of the title or name alone. */
		title: tsvector().notNull(),
		/** Title (A), labels such as tags and roles (B), opening text (C): what ranks. */
		opening: tsvector().notNull(),
		/** Every word, replies too, without places: what matches. */
		everything: tsvector().notNull(),
		/** The words as written, folded: what this document adds to the lexicon. */
		words: text().array().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.id] }),
		index("search_documents_title").using("gin", t.title),
		index("search_documents_everything").using("gin", t.everything),
		check("search_documents_kind", sql`${t.kind} in ('thread', 'person', 'circle')`),
	],
);

/** The lexicon: every word that some document holds, and in how many. For prefixes, typing errors, and what is rare. */
export const searchWords = pgTable("search_words", { word: text().primaryKey(), uses: integer().notNull() }, (t) => [
	// Words that begin so.
	index("search_words_prefix").on(sql`${t.word} text_pattern_ops`),
	// Words mistyped at the end, or in the middle; words mistyped at the start.
	index("search_words_start").on(sql`left(${t.word}, 1)`, sql`length(${t.word})`),
	index("search_words_end").on(sql`right(${t.word}, 2)`, sql`length(${t.word})`),
	index("search_words_uses").on(t.uses),
]);

/**
 * Who keeps an index of the documents, and how that goes. A row of `search_changes` per target says which documents changed since;
 * triggers write it in the transaction of the change itself.
 */
export const searchTargets = pgTable(
	"search_targets",
	{
		name: text({ enum: targetNames }).primaryKey(),
		/** One server at a time brings a target up to date; a server that dies loses its turn then. */
		leasedUntil: instant(),
		leasedBy: text(),
		/** What the index was last built with: another build or other synonyms make it new. Null: never. */
		builtWith: text(),
		failedAt: instant(),
		failure: text(),
	},
	(t) => [check("search_targets_name", sql`${t.name} in ('postgres', 'meilisearch')`)],
);

export const searchChanges = pgTable(
	"search_changes",
	{
		target: text()
			.notNull()
			.references(() => searchTargets.name, { onDelete: "cascade" }),
		kind: text({ enum: documentKinds }).notNull(),
		id: text().notNull(),
		/** Grows with every change, so that one which happens while the document is being read is not taken for done. */
		seq: bigint({ mode: "bigint" }).notNull().default(sql`nextval('search_changes_seq')`),
	},
	(t) => [primaryKey({ columns: [t.target, t.kind, t.id] }), index("search_changes_order").on(t.target, t.seq)],
);

/** Words that mean the same, as an admin keeps them. */
export const searchSynonyms = pgTable("search_synonyms", {
	id: id(),
	words: text().array().notNull(),
	createdAt: instant().notNull().defaultNow(),
});

/**
 * Searches that found nothing: the words and no person. Of each searcher only one of 64 marks is set, chosen by a keyed hash; so
 * three marks are three people at least, and a mark tells nobody whose it is.
 */
export const searchMisses = pgTable("search_misses", {
	words: text().primaryKey(),
	marks: bigint({ mode: "bigint" }).notNull(),
	lastOn: date({ mode: "string" }).notNull(),
});

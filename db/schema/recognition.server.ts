import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, foreignKey, index, integer, pgTable, primaryKey, smallint, text, unique } from "drizzle-orm/pg-core";
import { activityEvents, awardViews, recognitionModes } from "../enums.ts";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";

/**
 * What people did under their name: the one source of badges and of their own page. Append-only (trigger `activity_stays`, in the migration);
 * only its owner's wish, or the end of their account, takes it away. Docs: docs/decisions/021-recognition.md.
 */
export const activity = pgTable(
	"activity",
	{
		id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		event: text({ enum: activityEvents }).notNull(),
		/** A thread, post, session or term; whether it is still there, and for whom, is asked when it is shown. */
		subjectId: text(),
		/** Towards whom; null also when they bear no name. */
		otherId: text(),
		/** Their department, where it is another one than the person's own was. */
		place: text(),
		at: instant().notNull(),
		/** The Monday (UTC) of `at`. */
		week: date({ mode: "string" }).notNull(),
	},
	(t) => [
		check("activity_week", sql`${t.week} = (date_trunc('week', ${t.at} at time zone 'UTC'))::date`),
		// What did this person do? Awards, read from the index alone (a person's rows lie far apart in the table), and their own page.
		index("activity_person").on(t.personId, t.event, t.at, t.id, t.subjectId, t.otherId, t.place, t.week),
	],
);

/** What somebody earned, each once. Seen by them alone until they show it. */
export const awards = pgTable(
	"awards",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		badge: text().notNull(),
		tier: smallint().notNull().default(1),
		/** When it was reached. */
		at: instant().notNull(),
		view: text({ enum: awardViews }).notNull().default("mine"),
		/** The thread or post with which it was reached. */
		evidenceId: text(),
		/** Its owner was told. */
		seenAt: instant(),
		revokedAt: instant(),
		revokedBy: text().references(() => people.id, { onDelete: "set null" }),
		reason: text(),
	},
	(t) => [
		primaryKey({ columns: [t.personId, t.badge, t.tier] }),
		check("awards_view", sql`${t.view} in ('mine', 'shown', 'evidence')`),
		check("awards_tier", sql`${t.tier} between 1 and 9`),
		check("awards_revoked", sql`(${t.revokedAt} is null) = (${t.reason} is null) and char_length(${t.reason}) between 1 and 500`),
		// What has its owner not been told of?
		index("awards_unseen")
			.on(t.personId)
			.where(sql`seen_at is null`),
	],
);

/** What a person wants of recognition; without a row: each badge as they chose for it. */
export const recognitionChoices = pgTable(
	"recognition_choices",
	{
		personId: text()
			.primaryKey()
			.references(() => people.id, { onDelete: "cascade" }),
		mode: text({ enum: recognitionModes }).notNull(),
	},
	(t) => [check("recognition_choices_mode", sql`${t.mode} in ('each', 'all', 'none', 'out')`)],
);

/**
 * The entries of the status lists that were given out, by chance, and which of them are revoked. Says nothing of whose they are, and outlives
 * what it was given out for: an entry that came free would revoke two badges at once. Docs: docs/decisions/020-open-badges.md.
 */
export const statusEntries = pgTable(
	"status_entries",
	{
		/** Its place in all of the lists, one behind the other. */
		index: integer().primaryKey(),
		/** Set by the trigger `revoked_awards` when an award is revoked, and when its owner withdraws the badge. Never unset. */
		revoked: boolean().notNull().default(false),
	},
	(t) => [check("status_entries_index", sql`${t.index} >= 0`)],
);

/** Badges that their owners took along, word for word as they were signed. A withdrawn one is gone from here. */
export const issuedBadges = pgTable(
	"issued_badges",
	{
		/** The uuid in its `urn:uuid`. */
		id: text().primaryKey(),
		personId: text().notNull(),
		badge: text().notNull(),
		tier: smallint().notNull(),
		withEmail: boolean().notNull(),
		statusIndex: integer()
			.notNull()
			.unique()
			.references(() => statusEntries.index),
		/** Of the hashed e-mail address. */
		salt: text(),
		issuedAt: instant().notNull(),
		/** JSON; as text, since a signature is good for what was written. */
		signed: text().notNull(),
	},
	(t) => [
		unique("issued_badges_once").on(t.personId, t.badge, t.tier, t.withEmail),
		check("issued_badges_salt", sql`${t.withEmail} = (${t.salt} is not null)`),
		foreignKey({
			name: "issued_badges_award",
			columns: [t.personId, t.badge, t.tier],
			foreignColumns: [awards.personId, awards.badge, awards.tier],
		}).onDelete("cascade"),
	],
);

/** Every public key that ever signed a badge: the secrets are in no backup, and without this an earlier badge could no longer be checked. */
export const issuerPublicKeys = pgTable("issuer_keys", {
	publicKeyMultibase: text().primaryKey(),
	madeAt: instant().notNull(),
});

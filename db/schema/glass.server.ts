import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { officerSlots } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";

/** Public keys that officers made in their browsers. The private ones were never here. Docs: docs/decisions/015-break-glass.md. */
export const officerKeys = pgTable("officer_keys", {
	id: id(),
	personId: text()
		.notNull()
		.references(() => people.id),
	publicKey: text().notNull(),
	madeAt: instant().notNull(),
});

/** Who the two officers are now, and with which key. */
export const officers = pgTable(
	"officers",
	{
		slot: text({ enum: officerSlots }).primaryKey(),
		personId: text()
			.notNull()
			.unique()
			.references(() => people.id),
		keyId: text().references(() => officerKeys.id),
	},
	(t) => [check("officers_slot", sql`${t.slot} in ('outer', 'inner')`)],
);

/** That two moderators ask for the glass to be broken: who wrote a post without a name. */
export const glassRequests = pgTable(
	"glass_requests",
	{
		id: id(),
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		reason: text().notNull(),
		askedBy: text()
			.notNull()
			.references(() => people.id),
		askedAt: instant().notNull(),
		confirmedBy: text().references(() => people.id),
		opensAt: instant(),
		withdrawnBy: text().references(() => people.id),
		/** The inner box, once the first officer opened the outer one; still sealed to the second. */
		inner: text(),
		readAt: instant(),
	},
	(t) => [
		index("glass_requests_post").on(t.postId),
		uniqueIndex("glass_requests_one").on(t.postId).where(sql`withdrawn_by is null and read_at is null`),
		check("glass_requests_two", sql`${t.confirmedBy} <> ${t.askedBy}`),
		check("glass_requests_confirmed", sql`(${t.confirmedBy} is null) = (${t.opensAt} is null)`),
		check("glass_requests_waits", sql`${t.opensAt} >= ${t.askedAt} + interval '48 hours'`),
		check("glass_requests_inner", sql`${t.inner} is null or (${t.opensAt} is not null and ${t.withdrawnBy} is null)`),
		check("glass_requests_read", sql`${t.readAt} is null or (${t.inner} is not null and ${t.readAt} >= ${t.opensAt})`),
		check("glass_requests_reason", sql`char_length(${t.reason}) between 30 and 2000`),
	],
);

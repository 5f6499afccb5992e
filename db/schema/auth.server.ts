import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "../enums.ts";
import { id, instant } from "./columns.server.ts";

/** The one row that says how this installation is set up. */
export const installation = pgTable(
	"installation",
	{
		id: smallint().primaryKey().default(1),
		name: text().notNull().default("Lamplight"),
		allowedDomains: text().array().notNull().default(sql`'{}'`),
		demo: boolean().notNull().default(false),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [check("installation_single_row", sql`${t.id} = 1`)],
);

/** Who may sign in. What colleagues see of a person lives in `people`, under the same id. */
export const accounts = pgTable(
	"accounts",
	{
		id: id(),
		email: text().notNull(),
		passwordHash: text().notNull(),
		role: text({ enum: roles }).notNull().default("member"),
		disabledAt: instant(),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [
		uniqueIndex("accounts_email_key").on(sql`lower(${t.email})`),
		check("accounts_role", sql`${t.role} in ('member', 'moderator', 'admin')`),
	],
);

/** Signed-in browsers. The id is the SHA-256 of the cookie's value, so a copy of this table signs nobody in. */
export const sessions = pgTable(
	"sessions",
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: "cascade" }),
		expiresAt: instant().notNull(),
		absoluteExpiresAt: instant().notNull(),
		createdAt: instant().notNull().defaultNow(),
		device: text().notNull().default(""),
	},
	// Lists and revokes one person's sessions.
	(t) => [index("sessions_user").on(t.userId)],
);

/** Invitation links: the token itself is never stored. */
export const invites = pgTable(
	"invites",
	{
		id: id(),
		tokenHash: text().notNull(),
		note: text().notNull().default(""),
		createdBy: text()
			.notNull()
			.references(() => accounts.id, { onDelete: "cascade" }),
		createdAt: instant().notNull().defaultNow(),
		expiresAt: instant().notNull(),
		seats: integer().notNull(),
		used: integer().notNull().default(0),
		revokedAt: instant(),
	},
	(t) => [uniqueIndex("invites_token_key").on(t.tokenHash), check("invites_seats", sql`${t.used} between 0 and ${t.seats}`)],
);

/** Counters of the rate limiter, shared by all servers. */
export const rateLimits = pgTable(
	"rate_limits",
	{
		key: text().primaryKey(),
		count: integer().notNull(),
		resetAt: instant().notNull(),
	},
	// Sweeps expired counters.
	(t) => [index("rate_limits_reset").on(t.resetAt)],
);

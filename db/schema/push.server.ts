import { index, pgTable, text } from "drizzle-orm/pg-core";
import { sessions } from "./auth.server.ts";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";

/** Browsers that want to be told of news. Each ends with the session that asked for it, however that ends. */
export const pushSubscriptions = pgTable(
	"push_subscriptions",
	{
		/** The SHA-256 of the endpoint: one browser is one row, whoever is signed in there. */
		id: text().primaryKey(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		sessionId: text()
			.notNull()
			.references(() => sessions.id, { onDelete: "cascade" }),
		/** Where the browser's push service takes messages for it: a secret of that browser. */
		endpoint: text().notNull(),
		p256dh: text().notNull(),
		auth: text().notNull(),
		createdAt: instant().notNull().defaultNow(),
		/** Since when the service refuses messages for it; null when it takes them. */
		failedAt: instant(),
	},
	(t) => [
		// To whom a message goes, and which are their oldest.
		index("push_subscriptions_person").on(t.personId, t.createdAt),
		index("push_subscriptions_session").on(t.sessionId),
	],
);

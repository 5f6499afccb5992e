import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { reactionKinds } from "../enums.ts";
import { instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";

/** `thanks`, `same-here`, `learned`, `brave`: one each per person and post. */
export const reactions = pgTable(
	"reactions",
	{
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		kind: text({ enum: reactionKinds }).notNull(),
		createdAt: instant().notNull().defaultNow(),
	},
	(t) => [
		primaryKey({ columns: [t.postId, t.personId, t.kind] }),
		check("reactions_kind", sql`${t.kind} in ('thanks', 'same-here', 'learned', 'brave')`),
	],
);

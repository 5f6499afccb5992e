import { sql } from "drizzle-orm";
import { bigint, check, customType, index, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.server.ts";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/**
 * Which thread changed in which transaction, for an hour: a browser whose connection broke learns whether it missed something.
 * Written by triggers alone. Ids, no words; who changed it is not in it.
 */
export const liveEvents = pgTable(
	"live_events",
	{
		id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		/** A thread's id, or `*` when so much changed at once that everybody had better ask. */
		topic: text().notNull(),
		xid: xid8().notNull().default(sql`pg_current_xact_id()`),
		at: instant().notNull().defaultNow(),
	},
	(t) => [
		// What happened to a thread since a transaction; and each once in a transaction.
		index("live_events_topic").on(t.topic, t.xid),
		index("live_events_at").on(t.at),
	],
);

/** Up to which transaction events were forgotten: who was away for longer asks anew. */
export const liveForgotten = pgTable("live_forgotten", { id: smallint().primaryKey().default(1), before: xid8().notNull() }, (t) => [
	check("live_forgotten_single_row", sql`${t.id} = 1`),
]);

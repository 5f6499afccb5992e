import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "#app/core/db.server.ts";
import { useTestDb } from "#tests/support/db.ts";

useTestDb();

// "order by … desc" means NULLS FIRST. An index in the order DESC NULLS LAST looks right and serves no list at all.
test("no index has an order that the lists do not ask for", async () => {
	const wrong = await db.execute<{ name: string }>(
		sql`select indexname as name from pg_indexes where schemaname = 'public' and indexdef ~* 'desc nulls last|[^c] nulls first'`,
	);
	expect([...wrong]).toEqual([]);
});

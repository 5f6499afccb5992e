// npm run demo:reset: empties the database and fills it with the demo company again. Refuses a database that is not a demo.
import { sql } from "drizzle-orm";
import { kitchen } from "#app/recognition/kitchen.server.ts";
import { closeDb, createDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { withDatabase } from "./with-database.ts";

async function reset(url: string): Promise<void> {
	const db = createDb(url, { max: 1 });
	try {
		const people = await db.execute<{ demo: boolean; any: boolean }>(
			sql`select coalesce((select demo from installation), false) as demo, exists (select 1 from accounts) as any`,
		);
		if (people[0]?.any && !people[0].demo) throw new ConfigurationError("This database is not the demo company: nothing was changed.");
		const tables = await db.execute<{ name: string }>(
			sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
		);
		await db.transaction(async (tx) => {
			// What was decided in the demo company is the one log that is not for good.
			await tx.execute(sql`alter table moderation_log disable trigger moderation_log_for_good`);
			await tx.execute(sql.raw(`truncate ${[...tables].map(({ name }) => name).join(", ")} cascade`));
			await tx.execute(sql`alter table moderation_log enable trigger moderation_log_for_good`);
		});
	} finally {
		await closeDb(db);
	}
	console.log(await seedDemo(url, kitchen));
}

await withDatabase(reset);

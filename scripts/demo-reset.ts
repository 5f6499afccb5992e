// npm run demo:reset: empties the database and fills it with the demo company again. Refuses a database that is not a demo.
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { EnvironmentError, readEnv } from "#app/core/env.server.ts";
import { kitchen } from "#app/recognition/kitchen.server.ts";
import { closeDb, createDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { seedDemo } from "#db/seed/demo.ts";

async function reset(url: string): Promise<void> {
	await migrate(url);
	const db = createDb(url, { max: 1 });
	try {
		const people = await db.execute<{ demo: boolean; any: boolean }>(
			sql`select coalesce((select demo from installation), false) as demo, exists (select 1 from accounts) as any`,
		);
		if (people[0]?.any && !people[0].demo) throw new ConfigurationError("This database is not the demo company: nothing was changed.");
		const tables = await db.execute<{ name: string }>(
			sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
		);
		await db.execute(sql.raw(`truncate ${[...tables].map(({ name }) => name).join(", ")} cascade`));
	} finally {
		await closeDb(db);
	}
	console.log(await seedDemo(url, kitchen));
}

try {
	const env = readEnv();
	const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
	try {
		await reset(env.DATABASE_URL ?? embedded?.url ?? "");
	} finally {
		// A running server goes on with its database; one that this script started ends with it.
		if (embedded && !embedded.adopted) await embedded.stop();
	}
	process.exit(0);
} catch (error) {
	console.error(error instanceof ConfigurationError || error instanceof EnvironmentError ? error.message : error);
	process.exit(1);
}

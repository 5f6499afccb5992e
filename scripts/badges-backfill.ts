// npm run badges:backfill: gives everybody the badges that they reached, from what they did since the beginning. Can be run again at any time.
import { resolve } from "node:path";
import { db } from "#app/core/db.server.ts";
import { EnvironmentError, provideDatabaseUrl, readEnv } from "#app/core/env.server.ts";
import { awardEverybody, countPeople } from "#app/recognition/award.server.ts";
import { closeDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

const width = 30;
function show(done: number, all: number): void {
	if (!process.stderr.isTTY && done < all) return;
	const full = Math.round((done / Math.max(1, all)) * width);
	process.stderr.write(
		`\r${"█".repeat(full)}${"·".repeat(width - full)} ${done.toLocaleString("en")} of ${all.toLocaleString("en")} people `,
	);
	if (done >= all) process.stderr.write("\n");
}

try {
	const env = readEnv();
	const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
	try {
		if (embedded) provideDatabaseUrl(embedded.url);
		await migrate(env.DATABASE_URL ?? embedded?.url ?? "");
		const all = await countPeople();
		await awardEverybody((done) => show(done, Math.max(done, all)));
		console.log("Everybody has the badges that they reached.");
		await closeDb(db);
	} finally {
		// A running server goes on with its database; one that this script started ends with it.
		if (embedded && !embedded.adopted) await embedded.stop();
	}
	process.exit();
} catch (error) {
	console.error(error instanceof ConfigurationError || error instanceof EnvironmentError ? error.message : error);
	process.exit(1);
}

// npm run search:reindex: builds the search indexes anew, beside those that answer meanwhile, and puts them in place.
import { resolve } from "node:path";
import { db } from "#app/core/db.server.ts";
import { EnvironmentError, provideDatabaseUrl, readEnv } from "#app/core/env.server.ts";
import { rebuildSearch } from "#app/core/search.server.ts";
import { closeDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

const width = 30;
function show(target: string, done: number, all: number): void {
	if (!process.stderr.isTTY && done < all) return;
	const full = Math.round((done / Math.max(1, all)) * width);
	process.stderr.write(
		`\r${"█".repeat(full)}${"·".repeat(width - full)} ${target}: ${done.toLocaleString("en")} of ${all.toLocaleString("en")} `,
	);
	if (done >= all) process.stderr.write("\n");
}

try {
	const env = readEnv();
	const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
	try {
		if (embedded) provideDatabaseUrl(embedded.url);
		await migrate(env.DATABASE_URL ?? embedded?.url ?? "");
		const busy = await rebuildSearch(show);
		for (const target of busy) console.error(`A server is bringing ${target} up to date at the moment: try again in a minute.`);
		if (busy.length === 0) console.log("The search indexes are new.");
		process.exitCode = busy.length > 0 ? 1 : 0;
		await closeDb(db);
	} finally {
		// A running server goes on with its database; one that this script started ends with it.
		if (embedded && !embedded.adopted) await embedded.stop();
	}
	process.exit();
} catch (error) {
	// Of an error of the Meilisearch client only its name: what caused it holds the key.
	const plain = error instanceof ConfigurationError || error instanceof EnvironmentError;
	if (plain) console.error(error.message);
	else if (error instanceof Error && error.name.startsWith("Meilisearch"))
		console.error(`MEILISEARCH_URL does not lead to a Meilisearch that takes documents (${error.name}).`);
	else console.error(error);
	process.exit(1);
}

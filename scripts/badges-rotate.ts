// npm run badges:rotate: a new key signs badges from now on, and what earlier ones signed stays good. With `-- --leaked` the key so far is
// believed no longer: what it signed has to be taken along anew.
import { resolve } from "node:path";
import { db } from "#app/core/db.server.ts";
import { EnvironmentError, provideDatabaseUrl, readEnv } from "#app/core/env.server.ts";
import { rotateKey } from "#app/recognition/rotate.server.ts";
import { closeDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

try {
	const env = readEnv();
	const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
	try {
		if (embedded) provideDatabaseUrl(embedded.url);
		await migrate(env.DATABASE_URL ?? embedded?.url ?? "");
		const leaked = process.argv.includes("--leaked");
		console.log(`Badges are signed with ${await rotateKey({ leaked })} from now on.`);
		console.log(leaked ? "What the key before it signed is good no longer." : "What earlier keys signed stays good.");
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

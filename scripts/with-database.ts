// What every script about the database needs: the configured one, or the embedded one, brought up to date.
import { resolve } from "node:path";
import { db } from "#app/core/db.server.ts";
import { EnvironmentError, provideDatabaseUrl, readEnv } from "#app/core/env.server.ts";
import { closeDb } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

/**
 * Does something with the application's database and ends the process: with what `process.exitCode` says, or with 1 and what went wrong.
 * `plainly` turns an error into a sentence, where there is more to it than its own.
 */
export async function withDatabase(
	work: (url: string) => Promise<void>,
	plainly: (error: unknown) => string | null = () => null,
): Promise<never> {
	try {
		const env = readEnv();
		const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
		try {
			const url = env.DATABASE_URL ?? embedded?.url ?? "";
			if (embedded) provideDatabaseUrl(url);
			await migrate(url);
			await work(url);
			await closeDb(db);
		} finally {
			// A running server goes on with its database; one that this script started ends with it.
			if (embedded && !embedded.adopted) await embedded.stop();
		}
		process.exit();
	} catch (error) {
		const known = error instanceof ConfigurationError || error instanceof EnvironmentError;
		console.error(plainly(error) ?? (known ? error.message : error));
		process.exit(1);
	}
}

const width = 30;
/** A bar that fills up on one line of a terminal; elsewhere only its end is told. */
export function progress(done: number, all: number, what: string): void {
	if (!process.stderr.isTTY && done < all) return;
	const full = Math.round((done / Math.max(1, all)) * width);
	process.stderr.write(
		`\r${"█".repeat(full)}${"·".repeat(width - full)} ${done.toLocaleString("en")} of ${all.toLocaleString("en")} ${what} `,
	);
	if (done >= all) process.stderr.write("\n");
}

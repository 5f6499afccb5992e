// What backup and restore work on: the database and the uploads that npm start would use, with the same environment.
import { resolve } from "node:path";
import { EnvironmentError, readEnv } from "../app/core/env.server.ts";
import { ConfigurationError } from "../db/configuration-error.ts";
import { startEmbedded } from "../db/embedded.server.ts";

/** Runs the work and ends the process: with 1 and one sentence when something has to be changed first. */
export async function withInstallation(work: (place: { url: string; uploadsDir: string }) => Promise<void>): Promise<never> {
	try {
		const env = readEnv();
		const dataDir = resolve(env.DATA_DIR);
		const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir, explicit: env.dataDirGiven });
		try {
			await work({ url: env.DATABASE_URL ?? embedded?.url ?? "", uploadsDir: resolve(dataDir, "uploads") });
		} finally {
			await embedded?.stop();
		}
		process.exit(0);
	} catch (error) {
		console.error(error instanceof ConfigurationError || error instanceof EnvironmentError ? error.message : error);
		process.exit(1);
	}
}

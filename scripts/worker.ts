// npm run worker: does the jobs (telling people, sending mail) in a process of its own, for servers that run with WORKER=0.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { EnvironmentError, readEnv } from "../app/core/env.server.ts";
import { ConfigurationError } from "../db/configuration-error.ts";
import { migrate } from "../db/migrate.ts";

type EntryModule = { startWork(): void; closeApplication(): Promise<void> };

try {
	const env = readEnv();
	if (!env.DATABASE_URL)
		throw new ConfigurationError("A worker of its own needs DATABASE_URL: the embedded database belongs to the server that started it.");
	const bundle = resolve("build/server/index.js");
	if (!existsSync(bundle)) throw new ConfigurationError("There is no build yet: run npm run build first.");
	await migrate(env.DATABASE_URL);
	const entry: EntryModule = (await import(pathToFileURL(bundle).href)).entry.module;
	entry.startWork();
	console.log("Lamplight's worker does the jobs.");
	// Its timers alone would not keep a process alive while the database is away.
	const alive = setInterval(() => undefined, 60_000);
	const stop = async () => {
		clearInterval(alive);
		await entry.closeApplication();
		process.exit(0);
	};
	process.once("SIGTERM", stop);
	process.once("SIGINT", stop);
} catch (error) {
	console.error(error instanceof ConfigurationError || error instanceof EnvironmentError ? error.message : error);
	process.exit(1);
}

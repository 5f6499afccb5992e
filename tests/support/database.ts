// Vitest's global set-up: one real Postgres for the whole run, one migrated template database that each test file clones.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { kitchen } from "#app/recognition/kitchen.server.ts";
import { closeDb, createDb } from "#db/client.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { postgresStore } from "#search/postgres-store.server.ts";
import { drain } from "#search/sync.server.ts";

declare module "vitest" {
	interface ProvidedContext {
		databaseUrl: string;
	}
}

export const databaseNamed = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export default async function setup({ provide }: TestProject) {
	const dataDir = mkdtempSync(join(tmpdir(), "lamplight-test-"));
	// Postgres runs as another user when we are root, and has to get in.
	chmodSync(dataDir, 0o755);
	const embedded = await startEmbedded({ dataDir, explicit: false });
	const admin = postgres(embedded.url, { max: 1, onnotice: () => undefined });
	await admin`create database lamplight_template`;
	await migrate(databaseNamed(embedded.url, "lamplight_template"));
	// The demo company, which the browser's journeys and the crawls start from.
	await admin`create database lamplight_demo template lamplight_template`;
	await seedDemo(databaseNamed(embedded.url, "lamplight_demo"), kitchen);
	await indexed(databaseNamed(embedded.url, "lamplight_demo"));
	await admin.end();
	provide("databaseUrl", embedded.url);
	return async () => {
		await embedded.stop();
		rmSync(dataDir, { recursive: true, force: true });
	};
}

/** Reads a database into its search index, so that not every server that gets a copy has to. */
async function indexed(url: string): Promise<void> {
	const db = createDb(url, { max: 1 });
	await drain(postgresStore(db), db);
	await db.execute("analyze");
	await closeDb(db);
}

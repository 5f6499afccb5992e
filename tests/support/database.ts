// Vitest's global set-up: one real Postgres for the whole run, one migrated template database that each test file clones.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";

declare module "vitest" {
	interface ProvidedContext {
		databaseUrl: string;
	}
}

export const databaseNamed = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export default async function setup({ provide }: TestProject) {
	const dataDir = mkdtempSync(join(tmpdir(), "lamplight-test-"));
	const embedded = await startEmbedded({ dataDir, explicit: false });
	const admin = postgres(embedded.url, { max: 1, onnotice: () => undefined });
	await admin`create database lamplight_template`;
	await migrate(databaseNamed(embedded.url, "lamplight_template"));
	await admin.end();
	provide("databaseUrl", embedded.url);
	return async () => {
		await embedded.stop();
		rmSync(dataDir, { recursive: true, force: true });
	};
}

import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { useDb } from "#app/core/db.server.ts";
import { closeDb, createDb, type Db } from "#db/client.server.ts";
import { databaseNamed } from "./database.ts";

/**
 * Gives the test file a migrated database of its own, empty or with the demo company, and makes it the application's. Call once at
 * the top of the file. The returned function gives its address, for what opens connections of its own.
 */
export function useTestDb(from: "lamplight_template" | "lamplight_demo" = "lamplight_template"): () => string {
	const name = `t_${randomBytes(6).toString("hex")}`;
	const url = databaseNamed(inject("databaseUrl"), name);
	let db: Db;
	beforeAll(async () => {
		const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
		// Two files may clone at the same instant, and Postgres copies a template for one at a time.
		await admin.unsafe("select pg_advisory_lock(1)");
		await admin.unsafe(`create database ${name} template ${from}`);
		await admin.end();
		db = createDb(url, { max: 8 });
		useDb(db);
	});
	afterAll(async () => {
		await closeDb(db);
		const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
		await admin.unsafe(`drop database ${name} with (force)`);
		await admin.end();
	});
	return () => url;
}

import type { SearchEngine } from "#search/engine.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { db } from "./db.server.ts";

/** The search engine of this installation. */
export const search: SearchEngine = postgresEngine(db);

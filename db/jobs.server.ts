import { runMigrations } from "graphile-worker";

/** Brings the tables in which jobs wait to what this build's worker needs. */
export const migrateJobs = (url: string): Promise<void> => runMigrations({ connectionString: url, noPreparedStatements: true });

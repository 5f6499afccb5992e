// Postgres: class 08 connection errors, 57P01-57P05 shut down, cannot connect now, 53300 too many connections, 25006 read-only.
const postgresCodes = /^(08...|57P0[1-5]|53...|25006)$/;
const driverCodes = new Set([
	"CONNECTION_CLOSED",
	"CONNECTION_ENDED",
	"CONNECTION_DESTROYED",
	"CONNECT_TIMEOUT",
	"CONNECTION_CONNECT_TIMEOUT",
	"ECONNREFUSED",
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"ENOTFOUND",
]);

/** Whether an error only says that the database can not be reached or written at the moment: worth trying again soon. */
export function databaseIsAway(error: unknown): boolean {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const { code, severity_local, severity } = cause as Error & { code?: unknown; severity_local?: unknown; severity?: unknown };
		// FATAL ends the connection, whatever its code: the server would not have us. The worker's driver names it otherwise.
		if (severity_local === "FATAL" || severity === "FATAL") return true;
		if (typeof code === "string" && (driverCodes.has(code) || postgresCodes.test(code))) return true;
	}
	return false;
}

/** The Postgres error code (SQLSTATE) and constraint behind an error, e.g. 23505 for a broken unique key. */
export function sqlState(error: unknown): { code: string; constraint: string } | null {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const { code, constraint_name } = cause as Error & { code?: unknown; constraint_name?: unknown };
		if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code))
			return { code, constraint: typeof constraint_name === "string" ? constraint_name : "" };
	}
	return null;
}

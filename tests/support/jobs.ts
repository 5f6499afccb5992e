import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { vi } from "vitest";
import { db } from "#app/core/db.server.ts";
import { failedJobs } from "#app/core/jobs-care.server.ts";
import { taskList, work } from "#app/jobs.server.ts";

/** Does all jobs that wait in a database, and those which they add, as a worker does. A job that fails fails the test. */
export async function runJobs(url: string): Promise<void> {
	await tryJobs(url);
	const { failed } = await failedJobs();
	if (failed.length > 0) throw new Error(failed.map(({ task, error }) => `${task}: ${error}`).join("\n"));
}

/** The same, and leaves the jobs that fail for later. */
export async function tryJobs(url: string): Promise<void> {
	await runOnce({ connectionString: url, taskList, noHandleSignals: true, logger: new Logger(() => () => undefined) });
	// The library does not wait for its own note of how a job ended: whoever changes a job's time before it would lose that.
	await vi.waitFor(
		async () => {
			const held = await db.execute(sql`select from graphile_worker._private_jobs where locked_at is not null`);
			if (held.length > 0) throw new Error("A job is still held.");
		},
		{ timeout: 10_000, interval: 5 },
	);
}

/** A minute of the worker's clock: everything that is due, and what follows from it. */
export async function runClock(url: string): Promise<void> {
	await runJobs(url);
	for (const task of ["replies.appear", "notifications.ama", "notifications.due", "notifications.digests", "helping.due"] as const)
		await work(task, {});
	await runJobs(url);
}

// What an admin sees of the queue, and can do about it. Payloads are not shown: an id is enough for the job itself.
import { sql } from "drizzle-orm";
import { db } from "./db.server.ts";

export type FailedJob = { id: string; task: string; attempts: number; mostAttempts: number; error: string; nextAt: Date; givenUp: boolean };

/** Jobs whose last attempt failed, the latest 100, and how many wait in all. */
export async function failedJobs(tx = db): Promise<{ failed: FailedJob[]; waiting: number }> {
	const rows = await tx.execute<{ id: string; task: string; attempts: number; max_attempts: number; last_error: string; run_at: Date }>(sql`
		select id::text, task_identifier as task, attempts, max_attempts, last_error, run_at from graphile_worker.jobs
		where last_error is not null order by updated_at desc limit 100`);
	const [count] = await tx.execute<{ waiting: number }>(
		sql`select count(*)::int as waiting from graphile_worker.jobs where attempts < max_attempts`,
	);
	return {
		failed: rows.map(({ id, task, attempts, max_attempts, last_error, run_at }) => ({
			id,
			task,
			attempts,
			mostAttempts: max_attempts,
			error: last_error.split("\n")[0]?.slice(0, 200) ?? "",
			nextAt: new Date(run_at),
			givenUp: attempts >= max_attempts,
		})),
		waiting: count?.waiting ?? 0,
	};
}

/** Has a job tried again now, as if it were new. One that is done, or being done, stays as it is. */
export const retryJob = async (id: string, tx = db): Promise<void> =>
	void (await tx.execute(sql`select graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`));

/** Lets a failed job go. */
export const dropJob = async (id: string, tx = db): Promise<void> =>
	void (await tx.execute(sql`
		select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where id = ${id}::bigint and last_error is not null))`));

import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.server.ts";
import type { Payloads } from "../jobs.server.ts";

// graphile-worker tries again after e, e², … e¹⁰ seconds and then every six hours: an outage of three days loses nothing.
const mostAttempts = 20;

/**
 * Adds a job in the transaction of the write that caused it: both happen or neither. A job may run twice, so its handler reads again
 * what it acts on. Payloads hold ids alone. With a `key`, a job of that key that still waits is replaced; with `runAt` it waits until then.
 */
export async function enqueue<N extends keyof Payloads>(
	tx: Tx,
	name: N,
	payload: Payloads[N],
	{ key = null, runAt = null }: { key?: string | null; runAt?: Date | null } = {},
): Promise<void> {
	await tx.execute(sql`
		select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json, max_attempts => ${mostAttempts}::int, job_key => ${key}::text,
			run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}

/** Takes away the job of a key, unless it already runs. */
export async function forgetJob(tx: Tx, key: string): Promise<void> {
	await tx.execute(sql`select graphile_worker.remove_job(${key}::text)`);
}

/** Adds one job for each payload, in one query. */
export async function enqueueEach<N extends keyof Payloads>(tx: Tx, name: N, payloads: Payloads[N][]): Promise<void> {
	await tx.execute(sql`
		select graphile_worker.add_job(${name}::text, payload, max_attempts => ${mostAttempts}::int)
		from json_array_elements(${JSON.stringify(payloads)}::json) payload`);
}

import { sql } from "drizzle-orm";
import { Logger, type ParsedCronItem, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { databaseIsAway } from "./away.server.ts";
import { db } from "./db.server.ts";
import { readEnv } from "./env.server.ts";
import { reportError } from "./report.server.ts";

/** What the worker does by the clock: a task and its crontab line. */
export type Clockwork = { task: string; match: string };

const atOnce = 2;
const restartMs = 2000;
const lookEveryMs = 60_000;
/** Jobs are short. One that is held for longer belongs to a process that is gone: the library itself would wait four hours. */
const heldTooLong = "5 minutes";

// Each failed attempt stands in the job's row, where an admin reads it; only what an operator can act on is worth a line in the log.
const logger = new Logger(() => () => undefined);

/** Jobs that a killed process held are free again. */
export const releaseLostJobs = () =>
	db.execute(sql`
		select graphile_worker.force_unlock_workers(array(
			select distinct locked_by from graphile_worker.jobs where locked_at < now() - ${heldTooLong}::interval and locked_by is not null
		)) where exists (select from graphile_worker.jobs where locked_at < now() - ${heldTooLong}::interval)`);

// What the worker's driver (pg) says of a lost connection without a code.
const lost =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

const isAway = (error: unknown): boolean =>
	error instanceof AggregateError
		? error.errors.every(isAway)
		: databaseIsAway(error) || (error instanceof Error && lost.test(error.message));

/** The library leaves a rejection to nobody when the database goes away while it notes how a job ended. The job is released later. */
function outlive(error: unknown): void {
	if (!isAway(error)) throw error;
}

/**
 * Runs jobs from now on, in this process, and starts again by itself whenever the database was away. Any number of processes may.
 * Returns how to stop, which lets running jobs end.
 */
export function startWorker(taskList: TaskList, clockwork: Clockwork[]): () => Promise<void> {
	const parsedCronItems: ParsedCronItem[] = parseCronItems(clockwork.map((item) => ({ ...item, options: { backfillPeriod: 0 } })));
	let runner: Runner | undefined;
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	const again = (error?: unknown) => {
		runner = undefined;
		if (stopped) return;
		if (error && !isAway(error)) reportError(error);
		timer = setTimeout(begin, restartMs);
		timer.unref();
	};
	const begin = async () => {
		try {
			const started = await run({
				connectionString: connectionOf(readEnv().DATABASE_URL ?? ""),
				concurrency: atOnce,
				maxPoolSize: atOnce + 3,
				noHandleSignals: true,
				pollInterval: 5000,
				taskList,
				parsedCronItems,
				logger,
			});
			runner = started;
			if (stopped) await started.stop().catch(() => undefined);
			started.promise.then(() => again(), again);
		} catch (error) {
			again(error);
		}
	};
	process.on("unhandledRejection", outlive);
	let beginning = begin();
	const look = setInterval(() => {
		beginning = releaseLostJobs().then(
			() => undefined,
			(error: unknown) => void (isAway(error) || reportError(error)),
		);
	}, lookEveryMs);
	look.unref();
	return async () => {
		stopped = true;
		clearTimeout(timer);
		clearInterval(look);
		await beginning;
		// It says that it stopped already when the database went away at the same time.
		await runner?.stop().catch(() => undefined);
		process.off("unhandledRejection", outlive);
	};
}

/** Named as ours, so that a restore sees that somebody still uses the database. */
const connectionOf = (url: string): string => {
	const named = new URL(url);
	named.searchParams.set("application_name", "lamplight-jobs");
	return named.href;
};

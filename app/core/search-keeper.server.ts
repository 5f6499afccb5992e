import { listen } from "#db/listen.server.ts";
import { databaseIsAway } from "./away.server.ts";
import { readEnv } from "./env.server.ts";
import { reportError } from "./report.server.ts";
import { syncSearch } from "./search.server.ts";

// Changes that come together are brought together, and no notice is needed for one to be found in the end.
const gatherMs = 100;
const lookEveryMs = 20_000;
const afterFaultMs = 2000;

function tell(error: unknown): void {
	if (databaseIsAway(error)) return;
	// Of an error of the Meilisearch client only its name: what caused it holds the request, and so the key.
	if (error instanceof Error && error.name.startsWith("Meilisearch"))
		console.warn(`The search index falls behind (${error.name}); it is tried again until it is in step.`);
	else reportError(error);
}

/** Keeps every index up to date, woken by the database whenever something changes. Returns how to stop, which waits for what runs. */
export function keepSearchInStep(): () => Promise<void> {
	let running: Promise<void> | null = null;
	let timer: NodeJS.Timeout | undefined;
	let due = Number.POSITIVE_INFINITY;
	let stopped = false;
	let faults = 0;

	async function look(): Promise<void> {
		due = Number.POSITIVE_INFINITY;
		try {
			await syncSearch();
			faults = 0;
		} catch (error) {
			faults += 1;
			// Told once; it is tried again until it works.
			if (faults === 1) tell(error);
		}
	}
	/** Looks in so many milliseconds, or when something else asked to look earlier than that. */
	function lookIn(ms: number): void {
		if (stopped || running || Date.now() + ms >= due) return;
		due = Date.now() + ms;
		clearTimeout(timer);
		timer = setTimeout(() => {
			woken = false;
			running = look().finally(() => {
				running = null;
				lookIn(faults > 0 ? Math.min(lookEveryMs, afterFaultMs * 2 ** faults) : woken ? gatherMs : lookEveryMs);
			});
		}, ms);
		timer.unref();
	}
	// A notice that comes while we look must not be forgotten: the look may have passed what it is about.
	let woken = false;
	const wake = () => {
		woken = true;
		if (faults === 0) lookIn(gatherMs);
	};
	const stopListening = listen(readEnv().DATABASE_URL ?? "", "search_changes", wake, wake);
	lookIn(gatherMs);
	return async () => {
		stopped = true;
		clearTimeout(timer);
		await stopListening();
		await running;
	};
}

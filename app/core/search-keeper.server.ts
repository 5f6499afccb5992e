import { listen } from "#db/listen.server.ts";
import { databaseIsAway } from "./away.server.ts";
import { readEnv } from "./env.server.ts";
import { reportError } from "./report.server.ts";
import { indexNames, syncIndex } from "./search.server.ts";

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
	// Each at its own pace: an index that can not be reached keeps no other one waiting.
	const keepers = indexNames().map((name) => keepInStep(() => syncIndex(name)));
	const wake = () => {
		for (const keeper of keepers) keeper.wake();
	};
	const stopListening = listen(readEnv().DATABASE_URL ?? "", "search_changes", wake, wake);
	return async () => {
		const stopping = keepers.map((keeper) => keeper.stop());
		await stopListening();
		await Promise.all(stopping);
	};
}

function keepInStep(sync: () => Promise<unknown>): { wake(): void; stop(): Promise<void> } {
	let running: Promise<void> | null = null;
	let timer: NodeJS.Timeout | undefined;
	let due = Number.POSITIVE_INFINITY;
	let [woken, stopped, faults] = [false, false, 0];

	async function look(): Promise<void> {
		[due, woken] = [Number.POSITIVE_INFINITY, false];
		try {
			await sync();
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
			running = look().finally(() => {
				running = null;
				// A notice that came while we looked is not forgotten: the look may have been past what it is about.
				lookIn(faults > 0 ? Math.min(lookEveryMs, afterFaultMs * 2 ** (faults - 1)) : woken ? gatherMs : lookEveryMs);
			});
		}, ms);
		timer.unref();
	}
	lookIn(gatherMs);
	return {
		wake() {
			woken = true;
			if (faults === 0) lookIn(gatherMs);
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
	};
}

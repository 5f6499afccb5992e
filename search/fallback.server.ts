import type { SearchEngine } from "./engine.server.ts";

export type Fallback = SearchEngine & {
	/** Whether the first engine answered when it was last asked. */
	well(): boolean;
};

const restMs = 5000;

/**
 * Asks `first`, and `second` whenever that fails. After a failure `first` is left alone for five seconds, so that a server that
 * hangs costs one search its patience and not every one. `onFailure` hears each time that it begins.
 */
export function withFallback(first: SearchEngine, second: SearchEngine, onFailure: (error: unknown) => void, clock = Date.now): Fallback {
	let failedAt: number | null = null;
	async function ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<T> {
		if (failedAt !== null && clock() - failedAt < restMs) return question(second);
		try {
			const answer = await question(first);
			failedAt = null;
			return answer;
		} catch (error) {
			if (failedAt === null) onFailure(error);
			failedAt = clock();
			return question(second);
		}
	}
	return {
		get name() {
			return failedAt === null ? first.name : second.name;
		},
		well: () => failedAt === null,
		threads: (...given) => ask((engine) => engine.threads(...given)),
		others: (...given) => ask((engine) => engine.others(...given)),
		similar: (...given) => ask((engine) => engine.similar(...given)),
	};
}

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { balancerWatch } from "#app/core/balancer-watch.server.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Asks `times` times, `every` milliseconds, then lets `since` milliseconds go by. */
async function watched(times: number, every: number, since: number) {
	const watch = balancerWatch();
	for (let asked = 0; asked < times; asked++) {
		await vi.advanceTimersByTimeAsync(every);
		watch.noteAnswer(true);
	}
	await vi.advanceTimersByTimeAsync(since);
	return watch;
}
const ended = async (promise: Promise<void>, ms: number) => {
	const state = { ended: false };
	void promise.then(() => {
		state.ended = true;
	});
	await vi.advanceTimersByTimeAsync(ms);
	return state.ended;
};

test.each([
	["nobody ever asked", 0, 0, 0],
	["it was asked twice while it started", 2, 50, 10],
	["whoever asked has gone", 3, 1000, 5000],
])("%s: it closes at once", async (_, times, every, since) => {
	const watch = await watched(times, every, since);
	expect(await ended(watch.untilTold(), 0)).toBe(true);
});

test("who asks in a rhythm is told three times", async () => {
	const watch = await watched(5, 1000, 900);
	const told = watch.untilTold();
	for (let times = 0; times < 3; times++) {
		expect(await ended(told, 1000)).toBe(false);
		watch.noteAnswer(false);
	}
	expect(await ended(told, 100)).toBe(true);
});

test("who asks too seldom is waited for eight seconds", async () => {
	const watch = await watched(3, 30_000, 100);
	const told = watch.untilTold();
	expect(await ended(told, 7900)).toBe(false);
	expect(await ended(told, 200)).toBe(true);
});

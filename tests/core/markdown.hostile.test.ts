import fc from "fast-check";
import { expect, test } from "vitest";
import { cook } from "#app/core/markdown/cook.server.ts";
import { MarkdownTooComplex } from "#app/core/markdown/limits.ts";
import { hostile } from "./markdown-hostile.ts";
import { violations } from "./markdown-oracle.ts";
import { worstCases } from "./markdown-worst.ts";

const mentions = new Map([["anna", 'Anna"><b>']]);

/** The HTML, or none when the source is refused. */
function cooked(source: string): string {
	try {
		return cook(source, { mentions }).html;
	} catch (error) {
		if (error instanceof MarkdownTooComplex) return "";
		throw error;
	}
}

test("no hostile string leaves a tag, an attribute or an address outside the list", { timeout: 300_000 }, () => {
	const check = fc.property(hostile, (source) => {
		expect(violations(cooked(source))).toEqual([]);
	});
	fc.assert(check, { numRuns: Number(process.env.FUZZ_RUNS ?? 3000) });
});

/** CPU time in ms, which other tests on this machine do not lengthen; the best of five, since the first runs also compile. */
function cpuOf(work: () => void): number {
	const times = Array.from({ length: 5 }, () => {
		const start = process.threadCpuUsage();
		work();
		const { user, system } = process.threadCpuUsage(start);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}

test("the worst 20,000 characters are cooked or refused in 50 ms", { timeout: 60_000 }, () => {
	for (const source of worstCases)
		expect(
			cpuOf(() => cooked(source)),
			source.slice(0, 30),
		).toBeLessThan(50);
});

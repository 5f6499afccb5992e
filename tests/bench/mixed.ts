// People as they are: they come when they come, whether the last one has been served or not; nine read, the tenth writes.
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, percentiles, type Shot, send } from "./load.ts";

const perSecond = 50;
const seconds = 20;
const warmUp = 300;

/** Sends 50 requests a second by the clock (an open loop) for 20 s, and prints how long the answers took and how many were a server's fault. */
export async function mixedLoad(origin: string, reading: (() => Shot)[], writing: () => Shot): Promise<void> {
	const agent = new Agent({ keepAlive: true });
	const answers: Promise<Answer>[] = [];
	// A server that just started is not what people meet.
	for (let number = 0; number < warmUp; number++) await send(origin, agent, (reading[number % reading.length] ?? writing)());
	const start = performance.now();
	for (let number = 0; number < perSecond * seconds; number++) {
		await pause(Math.max(0, start + (number * 1000) / perSecond - performance.now()));
		const next = number % 10 === 9 ? writing : (reading[number % reading.length] ?? writing);
		answers.push(send(origin, agent, next()));
	}
	const all = await Promise.all(answers);
	agent.destroy();
	const { p50, p99 } = percentiles(all);
	const faults = all.filter(({ status }) => status === 0 || status >= 500).length;
	const odd = all.filter(({ well }) => !well).length - faults;
	console.log(
		`\nMixed load, ${perSecond} requests/s for ${seconds} s: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${((100 * faults) / all.length).toFixed(3)} % server errors${odd > 0 ? `, ${odd} other refusals` : ""}.`,
	);
}

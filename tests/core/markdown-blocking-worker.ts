// A worker as worker.server.ts, which "block" keeps busy for ever, "eat" fills and "die" ends.
import { parentPort } from "node:worker_threads";
import { cook } from "#app/core/markdown/cook.server.ts";
import type { Order } from "#app/core/markdown/worker.server.ts";

parentPort?.on("message", ({ source, mentions }: Order) => {
	while (source === "block");
	const eaten: number[][] = [];
	while (source === "eat") eaten.push(new Array<number>(100_000).fill(eaten.length));
	if (source === "die") process.exit(1);
	parentPort?.postMessage({ cooked: cook(source, { mentions: new Map(mentions) }) });
});
parentPort?.postMessage({ ready: true });

// Runs in a worker thread that cooker.server.ts starts from this very file.
import { parentPort } from "node:worker_threads";
import { type Cooked, cook, mentionedHandles } from "./cook.server.ts";
import { MarkdownTooComplex } from "./limits.ts";

export type Order = { source: string; mentions: [handle: string, name: string][] | null };
export type Answer = { cooked: Cooked } | { handles: string[] } | { tooComplex: string } | { failed: string } | { ready: true };

/** Cooks an order, or finds its handles when it has no `mentions`. */
function answer({ source, mentions }: Order): Answer {
	try {
		return mentions ? { cooked: cook(source, { mentions: new Map(mentions) }) } : { handles: mentionedHandles(source) };
	} catch (error) {
		if (error instanceof MarkdownTooComplex) return { tooComplex: error.message };
		return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

// The first texts would be slow while the engine compiles; they are cooked here, before anybody waits.
const sample = "# A\n\n*b* **c** `d` [e](/f) <https://g.example> ~~h~~ @i\n\n- j\n  1. k\n\n> l\n\n|m|n|\n|-|-|\n|o|p|\n\n```q\nr\n```\n\n";
for (let round = 0; round < 20; round++) answer({ source: sample.repeat(10), mentions: [["i", "I"]] });

parentPort?.on("message", (order: Order) => parentPort?.postMessage(answer(order)));
parentPort?.postMessage({ ready: true } satisfies Answer);

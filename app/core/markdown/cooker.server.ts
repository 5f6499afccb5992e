import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { type Cooked, MarkdownTooComplex } from "./cook.server.ts";
import type { Answer, Ask } from "./worker.server.ts";

const deadline = 250;
const startUp = 5000;

type Waiting = { resolve(answer: Answer): void; reject(error: Error): void; ask: Ask };

let worker: Worker | null = null;
let warm = false;
let timer: NodeJS.Timeout | undefined;
let serial = 0;
const queue: Waiting[] = [];

// One text at a time, each with a deadline: whatever a hostile text does to the parser, the pages go on, and the next text
// finds a fresh worker. The path is that of the source tree, which production ships: Node runs the file as it is, also when
// this module was bundled to another place.
function next(): void {
	const [first] = queue;
	if (!first) return void worker?.unref();
	worker ??= start();
	worker.ref();
	worker.postMessage(first.ask);
	timer = setTimeout(giveUp, warm ? deadline : startUp);
}

function start(): Worker {
	warm = false;
	const started = new Worker(resolve("app/core/markdown/worker.server.ts"), { resourceLimits: { maxOldGenerationSizeMb: 64 } });
	started.on("message", (answer: Answer) => {
		warm = true;
		settle(answer);
	});
	started.on("error", () => started === worker && giveUp());
	return started;
}

function settle(answer: Answer): void {
	const [first] = queue;
	if (!first || first.ask.id !== answer.id) return;
	clearTimeout(timer);
	queue.shift();
	if (answer.refused === undefined) first.resolve(answer);
	else first.reject(new MarkdownTooComplex(answer.refused));
	next();
}

function giveUp(): void {
	clearTimeout(timer);
	const broken = worker;
	worker = null;
	void broken?.terminate();
	queue.shift()?.reject(new MarkdownTooComplex("This text takes too long to format."));
	next();
}

const ask = (source: string, mentions: ReadonlyMap<string, string> | null): Promise<Answer> =>
	new Promise((resolve, reject) => {
		serial += 1;
		queue.push({ resolve, reject, ask: { id: serial, source, mentions: mentions && [...mentions] } });
		if (queue.length === 1) next();
	});

/** Cooks markdown in a worker thread within 250 ms. Throws `MarkdownTooComplex` when it can not. */
export async function cookMarkdown(source: string, mentions: ReadonlyMap<string, string>): Promise<Cooked> {
	const { html = "", text = "" } = await ask(source, mentions);
	return { html, text };
}

/** The handles that a text mentions, found in the worker thread. Throws `MarkdownTooComplex`. */
export const findMentions = async (source: string): Promise<string[]> => (await ask(source, null)).handles ?? [];

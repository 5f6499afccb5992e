import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Cooked, CookOptions } from "./cook.server.ts";
import { MarkdownTooComplex } from "./limits.ts";
import type { Answer, Order } from "./worker.server.ts";

type CookerOptions = { file: string; deadlineMs: number; startMs: number };
type Job = { order: Order; settle: (answer: Answer) => void; fail: (error: Error) => void };

export type Cooker = ReturnType<typeof createCooker>;

/**
 * Cooks in one worker thread, started at the first piece, one piece at a time. A piece that takes longer than `deadlineMs` is
 * refused with MarkdownTooComplex and its thread replaced; `startMs` bounds a thread's start, which no piece's time counts.
 * Each method throws MarkdownTooComplex for its piece, and an ordinary Error when no thread can be started.
 */
export function createCooker({ file, deadlineMs, startMs }: CookerOptions) {
	const waiting: Job[] = [];
	let worker: Worker | undefined;
	let ready = false;
	let current: Job | undefined;
	let timer: NodeJS.Timeout | undefined;

	function start() {
		ready = false;
		const started = new Worker(pathToFileURL(file), {
			name: "markdown",
			execArgv: [],
			env: {},
			resourceLimits: { maxOldGenerationSizeMb: 64 },
		});
		worker = started;
		// A thread that was given up may still have something to say.
		started.on("message", (answer: Answer) => worker === started && hear(answer));
		started.on("error", (error) => worker === started && giveUp(error));
		started.on("exit", () => worker === started && giveUp(new Error("The markdown thread ended.")));
		timer = setTimeout(() => giveUp(new Error(`The markdown thread did not start within ${startMs} ms.`)), startMs);
	}

	function next() {
		if (current || (worker && !ready)) return;
		if (waiting.length === 0) {
			worker?.unref();
			return;
		}
		if (!worker) return start();
		// While somebody waits the process may not end; at rest the thread keeps nothing alive.
		worker.ref();
		current = waiting.shift();
		timer = setTimeout(() => giveUp(), deadlineMs);
		worker.postMessage(current?.order);
	}

	function hear(answer: Answer) {
		clearTimeout(timer);
		if ("ready" in answer) ready = true;
		else current?.settle(answer);
		current = undefined;
		next();
	}

	/** Ends the thread. The piece it held is refused; if it never came up, all who wait hear why. */
	function giveUp(error?: Error) {
		clearTimeout(timer);
		const lost = ready ? (current ? [current] : []) : waiting.splice(0);
		const reason = ready ? new MarkdownTooComplex("it takes too long") : (error ?? new Error("The markdown thread did not start."));
		void worker?.terminate();
		worker = undefined;
		current = undefined;
		for (const job of lost) job.fail(reason);
		next();
	}

	const send = (order: Order) =>
		new Promise<Answer>((settle, fail) => {
			waiting.push({ order, settle, fail });
			next();
		});

	/** As cook() of cook.server.ts. */
	async function cookMarkdown(source: string, { mentions }: CookOptions): Promise<Cooked> {
		const answer = await send({ source, mentions: [...mentions] });
		if ("cooked" in answer) return answer.cooked;
		throw refusal(answer);
	}

	/** As mentionedHandles() of cook.server.ts. */
	async function findMentions(source: string): Promise<string[]> {
		const answer = await send({ source, mentions: null });
		if ("handles" in answer) return answer.handles;
		throw refusal(answer);
	}

	/** Cooks pieces one after another, in order, so that a long batch lets others in between. */
	async function cookMany(pieces: Iterable<{ source: string } & CookOptions>): Promise<Cooked[]> {
		const cooked: Cooked[] = [];
		for (const { source, mentions } of pieces) cooked.push(await cookMarkdown(source, { mentions }));
		return cooked;
	}

	return { cookMarkdown, findMentions, cookMany };
}

function refusal(answer: Answer): Error {
	if ("tooComplex" in answer) return Object.assign(new MarkdownTooComplex(""), { message: answer.tooComplex });
	return new Error("failed" in answer ? `Markdown could not be cooked: ${answer.failed}` : "The markdown thread answered out of turn.");
}

// The bundle of the server (build/server/index.js) holds no worker, and its import.meta.url is not this folder's. The source tree is
// always there, the working directory always its root, and Node 24 runs .ts as it is: the bundle, the seed and the tests start one file.
const file = resolve("app/core/markdown/worker.server.ts");

export const { cookMarkdown, cookMany, findMentions } = createCooker({ file, deadlineMs: 1500, startMs: 10_000 });

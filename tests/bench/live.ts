// A thousand browsers that have one thread open: what they cost a server, and how soon the last of them hears of a reply.
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { percentiles, send } from "./load.ts";

const browsers = 1000;
const rounds = 40;
const allowedMb = 300;
const looks = 10;
const lookMs = 500;
const megabyte = 1024 * 1024;

type Server = { origin: string; process: ChildProcess };
type Memory = { resident: number; heap: number };

/** What a process holds once it has tidied up, in megabytes. */
async function memoryOf({ process: child }: Server): Promise<Memory> {
	let least: Memory = { resident: Number.POSITIVE_INFINITY, heap: Number.POSITIVE_INFINITY };
	for (let look = 0; look < looks; look++) {
		child.send("tidy");
		const [usage] = await once(child, "message");
		const { rss, heapUsed, external }: NodeJS.MemoryUsage = usage;
		const [resident, heap] = [rss / megabyte, (heapUsed + external) / megabyte];
		least = { resident: Math.min(least.resident, resident), heap: Math.min(least.heap, heap) };
		await pause(lookMs);
	}
	return least;
}

/** Opens a stream; calls back at every frame that says the thread was touched. Returns how to close it. */
const open = ({ origin }: Server, agent: Agent, path: string, cookie: string, heard: () => void): Promise<() => void> =>
	new Promise((opened, failed) => {
		const sent = get(origin + path, { agent, headers: { Cookie: cookie, Accept: "text/event-stream" } }, (answer: IncomingMessage) => {
			if (answer.statusCode !== 200) return failed(new Error(`The stream was refused: ${answer.statusCode}`));
			answer.setEncoding("utf8").on("data", (text: string) => {
				// The first frame is the sign of life that says the stream is open.
				opened(() => sent.destroy());
				if (text.includes("event: thread")) heard();
			});
			answer.on("error", () => undefined);
		});
		sent.on("error", failed);
	});

const writeReply = (db: Db, thread: string) =>
	db.execute(sql`
		insert into posts (id, thread_id, author_id, sections, cooked, cooker_version, text, submission)
		select ${`l${randomBytes(7).toString("hex").slice(0, 13)}`}, id, author_id, '{"text":"Live."}', '{"text":"<p>Live.</p>"}', 1, 'Live.', gen_random_uuid()::text
		from threads where id = ${thread}`);

/** Measures a fresh server with and without a thousand open streams, and prints the figures. */
export async function measureLive(server: Server, db: Db, page: string, cookies: string[]): Promise<void> {
	const thread = page.split("/")[2] ?? "";
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	// Few pages only: what many of them leave behind would be room enough for the streams.
	for (let turn = 0; turn < 20; turn++) await send(server.origin, agent, { path: page, cookie: cookies[turn % cookies.length] ?? "" });
	agent.destroy();
	const before = await memoryOf(server);

	const streams = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
	let waiting = 0;
	let all = Promise.withResolvers<void>();
	const heard = () => {
		waiting -= 1;
		if (waiting === 0) all.resolve();
	};
	const closing: (() => void)[] = [];
	for (let from = 0; from < browsers; from += 50)
		closing.push(
			...(await Promise.all(
				Array.from({ length: 50 }, (_, n) =>
					open(server, streams, `/live?thread=${thread}`, cookies[(from + n) % cookies.length] ?? "", heard),
				),
			)),
		);
	const after = await memoryOf(server);

	const times: { ms: number }[] = [];
	for (let round = 0; round < rounds; round++) {
		[waiting, all] = [browsers, Promise.withResolvers<void>()];
		await writeReply(db, thread);
		const committed = performance.now();
		await all.promise;
		times.push({ ms: performance.now() - committed });
		await pause(50);
	}
	const { p50, p99 } = percentiles(times);
	for (const close of closing) close();
	streams.destroy();
	console.log(
		`\n${browsers.toLocaleString("en")} browsers have one thread open: ${before.resident.toFixed(0)} MB without them, ${after.resident.toFixed(0)} MB with them (${(after.resident - before.resident).toFixed(0)} MB more; ${allowedMb} allowed); in use ${before.heap.toFixed(0)} and ${after.heap.toFixed(0)} MB. The last of them hears of a reply after p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms.`,
	);
}

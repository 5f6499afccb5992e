// Two servers behind a balancer, stopped and started again one after the other while people read and write.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cloneDatabase, type Launched, launchServer } from "#tests/support/server.ts";
import { type Balancer, startBalancer } from "./balancer.ts";
import { asking, countNothing, replyForm, sendForm, signInAll, storedWritings, type Written } from "./writing.ts";

const rounds = 3;
// Longer than the moment that a server without a balancer takes to close.
const rhythm = 400;
const patience = { timeout: 30_000, interval: 20 };
const dataDir = mkdtempSync(join(tmpdir(), "lamplight-rolling-"));

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let sql: postgres.Sql;
let balancer: Balancer;
let servers: Launched[];
const ask = asking(() => balancer.origin);
const launch = () => launchServer({ DATABASE_URL: database.url, DATA_DIR: dataDir });
const bringIn = async (server: Launched) => {
	balancer.add(server.origin);
	await vi.waitUntil(() => balancer.uses(server.origin), patience);
};

beforeAll(async () => {
	database = await cloneDatabase("lamplight_demo");
	sql = postgres(database.url, { max: 2, onnotice: () => undefined });
	await sql.unsafe(`${countNothing}
		create function take_long() returns trigger language plpgsql as $$ begin perform pg_sleep(2.5); return null; end $$;
		create constraint trigger take_long after insert on posts deferrable initially deferred for each row when (new.text like 'Written slowly %') execute function take_long();`);
	balancer = await startBalancer(rhythm);
	servers = await Promise.all([launch(), launch()]);
	await Promise.all(servers.map(bringIn));
}, 90_000);
afterAll(async () => {
	await Promise.all(servers.map(({ end }) => end("SIGTERM")));
	await balancer.close();
	await sql.end();
	await database.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

test("three rounds of restarts under load: no request fails, nothing acknowledged is lost", async () => {
	const cookies = await signInAll(balancer.origin, ["maya", "tomas", "rosa", "jonas"]);
	const rows =
		await sql`select t.id, t.slug from threads t join circles c on c.id = t.circle_id where c.slug = 'prompting-at-work' order by t.id limit 3`;
	const threads = rows.map(({ id, slug }) => `/threads/${id}/${slug}`);
	const slowThread = threads.pop() ?? "";
	const acknowledged: Written[] = [];
	const failed: string[] = [];
	let read = 0;
	let going = true;
	const steadily = async (name: string, every: number, work: (turn: number) => Promise<void>) => {
		for (let turn = 0; going; turn++)
			await Promise.all([work(turn).catch((error: unknown) => failed.push(`${name} ${turn}: ${error}`)), pause(every)]);
	};
	const look = (path: string, cookie: string) => async () => {
		const { status } = await ask(path, cookie);
		if (status !== 200) throw new Error(`status ${status}`);
		read += 1;
	};
	const write = (name: string, thread: string, cookie: string) => async (turn: number) => {
		acknowledged.push(await sendForm(ask, await replyForm(ask, thread, cookie, `Written ${name} ${turn}`)));
	};
	const load = Promise.all([
		...cookies.map((cookie) => steadily("latest", 100, look("/latest", cookie))),
		...cookies.map((cookie, number) => steadily("thread", 100, look(threads[number % 2] ?? "", cookie))),
		...cookies.map((cookie, number) => steadily("write", 150, write(`by ${number}`, threads[number % 2] ?? "", cookie))),
		// Longer than a server waits for its balancer: some of these are under way whenever one closes.
		steadily("slow", 0, write("slowly", slowThread, cookies[0] ?? "")),
	]);
	const took: number[] = [];
	// A server knows that a balancer asks once it has asked three times.
	await pause(4 * rhythm);
	try {
		for (let round = 0; round < rounds; round++)
			for (const [index, old] of servers.entries()) {
				const since = performance.now();
				expect(await old.end("SIGTERM")).toBe(0);
				took.push(Math.round(performance.now() - since));
				expect(old.output()).not.toMatch(/error|unhandled/i);
				balancer.remove(old.origin);
				const next = await launch();
				servers[index] = next;
				await bringIn(next);
			}
	} finally {
		going = false;
		await load;
	}
	expect(failed).toEqual([]);
	expect(balancer.retried()).toBe(0);
	expect(await storedWritings(sql, "Written %")).toEqual(acknowledged.sort((a, b) => (a.text < b.text ? -1 : 1)));
	expect(read).toBeGreaterThan(100);
	expect(acknowledged.length).toBeGreaterThan(50);
	if (process.env.LAMPLIGHT_FIGURES)
		console.log({ read, written: acknowledged.length, failed: failed.length, retried: balancer.retried(), stopped: took });
}, 180_000);

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Sql } from "#db/client.server.ts";
import { type Embedded, startEmbedded } from "#db/embedded.server.ts";
import { parse } from "../../scripts/patch-dependencies.mjs";

let dataDir: string;
let embedded: Embedded;
let admin: Sql;

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), "lamplight-faults-"));
	chmodSync(dataDir, 0o755);
	embedded = await startEmbedded({ dataDir, explicit: true });
	admin = connect(embedded.url, { connectTimeout: 1 });
	await admin`create table kept (id text primary key)`;
	await admin`create table outbox (id text primary key)`;
});

afterAll(async () => {
	await admin.end({ timeout: 1 });
	await embedded.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

const pidFile = () => join(dataDir, "postgres", "postmaster.pid");
const postmaster = () => Number(existsSync(pidFile()) ? readFileSync(pidFile(), "utf8").split("\n")[0] : 0);
const terminate = () =>
	admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lamplight' and pid <> pg_backend_pid()`;
const interruptions: Record<string, () => unknown> = {
	"killed with -9": () => process.kill(postmaster(), "SIGKILL"),
	"its backends terminated": terminate,
	"stopped fast": () => process.kill(postmaster(), "SIGINT"),
};

/** Milliseconds until the database answers again; after its end, the one that was started anew. */
async function untilUp(ended: number): Promise<number> {
	const since = Date.now();
	for (;;) {
		try {
			await admin`select 1`;
			// A connection may outlive its killed server for a moment.
			if (postmaster() !== ended) return Date.now() - since;
		} catch {
			await pause(20);
		}
	}
}

/** The driver as published, with the patch taken out again. */
function publishedDriver(): string {
	const folder = join(dataDir, "published");
	cpSync(resolve("node_modules/postgres/src"), folder, { recursive: true });
	writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
	for (const [path, hunks] of parse(readFileSync("patches/postgres+3.4.9.patch", "utf8"))) {
		const file = join(folder, path.replace("node_modules/postgres/src/", ""));
		if (!existsSync(file)) continue;
		writeFileSync(
			file,
			hunks.reduce((text: string, { before, after }) => text.replace(after, () => before), readFileSync(file, "utf8")),
		);
	}
	return join(folder, "index.js");
}

function run(program: string, args: string[]): ChildProcess & { words: string } {
	const child = Object.assign(fork(resolve("tests/db", program), args, { silent: true, execArgv: [] }), { words: "" });
	child.stderr?.on("data", (chunk: Buffer) => {
		child.words += chunk;
	});
	return child;
}

test(
	"ten interruptions under 20 writers: no crash, nothing waits longer than five seconds, no acknowledged row is lost",
	{ timeout: 120_000 },
	async () => {
		const acknowledgedFile = join(dataDir, "acknowledged");
		writeFileSync(acknowledgedFile, "");
		const child = run("writers.ts", [embedded.url, acknowledgedFile]);
		await once(child, "message");
		const away: number[] = [];
		for (let round = 0; round < 10; round += 1) {
			await pause(300);
			const name = Object.keys(interruptions)[round % 3] ?? "";
			const before = postmaster();
			await interruptions[name]?.();
			away.push(await untilUp(name === "its backends terminated" ? 0 : before));
			expect(child.exitCode, child.words).toBe(null);
		}
		await pause(500);
		child.send("stop");
		const ended = await Promise.race([
			once(child, "message").then(([report]) => report),
			once(child, "exit").then(() => null),
			pause(6000, "hangs"),
		]);
		if (ended === "hangs") child.kill("SIGKILL");
		expect(ended, child.words).toMatchObject({ oldest: expect.any(Number), acknowledged: expect.any(Number) });
		expect(ended.oldest).toBeLessThan(5000);
		expect(ended.refused).toBeGreaterThan(0);

		const acknowledged = readFileSync(acknowledgedFile, "utf8").trim().split("\n");
		expect(acknowledged.length).toBe(ended.acknowledged);
		expect(acknowledged.length).toBeGreaterThan(100);
		const kept = new Set((await admin<{ id: string }[]>`select id from kept`).map(({ id }) => id));
		expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
		// Half of the writers put two rows into one transaction: never one without the other.
		const [torn] = await admin`select count(*)::int as rows from (select id from outbox except select id from kept) as torn`;
		expect(torn?.rows).toBe(0);
		// Two seconds is the figure to hold with a machine to itself; a shared one gets more.
		expect(Math.max(...away)).toBeLessThan(30_000);
		if (process.env.LAMPLIGHT_FIGURES) console.log({ ...ended, away });
	},
);

test("a transaction whose connection drops is refused, and the process lives", async () => {
	const child = run("dropped.ts", [embedded.url]);
	const [report] = await once(child, "message");
	await once(child, "exit");
	expect(report).toEqual({ first: "CONNECTION_CLOSED", late: "CONNECTION_CLOSED", rows: ["of the second"] });
	expect(child.exitCode, child.words).toBe(0);
});

test("without the patch the same program crashes, so the test can fail", async () => {
	symlinkSync(resolve("node_modules"), join(dataDir, "node_modules"));
	const child = run("dropped.ts", [embedded.url, publishedDriver()]);
	await once(child, "exit");
	expect(child.exitCode).not.toBe(0);
	expect(child.words).toContain("Cannot read properties of null (reading 'write')");
});

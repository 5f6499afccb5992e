import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#db/client.server.ts";
import { ConfigurationError } from "#db/configuration-error.ts";
import { startEmbedded as start } from "#db/embedded.server.ts";
import { examine } from "#db/embedded-folder.server.ts";

type Started = { url: string; adopted: boolean; isNew: boolean; notice: string | null; message: string; kind: string };
const isRoot = process.getuid?.() === 0;
const nobody = 65534;

let dataDir: string;
const children = new Set<ChildProcess>();
const stops = new Set<() => Promise<void>>();

/** Starts the database from this process; it ends with the test, even with one that fails. */
const startEmbedded: typeof start = async (options) => {
	const embedded = await start(options);
	stops.add(embedded.stop);
	return embedded;
};

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "lamplight-embedded-"));
	chmodSync(dataDir, 0o755);
});

afterEach(async () => {
	await Promise.all([...stops].map((stop) => stop()));
	stops.clear();
	for (const child of children) child.kill("SIGKILL");
	children.clear();
	const pid = postmaster();
	if (pid && isAlive(pid)) process.kill(pid, "SIGQUIT");
	while (pid && isAlive(pid)) await pause(20);
	rmSync(dataDir, { recursive: true, force: true });
});

const cluster = () => join(dataDir, "postgres");
const pidFile = () => join(cluster(), "postmaster.pid");
const postmaster = () => (existsSync(pidFile()) ? Number(readFileSync(pidFile(), "utf8").split("\n")[0]) : 0);
const isAlive = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

/** Starts the database from another process. */
async function elsewhere(how: "explicit" | "default" = "explicit", user?: number) {
	const child = fork(resolve("tests/db/start.ts"), [dataDir, how, ...(user === undefined ? [] : [String(user)])], { execArgv: [] });
	children.add(child);
	const [said] = (await once(child, "message")) as [Started];
	return { child, ...said };
}

async function killed(child: ChildProcess) {
	child.kill("SIGKILL");
	await once(child, "exit");
}

/** Runs one statement on a connection of its own. */
async function query<Row extends Record<string, unknown>>(url: string, statement: string): Promise<Row[]> {
	const sql = connect(url);
	try {
		return [...(await sql.unsafe<Row[]>(statement))];
	} finally {
		await sql.end({ timeout: 1 });
	}
}

const refusal = async (explicit = true) => {
	const error = await startEmbedded({ dataDir, explicit }).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(ConfigurationError);
	return (error as Error).message;
};

test("a new database is safe, private and knows every language", async () => {
	const embedded = await startEmbedded({ dataDir, explicit: true });
	expect(embedded).toMatchObject({ isNew: true, adopted: false, notice: null });
	const names = [
		"fsync",
		"synchronous_commit",
		"listen_addresses",
		"unix_socket_directories",
		"log_parameter_max_length_on_error",
		"shared_buffers",
		"TimeZone",
	];
	const [settings] = await query(
		embedded.url,
		`select ${names.map((name) => `current_setting('${name}') as ${name.toLowerCase()}`).join(", ")}`,
	);
	expect(settings).toEqual({
		fsync: "on",
		synchronous_commit: "on",
		listen_addresses: "127.0.0.1",
		unix_socket_directories: "",
		log_parameter_max_length_on_error: "0",
		shared_buffers: "128MB",
		timezone: "UTC",
	});
	const [words] = await query(
		embedded.url,
		"select lower('ÅÉΣЖ') as lower, 'é' ~ '^\\w$' as letter, to_tsvector('simple', 'Ärger') @@ to_tsquery('simple', 'ärger') as found",
	);
	expect(words).toEqual({ lower: "åéσж", letter: true, found: true });
	for (const name of ["pg_trgm", "unaccent", "btree_gist", "citext"]) await query(embedded.url, `create extension ${name}`);
	await expect(query(embedded.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toMatchObject({ code: "28P01" });
	expect(statSync(join(dataDir, "secrets", "postgres-password")).mode & 0o777).toBe(0o600);
	expect(statSync(join(dataDir, "secrets")).mode & 0o777).toBe(0o700);
	expect(statSync(cluster()).uid).not.toBe(0);

	await query(embedded.url, "create table unique_words (word text unique)");
	await query(embedded.url, "insert into unique_words values ('confidential-word')");
	await expect(query(embedded.url, "insert into unique_words values ('confidential-word')")).rejects.toMatchObject({ code: "23505" });
	const log = readFileSync(join(dataDir, "postgres.log"), "utf8");
	expect(log).toContain("duplicate key");
	expect(log).not.toContain("confidential-word");

	await embedded.stop();
	expect(postmaster()).toBe(0);
});

test("kill -9 of the server: the next one adopts the database, and stops it at its end", async () => {
	const first = await elsewhere();
	await query(first.url, "create table kept as select 1 as one");
	await killed(first.child);
	const second = await startEmbedded({ dataDir, explicit: true });
	expect(second).toMatchObject({ adopted: true, isNew: false, url: first.url });
	expect(await query(second.url, "select one from kept")).toEqual([{ one: 1 }]);
	await second.stop();
	expect(postmaster()).toBe(0);
});

test("kill -9 of server and database: the left postmaster.pid stops nobody", async () => {
	const first = await elsewhere();
	await query(first.url, "create table kept as select 1 as one");
	await killed(first.child);
	process.kill(postmaster(), "SIGKILL");
	const second = await startEmbedded({ dataDir, explicit: true });
	expect(second).toMatchObject({ adopted: false, isNew: false });
	expect(await query(second.url, "select one from kept")).toEqual([{ one: 1 }]);
	await second.stop();
});

test("a postmaster.pid whose number is another program's by now stops nobody, and that program is left alone", async () => {
	const first = await startEmbedded({ dataDir, explicit: true });
	const lines = readFileSync(pidFile(), "utf8").split("\n");
	await first.stop();
	// Of the database's own user, so that Postgres by itself would take it for a running server.
	const { uid, gid } = statSync(cluster());
	const stranger = spawn("sleep", ["60"], isRoot ? { uid, gid } : {});
	children.add(stranger);
	writeFileSync(pidFile(), [stranger.pid, ...lines.slice(1)].join("\n"));
	const second = await startEmbedded({ dataDir, explicit: true });
	expect(second.adopted).toBe(false);
	await second.stop();
	expect(stranger.exitCode).toBe(null);
});

test("two servers share one folder: the second adopts, and only the last to leave stops the database", async () => {
	const first = await elsewhere();
	const second = await startEmbedded({ dataDir, explicit: true });
	expect(second).toMatchObject({ adopted: true, url: first.url });
	await second.stop();
	expect(await query(first.url, "select 1 as one")).toEqual([{ one: 1 }]);
	first.child.send("stop");
	await once(first.child, "exit");
	expect(postmaster()).toBe(0);
});

test("two servers start at once in an empty folder", async () => {
	const both = await Promise.all([elsewhere(), elsewhere()]);
	expect(both.map(({ message }) => message)).toEqual([undefined, undefined]);
	expect(both.map(({ url }) => url)).toEqual([both[0].url, both[0].url]);
	expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres.new"))).toEqual([]);
	expect(await query(both[0].url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a database that is killed comes back at the same address, even when its password's file is gone", async () => {
	const embedded = await startEmbedded({ dataDir, explicit: true });
	rmSync(join(dataDir, "secrets"), { recursive: true });
	process.kill(postmaster(), "SIGKILL");
	while (!(await query(embedded.url, "select 1").catch(() => null))) await pause(50);
	await embedded.stop();
	expect(postmaster()).toBe(0);
});

test("a database whose port somebody else took for a moment waits for it without a complaint", async () => {
	const embedded = await startEmbedded({ dataDir, explicit: true });
	const taken = createServer();
	process.kill(postmaster(), "SIGKILL");
	const port = Number(new URL(embedded.url).port);
	const listen = () => taken.listen(port, "127.0.0.1");
	taken.on("error", () => setTimeout(listen, 2));
	// Not `once` of node:events, which takes the first "error" for the end: the killed server may still hold its port.
	const listening = new Promise((done) => taken.once("listening", done));
	listen();
	await listening;
	await pause(1200);
	taken.close();
	while (!(await query(embedded.url, "select 1").catch(() => null))) await pause(50);
	await embedded.stop();
	expect(console.error).not.toHaveBeenCalled();
});

describe("a folder that will not do gets one sentence and stays as it is", () => {
	test("a file in its place", async () => {
		const file = join(dataDir, "file");
		writeFileSync(file, "");
		const error = await startEmbedded({ dataDir: file, explicit: true }).catch((error: Error) => error);
		expect(error).toMatchObject({
			name: "ConfigurationError",
			message: `DATA_DIR ${file} can not be used: it is not a folder; choose another one.`,
		});
	});

	test("not writable", async () => {
		chmodSync(dataDir, 0o555);
		const { kind, message } = await elsewhere("explicit", isRoot ? nobody : undefined);
		expect({ kind, message }).toEqual({
			kind: "ConfigurationError",
			message: `DATA_DIR ${dataDir} can not be used: this user may not write there; choose another folder.`,
		});
		expect(readdirSync(dataDir)).toEqual([]);
	});

	test("a full disk", () => {
		expect(() => examine(dataDir, cluster(), "", 150 * 1024 * 1024)).toThrow(
			`DATA_DIR ${dataDir} can not be used: its disk is full; free at least 200 MB and start again.`,
		);
		expect(examine(dataDir, cluster(), "", 300 * 1024 * 1024)).toEqual({ isNew: true });
	});

	test.each([
		["19", "start the newer Lamplight that made it."],
		["16", "run npm run backup with the Lamplight that made it, then npm run restore into a new DATA_DIR."],
	])("a database of Postgres %s", async (version, todo) => {
		mkdirSync(cluster(), { mode: 0o700 });
		writeFileSync(join(cluster(), "PG_VERSION"), `${version}\n`);
		expect(await refusal()).toBe(
			`DATA_DIR ${dataDir} holds a database of Postgres ${version}, and this Lamplight brings Postgres 18: ${todo}`,
		);
		expect(readdirSync(dataDir, { recursive: true }).sort()).toEqual(["postgres", "postgres/PG_VERSION"]);
	});

	test("something else where the database belongs", async () => {
		mkdirSync(cluster());
		writeFileSync(join(cluster(), "notes.txt"), "mine");
		expect(await refusal()).toBe(`The folder ${cluster()} is not a database: move it away, or choose another DATA_DIR.`);
		expect(readFileSync(join(cluster(), "notes.txt"), "utf8")).toBe("mine");
	});

	test("a lost password, and a wrong one", async () => {
		await (await startEmbedded({ dataDir, explicit: true })).stop();
		const file = join(dataDir, "secrets", "postgres-password");
		const password = readFileSync(file, "utf8");
		rmSync(file);
		expect(await refusal()).toBe(`DATA_DIR ${dataDir} holds a database, but its password is gone: put ${file} back.`);
		writeFileSync(file, "another");
		expect(await refusal()).toBe(`The password in ${file} is not the one of the database beside it: put the right file back.`);
		writeFileSync(file, password);
		await (await startEmbedded({ dataDir, explicit: true })).stop();
	});

	test.runIf(isRoot)("a chosen folder that the database's user can not enter", async () => {
		chmodSync(dataDir, 0o700);
		expect(await refusal()).toMatch(
			/^DATA_DIR \S+ can not be reached by the user "\w+", as whom the database runs because the server runs as root: choose a folder/,
		);
		expect(readdirSync(dataDir)).toEqual([]);
	});

	test.runIf(isRoot)(
		"the default folder that the database's user can not enter: the database lies elsewhere, and that is said",
		async () => {
			chmodSync(dataDir, 0o700);
			const first = await startEmbedded({ dataDir, explicit: false });
			const home = /^The database lies in (\S+), since its user/.exec(first.notice ?? "")?.[1] ?? "";
			try {
				expect(home).toMatch(/^\/var\/lib\/lamplight\/[0-9a-f]{12}$/);
				expect(existsSync(join(home, "postgres", "PG_VERSION"))).toBe(true);
				await first.stop();
				const second = await startEmbedded({ dataDir, explicit: false });
				expect(second).toMatchObject({ isNew: false });
				await second.stop();
			} finally {
				if (dirname(home) === "/var/lib/lamplight") rmSync(home, { recursive: true, force: true });
			}
		},
	);
});

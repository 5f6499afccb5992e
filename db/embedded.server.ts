// A real Postgres beside the application, for a first look and for small installations on one machine. DATABASE_URL replaces it.
//
// It outlives the server: after a kill -9 it goes on, and the next start adopts it. Several servers may share one DATA_DIR
// (a rolling restart, a backup during the day): whoever comes later adopts, and the last one to leave stops it.
import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readFileSync,
	readSync,
	realpathSync,
	statSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "./client.server.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { binaries, ownerFor } from "./embedded-binaries.server.ts";
import { command, initialise, type Place, readPassword } from "./embedded-cluster.server.ts";
import { clusterFolder, examine, knownCluster, prepareFolder } from "./embedded-folder.server.ts";
import { defusePidFile, freePort, lives, postmasterOf, usersOf } from "./embedded-process.server.ts";

export type Embedded = {
	url: string;
	/** The database was made by this call. */
	isNew: boolean;
	/** It ran already: left by a killed server, or in use by another one. */
	adopted: boolean;
	/** Something to tell the person who started the server. */
	notice: string | null;
	/** Stops the database, unless another Lamplight still uses it. */
	stop(): Promise<void>;
};
type Options = {
	dataDir: string;
	/** Whether somebody chose this folder, so that nothing may be kept elsewhere. */
	explicit: boolean;
};

const database = "lamplight";
const patience = 90_000;
const watchEvery = 250;
const logLimit = 8 * 1024 * 1024;
const settings = {
	listen_addresses: "127.0.0.1",
	unix_socket_directories: "",
	shared_buffers: "128MB",
	max_connections: 60,
	fsync: "on",
	synchronous_commit: "on",
	timezone: "UTC",
	log_timezone: "UTC",
	jit: "off",
	// What people write must not reach a log file: no parameters, no statements, no details (which quote rows).
	log_parameter_max_length: 0,
	log_parameter_max_length_on_error: 0,
	log_min_error_statement: "panic",
	log_error_verbosity: "terse",
	log_checkpoints: "off",
};

/**
 * Starts the embedded Postgres in `dataDir`, or adopts the one that runs there. While this process lives it starts it again when
 * it was killed. Throws `ConfigurationError` with one sentence when the folder will not do; nothing in it is changed then.
 */
export async function startEmbedded({ dataDir, explicit }: Options): Promise<Embedded> {
	prepareFolder(dataDir);
	const owner = ownerFor(process.geteuid?.() ?? -1, knownCluster(dataDir));
	const { cluster, notice } = clusterFolder(dataDir, explicit, owner);
	const passwordFile = join(dataDir, "secrets", "postgres-password");
	const { isNew } = examine(dataDir, cluster, passwordFile);
	const place: Place = { dataDir, cluster, owner, bin: binaries(owner), passwordFile, log: join(dataDir, "postgres.log") };

	const users = usersOf(dataDir);
	users.enter();
	try {
		if (isNew) await initialise(place);
		place.cluster = realpathSync(cluster);
		// Read once: a server that runs needs the file no more, and goes on when somebody moves it.
		const password = readPassword(place);
		const running = await run(place, password);
		const url = addressOf(running.port, password, database);
		await ensureDatabase(addressOf(running.port, password, "postgres"));
		const endWatch = watch(place, password, running);
		let stopped = false;
		const stop = async () => {
			if (stopped) return;
			stopped = true;
			await endWatch();
			if (users.leave()) return;
			const fast = await command(place, "pg_ctl", ["-D", place.cluster, "-m", "fast", "-w", "-t", "20", "stop"]);
			if (fast.code !== 0 && postmasterOf(place.cluster))
				await command(place, "pg_ctl", ["-D", place.cluster, "-m", "immediate", "-w", "-t", "5", "stop"]);
		};
		return { url, isNew, adopted: running.adopted, notice, stop };
	} catch (error) {
		users.leave();
		throw error;
	}
}

const addressOf = (port: number, password: string, name: string) => `postgres://lamplight:${password}@127.0.0.1:${port}/${name}`;
async function ensureDatabase(url: string): Promise<void> {
	const admin = connect(url);
	try {
		const [there] = await admin`select 1 from pg_database where datname = ${database}`;
		if (!there) await admin.unsafe(`create database ${database}`);
	} catch (error) {
		// Two servers start at the same instant: the other one has made it.
		if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
	} finally {
		await admin.end({ timeout: 2 });
	}
}

type Running = { pid: number; port: number; adopted: boolean };

/** Adopts the Postgres that runs on the cluster, or starts one; waits until it answers. `port` must be used when given. */
async function run(place: Place, password: string, port?: number): Promise<Running> {
	const deadline = Date.now() + patience;
	const portFile = join(place.dataDir, "postgres.port");
	let launches = 0;
	for (;;) {
		const there = postmasterOf(place.cluster);
		if (there?.port) {
			const answer = await ask(addressOf(there.port, password, "postgres"));
			if (answer === "yes") {
				if (readIfThere(portFile) !== String(there.port)) writeFileSync(portFile, String(there.port));
				return { ...there, adopted: launches === 0 };
			}
			if (answer === "28P01")
				throw new ConfigurationError(
					`The password in ${place.passwordFile} is not the one of the database beside it: put the right file back.`,
				);
		} else if (!there) {
			// The port of the last time, when it is free: another server that shares this database keeps its connections.
			const chosen = port ?? (await freePort(Number(readIfThere(portFile)) || 0));
			const failure = await launch(place, chosen);
			if (!failure) launches += 1;
			else if (/No space left on device/.test(failure.whole))
				throw new ConfigurationError(
					`The database in DATA_DIR ${place.dataDir} does not start: its disk is full; free some space and start again.`,
				);
			// The processes of a killed server take a moment to leave; another server may be starting it at this instant.
			else if (!/shared memory block|postmaster\.pid" already exists|Address already in use/.test(failure.whole))
				throw new ConfigurationError(
					`The database in DATA_DIR ${place.dataDir} does not start; the end of ${place.log} says why: ${failure.end}`,
				);
		}
		if (Date.now() > deadline)
			throw new ConfigurationError(
				there
					? `The database in DATA_DIR ${place.dataDir} runs as process ${there.pid} but does not answer: end that process and start again.`
					: `The database in DATA_DIR ${place.dataDir} does not start: ${place.log} says why.`,
			);
		await pause(40);
	}
}

// What the connections of a killed server still say while the next one starts: no reason why that one does not.
const lastWords = /terminating connection|the database system is/;

/** Starts Postgres. Returns null when it runs, or what its log said of it, and the end of that for a person. */
async function launch(place: Place, port: number): Promise<{ whole: string; end: string } | null> {
	defusePidFile(place.cluster);
	boundLog(place);
	const before = existsSync(place.log) ? statSync(place.log).size : 0;
	const options = Object.entries({ port, ...settings }).map(([name, value]) => `-c ${name}=${value}`);
	const { code } = await command(place, "pg_ctl", ["-D", place.cluster, "-w", "-t", "80", "-o", options.join(" "), "start"], place.log);
	if (code === 0) return null;
	const lines = readFrom(place.log, before)
		.split("\n")
		.filter((line) => /FATAL|ERROR|HINT|PANIC|could not/.test(line) && !lastWords.test(line));
	return { whole: lines.join("\n"), end: lines.slice(-2).join(" ").slice(0, 500) };
}

/** Starts the database again whenever it is gone. Returns how to end that. */
function watch(place: Place, password: string, running: Running): () => Promise<void> {
	let { pid } = running;
	let rounds = 0;
	let repair: Promise<void> | undefined;
	const timer = setInterval(() => {
		rounds += 1;
		if (rounds % 240 === 0) boundLog(place);
		if (repair || lives(pid)) return;
		repair = run(place, password, running.port)
			.then((again) => {
				pid = again.pid;
			})
			.catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
			.finally(() => {
				repair = undefined;
			});
	}, watchEvery).unref();
	return async () => {
		clearInterval(timer);
		await repair;
	};
}

/** Keeps the log and one older part of it; Postgres appends, so the file may be cut while it is open. */
function boundLog({ log }: Place): void {
	if (!existsSync(log) || statSync(log).size < logLimit) return;
	copyFileSync(log, `${log}.1`);
	truncateSync(log);
}

/** "yes", or the code of what went wrong. */
async function ask(url: string): Promise<string> {
	const sql = connect(url, { connectTimeout: 2, statementTimeout: 2000 });
	try {
		await sql`select 1`;
		return "yes";
	} catch (error) {
		return (error as { code?: string }).code ?? "no";
	} finally {
		await sql.end({ timeout: 1 }).catch(() => undefined);
	}
}

function readIfThere(file: string): string {
	return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

function readFrom(file: string, start: number): string {
	const handle = openSync(file, "r");
	try {
		const bytes = Buffer.alloc(64 * 1024);
		return bytes.toString("utf8", 0, readSync(handle, bytes, 0, bytes.length, Math.min(start, statSync(file).size)));
	} finally {
		closeSync(handle);
	}
}

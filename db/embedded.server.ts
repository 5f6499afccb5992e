// A real Postgres beside the application, for a first look and for small installations. DATABASE_URL replaces it.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { accessSync, chownSync, constants, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import postgres from "postgres";
import { ConfigurationError } from "./configuration-error.ts";
import { binaries, type Owner, ownerFor, reachable } from "./embedded-binaries.server.ts";

export type Embedded = { url: string; isNew: boolean; adopted: boolean; notice: string | null; stop(): Promise<void> };
type Options = { dataDir: string; explicit: boolean };

const major = "18";
const database = "lamplight";
const spaceNeeded = 100 * 1024 * 1024;

/**
 * Starts the embedded Postgres in `dataDir`, or adopts the one that a killed server left running there.
 * Throws `ConfigurationError` with one sentence when the folder will not do; nothing in it is changed then.
 */
export async function startEmbedded({ dataDir, explicit }: Options): Promise<Embedded> {
	prepareFolder(dataDir);
	const owner = ownerFor(process.getuid?.() ?? -1);
	const { cluster, notice } = clusterFolder(dataDir, explicit, owner);
	const bin = binaries(owner);
	const secrets = join(dataDir, "secrets");
	const passwordFile = join(secrets, "postgres-password");

	const versionFile = join(cluster, "PG_VERSION");
	const isNew = !existsSync(versionFile);
	if (!isNew) {
		const found = readFileSync(versionFile, "utf8").trim();
		if (found !== major)
			throw new ConfigurationError(`DATA_DIR ${dataDir} holds a database of Postgres ${found}, and this Lamplight brings Postgres ${major}: use the Lamplight version that made it, or restore a backup into a new DATA_DIR.`);
		if (!existsSync(passwordFile)) throw new ConfigurationError(`DATA_DIR ${dataDir} holds a database but its secrets folder is missing: put ${passwordFile} back.`);
	}
	if (isNew) initialise();
	const password = readFileSync(passwordFile, "utf8").trim();

	const left = runningPort(cluster);
	const urlOf = (port: number, name: string) => `postgres://lamplight:${password}@127.0.0.1:${port}/${name}`;
	let port = left;
	let adopted = port !== null && (await answers(urlOf(port, "postgres")));
	if (!adopted) {
		port = await freePort();
		launch(port);
		await untilReady(urlOf(port, "postgres"));
		adopted = false;
	}
	const url = urlOf(port ?? 0, database);
	const admin = postgres(urlOf(port ?? 0, "postgres"), { max: 1, onnotice: () => undefined });
	try {
		const [there] = await admin`select 1 from pg_database where datname = ${database}`;
		if (!there) await admin.unsafe(`create database ${database}`);
	} finally {
		await admin.end({ timeout: 2 });
	}
	// Whoever started last owns the database: a server that ends stops it only while the lock still names it.
	const lock = join(dataDir, "server.lock");
	const mine = `${process.pid}.${randomBytes(8).toString("hex")}`;
	writeFileSync(lock, mine);
	let stopped: Promise<void> | undefined;
	const stop = () => {
		stopped ??= (async () => {
			if (!existsSync(lock) || readFileSync(lock, "utf8") !== mine) return;
			rmSync(lock, { force: true });
			run("pg_ctl", ["-D", cluster, "-m", "fast", "-w", "-t", "20", "stop"]);
		})();
		return stopped;
	};
	return { url, isNew, adopted, notice, stop };

	function run(program: string, args: string[]) {
		return spawnSync(join(bin, program), args, { ...owner, cwd: dirname(cluster), env: { LC_ALL: "C", PATH: process.env.PATH ?? "" }, encoding: "utf8" });
	}

	function initialise() {
		if (existsSync(cluster)) rmSync(cluster, { recursive: true, force: true });
		mkdirSync(secrets, { recursive: true, mode: 0o700 });
		if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
		mkdirSync(cluster, { recursive: true, mode: 0o700 });
		if (owner.uid !== undefined) chownSync(cluster, owner.uid, owner.gid ?? owner.uid);
		// initdb reads the password from a file that its own user can read; it is gone at once.
		const handover = join(cluster, "..", `.handover-${randomBytes(6).toString("hex")}`);
		writeFileSync(handover, readFileSync(passwordFile), { mode: 0o600 });
		if (owner.uid !== undefined) chownSync(handover, owner.uid, owner.gid ?? owner.uid);
		const made = run("initdb", ["-D", cluster, "-U", "lamplight", "--auth=scram-sha-256", `--pwfile=${handover}`, "--encoding=UTF8", "--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"]);
		rmSync(handover, { force: true });
		if (made.status !== 0) {
			rmSync(cluster, { recursive: true, force: true });
			const said = (made.stderr || made.error?.message || "").trim().split("\n").slice(-2).join(" ");
			throw new ConfigurationError(`The embedded database could not be made in DATA_DIR ${dataDir}: ${said}`);
		}
	}

	function launch(on: number) {
		rmSync(join(cluster, "postmaster.pid"), { force: true });
		const logFile = join(dataDir, "postgres.log");
		if (existsSync(logFile) && statSync(logFile).size > 10 * 1024 * 1024) rmSync(logFile);
		const log = openSync(logFile, "a");
		const settings = {
			port: on,
			listen_addresses: "127.0.0.1",
			unix_socket_directories: "",
			shared_buffers: "128MB",
			max_connections: 60,
			// What people write must not reach a log file.
			log_parameter_max_length: 0,
			log_parameter_max_length_on_error: 0,
			log_min_error_statement: "panic",
			jit: "off",
		};
		const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
		// Detached: a kill -9 of the server leaves the database whole, and the next start adopts it.
		spawn(join(bin, "postgres"), ["-D", cluster, ...args], { ...owner, cwd: dirname(cluster), detached: true, stdio: ["ignore", log, log], env: { LC_ALL: "C", PATH: process.env.PATH ?? "" } }).unref();
	}

	async function untilReady(address: string) {
		const deadline = Date.now() + 60_000;
		while (Date.now() < deadline) {
			if (await answers(address)) return;
			if (runningPort(cluster) === null && Date.now() > deadline - 55_000) break;
			await new Promise((done) => setTimeout(done, 60));
		}
		throw new ConfigurationError(`The embedded database in DATA_DIR ${dataDir} does not start: ${join(dataDir, "postgres.log")} says why.`);
	}
}

function prepareFolder(dataDir: string): void {
	try {
		mkdirSync(dataDir, { recursive: true });
		accessSync(dataDir, constants.W_OK);
		const probe = join(dataDir, `.probe-${randomBytes(6).toString("hex")}`);
		writeFileSync(probe, "x");
		rmSync(probe);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const why = code === "ENOSPC" ? "its disk is full" : code === "EROFS" ? "its disk is read-only" : code === "ENOTDIR" || code === "EEXIST" ? "it is not a folder" : "this user may not write there";
		throw new ConfigurationError(`DATA_DIR ${dataDir} can not be used: ${why}.`);
	}
	const { bavail, bsize } = statfsSync(dataDir);
	if (bavail * bsize < spaceNeeded) throw new ConfigurationError(`DATA_DIR ${dataDir} can not be used: its disk is full (100 MB are needed).`);
}

/** Where the cluster lies: in DATA_DIR, unless that is the default and the database's user can not reach it. */
function clusterFolder(dataDir: string, explicit: boolean, owner: Owner): { cluster: string; notice: string | null } {
	if (reachable(dataDir, owner)) return { cluster: join(dataDir, "postgres"), notice: null };
	if (explicit)
		throw new ConfigurationError(`DATA_DIR ${dataDir} can not be reached by the user "${owner.name}", as whom the database runs because the server runs as root: choose a folder whose parents everybody may enter, for example DATA_DIR=/var/lib/lamplight.`);
	const elsewhere = join("/var/lib/lamplight", createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12));
	mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
	return { cluster: join(elsewhere, "postgres"), notice: `The database lies in ${elsewhere}, since its user "${owner.name}" can not enter this folder. Set DATA_DIR to choose another place.` };
}

/** The port of the postmaster that runs on a cluster, or null. */
function runningPort(cluster: string): number | null {
	try {
		const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
		process.kill(Number(lines[0]), 0);
		return Number(lines[3]) || null;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM" ? Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[3]) || null : null;
	}
}

async function answers(url: string): Promise<boolean> {
	const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
	try {
		await sql`select 1`;
		return true;
	} catch {
		return false;
	} finally {
		await sql.end({ timeout: 1 }).catch(() => undefined);
	}
}

function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once("error", failed);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => done(typeof address === "object" && address ? address.port : 0));
		});
	});
}


// npm start: installs, builds and serves, each only when something changed. Runs on any Node from 20 on, without any package.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { become, findNode } from "./find-node.mjs";
import { install } from "./install.mjs";

const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, "utf8") : "");
const lives = (/** @type {number} */ pid) => {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
	}
};

/** A hash of everything that the build is made from. */
function sourceHash() {
	const hash = createHash("sha256");
	const add = (/** @type {string} */ file) => hash.update(file).update("\0").update(readFileSync(file)).update("\0");
	for (const folder of ["app", "db", "search", "public"].filter((name) => existsSync(name)))
		for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
			if (statSync(join(folder, name)).isFile()) add(join(folder, name));
	for (const file of ["server.ts", "vite.config.ts", "remix.config.js", "package-lock.json"]) add(file);
	return hash.digest("hex");
}

/** Builds the pages unless the last build was made from the same sources. Exits with a sentence when that fails. */
export function build() {
	const stamp = join("build", ".stamp");
	const wanted = sourceHash();
	if (read(stamp) === wanted) return;
	console.log("Building the pages: some seconds.");
	rmSync(stamp, { force: true });
	const args = [join("node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build", "--logLevel", "error"];
	const { status } = spawnSync(findNode(), args, {
		stdio: ["ignore", "inherit", "inherit"],
		env: { ...process.env, NODE_ENV: "production" },
	});
	if (status !== 0) {
		console.error("The pages could not be built; the lines above say why.");
		process.exit(1);
	}
	writeFileSync(stamp, wanted);
}

/** Lets only one start at a time install and build in this folder. @param {() => void} work */
export async function alone(work) {
	const lock = join("build", ".preparing");
	for (;;) {
		try {
			mkdirSync("build", { recursive: true });
			writeFileSync(lock, String(process.pid), { flag: "wx" });
			break;
		} catch (error) {
			const { code } = /** @type {NodeJS.ErrnoException} */ (error);
			// A folder that can not be written has no second start to wait for: what is there must be complete.
			if (code !== "EEXIST") break;
			const holder = Number(read(lock));
			if (holder && lives(holder)) await pause(200);
			else rmSync(lock, { force: true });
		}
	}
	try {
		work();
	} finally {
		if (Number(read(lock)) === process.pid) rmSync(lock, { force: true });
	}
}

/** A server whose start script was killed stops by itself, but may still hold the port for a moment. */
async function waitForOrphan() {
	const [script = 0, server = 0] = read(running).split(" ").map(Number);
	if (!script || !server || lives(script) || !lives(server)) return;
	console.log("Waiting for the previous server to finish.");
	for (let rounds = 0; rounds < 150 && lives(server); rounds += 1) await pause(200);
}

/** The process of npm when it runs this script: when that is killed nobody would end the server any more. */
function npmProcess() {
	if (process.env.npm_lifecycle_event !== "start") return 0;
	const status = read(`/proc/${process.ppid}/status`);
	const isShell = /^Name:\s*(sh|dash|bash|busybox)$/m.test(status);
	return isShell ? Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? 0) : process.ppid;
}

const running = join("build", ".running");

async function start() {
	const npm = npmProcess();
	await alone(() => {
		install();
		build();
	});
	await waitForOrphan();
	const { NODE_ENV, DATABASE_URL, DEMO } = process.env;
	const demo = DEMO || (NODE_ENV === "production" || DATABASE_URL ? "0" : "auto");
	const child = become(findNode(), ["server.ts"], { ...process.env, NODE_ENV: "production", DEMO: demo });
	try {
		writeFileSync(running, `${process.pid} ${child.pid}`);
	} catch {
		// Only of use to the next start in this folder.
	}
	if (npm > 1) setInterval(() => lives(npm) || child.kill("SIGTERM"), 500).unref();
}

if (process.argv[1]?.endsWith("start.mjs")) await start();

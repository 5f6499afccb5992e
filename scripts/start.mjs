// npm start: installs, builds and serves, each only when something changed. Runs on any Node from 20 on, without any package.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findNode } from "./find-node.mjs";

const hashOf = (/** @type {string | Buffer} */ bytes) => createHash("sha256").update(bytes).digest("hex");
const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env */
function step(program, args, env) {
	const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"], env, shell: process.platform === "win32" });
	if (status !== 0) {
		console.error("That did not work; the lines above say why.");
		process.exit(status ?? 1);
	}
}

export function install() {
	const stamp = join("node_modules", ".lamplight");
	const wanted = hashOf(read("package-lock.json"));
	if (read(stamp) === wanted) return;
	console.log("Installing what Lamplight needs (about a minute, the first time only).");
	// What npm exports to its scripts must not reach another npm; development tools are needed to build.
	const env = { ...process.env, NODE_ENV: "development" };
	step("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], env);
	writeFileSync(stamp, wanted);
}

function sourceHash() {
	const hash = createHash("sha256");
	const add = (/** @type {string} */ place) => hash.update(place).update("\0").update(readFileSync(place)).update("\0");
	for (const folder of ["app", "db", "search", "public"])
		for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1)))
			if (entry.isFile()) add(join(entry.parentPath ?? entry.path, entry.name));
	for (const file of ["vite.config.ts", "remix.config.js", "package-lock.json"]) add(file);
	return hash.digest("hex");
}

export function build() {
	const stamp = join("build", ".stamp");
	const wanted = sourceHash();
	if (read(stamp) === wanted && existsSync(join("build", "server", "index.js"))) return;
	console.log("Building the pages (some seconds).");
	step(findNode(), [join("node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build", "--logLevel", "warn"], { ...process.env, NODE_ENV: "production" });
	mkdirSync("build", { recursive: true });
	writeFileSync(stamp, wanted);
}

if (process.argv[1]?.endsWith("start.mjs")) {
	install();
	build();
	const { NODE_ENV, DATABASE_URL, DEMO } = process.env;
	const child = spawn(findNode(), ["server.ts"], {
		// The IPC channel lets the server notice that this script is gone, so that no orphan holds the port.
		stdio: ["inherit", "inherit", "inherit", "ipc"],
		env: { ...process.env, NODE_ENV: "production", DEMO: DEMO || (NODE_ENV === "production" || DATABASE_URL ? "0" : "auto") },
	});
	for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
	child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

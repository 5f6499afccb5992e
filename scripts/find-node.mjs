import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The pinned Node binary from node_modules, else this one when it runs TypeScript by itself; exits with one sentence otherwise. */
export function findNode() {
	const windows = process.platform === "win32";
	const pinned = join("node_modules", `node-${windows ? "win" : process.platform}-${process.arch}`, "bin", windows ? "node.exe" : "node");
	// On a system without glibc the file is there and does not run.
	if (existsSync(pinned) && spawnSync(pinned, ["--version"], { stdio: "ignore" }).status === 0) return pinned;
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
	console.error(`Lamplight brings no Node for this machine (${process.platform} ${process.arch}): install Node 24 and start again.`);
	process.exit(1);
}

/**
 * Runs a child in a process group of its own, passes SIGTERM and SIGINT on, and ends as it ends. The group of its own matters:
 * Ctrl-C and npm would otherwise deliver one signal two or three times, and the second one asks the server to end at once.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function become(program, args, env = process.env) {
	const child = spawn(program, args, {
		// Over the IPC channel the child notices when this process is gone, so that no orphan holds the port.
		stdio: ["inherit", "inherit", "inherit", "ipc"],
		detached: process.platform !== "win32",
		env,
	});
	let last = 0;
	/** @param {NodeJS.Signals} signal */
	const pass = (signal) => {
		if (Date.now() - last < 1000) return;
		last = Date.now();
		child.kill(signal);
	};
	process.on("SIGTERM", pass);
	process.on("SIGINT", pass);
	child.on("error", (error) => {
		console.error(`${program} does not start: ${error.message}`);
		process.exit(1);
	});
	child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
	return child;
}

// npm run dev: the same server with Vite's dev middleware is not what we ship, so development builds on change and restarts.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { findNode } from "./find-node.mjs";
import { install } from "./install.mjs";
import { build } from "./start.mjs";

install();
build();
/** @type {import("node:child_process").ChildProcess | null} */
let server = null;
/** @type {NodeJS.Timeout | undefined} */
let timer;

function serve() {
	server = spawn(findNode(), ["server.ts"], {
		stdio: "inherit",
		env: { ...process.env, NODE_ENV: "production", DEMO: process.env.DEMO || "auto" },
	});
}

function restart() {
	console.log("Something changed.");
	const old = server;
	if (!old || old.exitCode !== null) return rebuild();
	old.once("exit", rebuild);
	old.kill("SIGTERM");
}

function rebuild() {
	build();
	serve();
}

serve();
for (const folder of ["app", "db", "search", "public"])
	watch(folder, { recursive: true }, () => {
		clearTimeout(timer);
		timer = setTimeout(restart, 200);
	});
watch("server.ts", () => {
	clearTimeout(timer);
	timer = setTimeout(restart, 200);
});
for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGTERM", "SIGINT"]))
	process.on(signal, () => {
		server?.once("exit", () => process.exit(0));
		server?.kill(signal);
	});

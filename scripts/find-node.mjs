import { existsSync } from "node:fs";
import { join } from "node:path";

/** The pinned Node binary from node_modules, else this one when it runs TypeScript by itself; exits with one sentence otherwise. */
export function findNode() {
	const platform = process.platform === "win32" ? "win" : process.platform;
	const pinned = join("node_modules", `node-${platform}-${process.arch}`, "bin", process.platform === "win32" ? "node.exe" : "node");
	if (existsSync(pinned)) return pinned;
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
	console.error(`Lamplight brings no Node for this machine (${process.platform} ${process.arch}): install Node 24 and start again.`);
	process.exit(1);
}

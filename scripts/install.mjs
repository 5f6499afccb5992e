import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { patchOrExit } from "./patch-dependencies.mjs";

const stamp = join("node_modules", ".lamplight");
const wanted = () => createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const isDirectory = () => lstatSync("node_modules", { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Brings node_modules in accordance with package-lock.json: nothing to do when the stamp says so. Exits with a sentence when it can not. */
export function install() {
	if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted()) {
		if (!agrees()) fetchPackages();
		try {
			writeFileSync(stamp, wanted());
		} catch {
			// A folder that can not be written is compared anew at every start.
		}
	}
	patchOrExit();
}

/** Whether what is installed is what the lock names: somebody ran npm ci. */
function agrees() {
	try {
		const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
		const installed = JSON.parse(readFileSync(join("node_modules", ".package-lock.json"), "utf8")).packages;
		return Object.entries(locked).every(
			([path, { version, optional }]) => path === "" || (optional && !installed[path]) || installed[path]?.version === version,
		);
	} catch {
		return false;
	}
}

function fetchPackages() {
	if (existsSync("node_modules") && !isDirectory()) {
		console.error("The folder node_modules is a link and does not fit package-lock.json: run npm ci where it leads to, then start again.");
		process.exit(1);
	}
	console.log("Installing what Lamplight needs: about a minute, the first time only.");
	const started = Date.now();
	const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
	// Building needs the development tools, also where NODE_ENV says production.
	const env = { ...process.env, NODE_ENV: /** @type {const} */ ("development") };
	const { npm_execpath: npm } = process.env;
	const { status, error } = npm?.endsWith(".js")
		? spawnSync(process.execPath, [npm, ...args], { stdio: ["ignore", "inherit", "inherit"], env })
		: spawnSync("npm", args, { stdio: ["ignore", "inherit", "inherit"], env, shell: process.platform === "win32" });
	if (status !== 0) {
		console.error(
			error
				? "npm was not found: install Node with npm, then start again."
				: "The packages could not be installed; the lines above say why. Run npm ci, then npm start.",
		);
		process.exit(1);
	}
	console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

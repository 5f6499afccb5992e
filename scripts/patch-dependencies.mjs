// Applies patches/*.patch to node_modules. Runs after every install and before every start: needs no network, no git and no
// other package, and does nothing to what is patched already.
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** @typedef {{ before: string, after: string }} Hunk */

/**
 * The hunks of a unified diff, by the file they change.
 * @param {string} patch
 * @returns {Map<string, Hunk[]>}
 */
export function parse(patch) {
	/** @type {Map<string, Hunk[]>} */
	const files = new Map();
	/** @type {Hunk[]} */
	let hunks = [];
	for (const line of patch.replaceAll("\r", "").split("\n")) {
		if (line.startsWith("--- ") || line === "") continue;
		if (line.startsWith("+++ b/")) {
			hunks = [];
			files.set(line.slice(6), hunks);
		} else if (line.startsWith("@@")) hunks.push({ before: "", after: "" });
		else {
			const hunk = hunks.at(-1);
			if (!hunk) continue;
			if (line[0] !== "+") hunk.before += `${line.slice(1)}\n`;
			if (line[0] !== "-") hunk.after += `${line.slice(1)}\n`;
		}
	}
	return files;
}

/**
 * Patches what is not patched yet. Throws when a file is neither as published nor as patched, and leaves that file alone.
 * @param {string} root the folder that holds patches/ and node_modules/
 * @returns {number} how many files were changed
 */
export function patchDependencies(root) {
	let changed = 0;
	for (const name of readdirSync(join(root, "patches")).filter((name) => name.endsWith(".patch"))) {
		for (const [path, hunks] of parse(readFileSync(join(root, "patches", name), "utf8"))) {
			const file = join(root, path);
			const found = readFileSync(file, "utf8");
			let text = found;
			for (const { before, after } of hunks) {
				if (text.includes(after)) continue;
				if (text.split(before).length !== 2) throw new Error(`patches/${name} does not fit ${path}: was another version installed?`);
				text = text.replace(before, () => after);
			}
			if (text === found) continue;
			// Written beside and renamed, so that a program that starts now never reads half a file.
			writeFileSync(`${file}.${process.pid}`, text);
			renameSync(`${file}.${process.pid}`, file);
			changed += 1;
		}
	}
	return changed;
}

/** Patches the packages of this folder, or exits with a sentence. */
export function patchOrExit() {
	try {
		patchDependencies(fileURLToPath(new URL("..", import.meta.url)));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) patchOrExit();

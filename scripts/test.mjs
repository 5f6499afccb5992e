// npm test: types, lint, then every test on a real Postgres and in a real browser. `npm test -- PATTERN` runs a part of the tests.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNode } from "./find-node.mjs";
import { install } from "./install.mjs";
import { build } from "./start.mjs";

install();
build();
const node = findNode();
const part = process.argv.slice(2);
/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const run = (args, env = process.env) => spawnSync(node, args, { stdio: "inherit", env }).status ?? 1;

let failed = 0;
if (part.length === 0) {
	console.log("Types");
	failed += run(["node_modules/typescript/bin/tsc", "-p", "."]) === 0 ? 0 : 1;
	console.log("Lint");
	failed += run(["node_modules/@biomejs/biome/bin/biome", "check", "."]) === 0 ? 0 : 1;
}
const folder = mkdtempSync(join(tmpdir(), "lamplight-report-"));
const report = join(folder, "report.json");
const status = run(
	["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...part],
	{ ...process.env, NODE_ENV: "test" },
);
const { numPassedTests = 0, numFailedTests = 0 } = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
rmSync(folder, { recursive: true, force: true });
// A suite that could not be loaded counts as a failure, too.
const broken = status !== 0 && numFailedTests === 0 ? 1 : 0;
console.log(`${numPassedTests} passed, ${numFailedTests + failed + broken} failed`);
process.exit(status !== 0 || failed > 0 ? 1 : 0);

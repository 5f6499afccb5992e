// Runs a file under the Node that Lamplight pins, whatever Node the machine has: node scripts/node.mjs FILE [ARG ...]
import { spawn } from "node:child_process";
import { findNode } from "./find-node.mjs";

const child = spawn(findNode(), process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// Runs a file under the Node that Lamplight pins, whatever Node the machine has: node scripts/node.mjs FILE [ARG ...]

import { become, findNode } from "./find-node.mjs";
import { patchOrExit } from "./patch-dependencies.mjs";

patchOrExit();
become(findNode(), process.argv.slice(2));

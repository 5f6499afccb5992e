import { cook } from "#app/core/markdown/cook.server.ts";
import type { Kitchen } from "#db/seed/demo.ts";
import { cookWith } from "./cook-with.server.ts";
import { slugOf } from "./rules.ts";

// Cooked right here and not in the worker: the text is ours, and a slow machine must not refuse it for its deadline.
/** What the demo's seed borrows from here: the same addresses and the same cooking as for a post that somebody writes. */
export const kitchen: Kitchen = {
	slugOf,
	cookAll: (posts, names) => Promise.all(posts.map(async (sections) => ({ sections, ...(await cookWith(sections, names, cook)) }))),
};

import { kitchen as words } from "#app/threads/kitchen.server.ts";
import type { Kitchen } from "#db/seed/demo.ts";
import { keepReached } from "./rules-sql.server.ts";

/** What the demo's seed borrows from the floors above it, the same that a running company has. */
export const kitchen: Kitchen = { ...words, keepReached };

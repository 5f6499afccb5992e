import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { jobRoles, people } from "#db/schema/people.server.ts";

/** The name under which something was written; for queries that join its author, if it has one, as `people`. */
export const authorName = (alias: AnyColumn): SQL<string> => sql<string>`coalesce(${people.name}, ${alias})`;

/** Who wrote something, for queries that also join the author's job role. */
export const authorColumns = (alias: AnyColumn) => ({
	handle: sql<string | null>`${people.handle}`,
	name: authorName(alias),
	photo: sql<string | null>`${people.photo}`,
	jobRole: sql<string | null>`${jobRoles.name}`,
});

import { and, eq, gt } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import type { Viewer } from "./rules.ts";

const newcomerMs = 86_400_000;

/** Whether the viewer's account is younger than a day: until then its limits are lower, which nobody who just arrived will meet. */
export async function isNewcomer(viewer: Pick<Viewer, "id">, tx = db): Promise<boolean> {
	const [row] = await tx
		.select({ id: accounts.id })
		.from(accounts)
		.where(and(eq(accounts.id, viewer.id), gt(accounts.createdAt, new Date(now().getTime() - newcomerMs))));
	return row !== undefined;
}

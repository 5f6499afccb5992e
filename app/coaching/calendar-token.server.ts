import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { viewerColumns } from "#app/people/queries.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { calendarTokens } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** The person whose calendar a secret opens, or null; nobody whose account is closed. */
export async function personByCalendarToken(token: string, tx = db): Promise<Viewer | null> {
	if (!/^[\w-]{32}$/.test(token)) return null;
	const [viewer] = await tx
		.select(viewerColumns)
		.from(calendarTokens)
		.innerJoin(people, eq(people.id, calendarTokens.personId))
		.innerJoin(accounts, eq(accounts.id, people.id))
		.where(and(eq(calendarTokens.tokenHash, hashOf(token)), isNull(accounts.disabledAt)));
	return viewer ?? null;
}

/** Makes the viewer's calendar secret anew; the address with the old one ends. Returns the secret, which is stored as a hash only. */
export async function renewCalendarToken(viewer: Viewer): Promise<string> {
	const token = randomBytes(24).toString("base64url");
	const row = { tokenHash: hashOf(token), createdAt: now() };
	await db
		.insert(calendarTokens)
		.values({ personId: viewer.id, ...row })
		.onConflictDoUpdate({ target: calendarTokens.personId, set: row });
	return token;
}

/** Ends the viewer's calendar address. */
export const revokeCalendarToken = async (viewer: Viewer): Promise<void> =>
	void (await db.delete(calendarTokens).where(eq(calendarTokens.personId, viewer.id)));

/** Since when the viewer has a calendar address, or null. */
export async function calendarTokenSince(viewer: Viewer, tx = db): Promise<Date | null> {
	const [row] = await tx.select({ createdAt: calendarTokens.createdAt }).from(calendarTokens).where(eq(calendarTokens.personId, viewer.id));
	return row?.createdAt ?? null;
}

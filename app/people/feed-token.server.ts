import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { feedTokens, people } from "#db/schema/people.server.ts";
import { viewerColumns } from "./queries.server.ts";

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** The person whose feeds a secret opens, or null; nobody whose account is closed. */
export async function personByFeedToken(token: string, tx = db): Promise<Viewer | null> {
	if (!/^[\w-]{32}$/.test(token)) return null;
	const [viewer] = await tx
		.select(viewerColumns)
		.from(feedTokens)
		.innerJoin(people, eq(people.id, feedTokens.personId))
		.innerJoin(accounts, eq(accounts.id, people.id))
		.where(and(eq(feedTokens.tokenHash, hashOf(token)), isNull(accounts.disabledAt)));
	return viewer ?? null;
}

/** Makes the viewer's feed secret anew; the addresses with the old one end. Returns the secret, which is stored as a hash only. */
export async function renewFeedToken(viewer: Viewer): Promise<string> {
	const token = randomBytes(24).toString("base64url");
	const row = { tokenHash: hashOf(token), createdAt: now() };
	await db
		.insert(feedTokens)
		.values({ personId: viewer.id, ...row })
		.onConflictDoUpdate({ target: feedTokens.personId, set: row });
	return token;
}

/** Ends all of the viewer's feed addresses. */
export const revokeFeedToken = async (viewer: Viewer): Promise<void> =>
	void (await db.delete(feedTokens).where(eq(feedTokens.personId, viewer.id)));

/** Since when the viewer has feed addresses, or null. */
export async function feedTokenSince(viewer: Viewer, tx = db): Promise<Date | null> {
	const [row] = await tx.select({ createdAt: feedTokens.createdAt }).from(feedTokens).where(eq(feedTokens.personId, viewer.id));
	return row?.createdAt ?? null;
}

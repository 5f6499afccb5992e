// A new key for signing badges. Docs: docs/decisions/020-open-badges.md.
import { eq, like } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { issuedBadges, issuerPublicKeys } from "#db/schema/recognition.server.ts";
import { forgetKey, issuerKeys, rotate } from "./open-badges/keys.server.ts";

/** Begins a new key and returns its public half. `leaked`: the one so far is believed no longer, and what it signed is to be made anew. */
export async function rotateKey({ leaked }: { leaked: boolean }): Promise<string> {
	const { current } = await issuerKeys();
	const before = current.publicKeyMultibase;
	const next = await rotate();
	if (leaked) {
		await forgetKey(before);
		await db.delete(issuerPublicKeys).where(eq(issuerPublicKeys.publicKeyMultibase, before));
		await db.delete(issuedBadges).where(like(issuedBadges.signed, `%#${before}"%`));
	} else await db.insert(issuerPublicKeys).values({ publicKeyMultibase: before, madeAt: now() }).onConflictDoNothing();
	return next;
}

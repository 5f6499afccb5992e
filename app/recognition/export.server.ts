// Badges that their owners take along. Docs: docs/decisions/020-open-badges.md.
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { awards, issuedBadges, issuerPublicKeys, statusEntries } from "#db/schema/recognition.server.ts";
import { badgeBySlug } from "./catalogue.ts";
import { achievementOf, issuer } from "./issuer.server.ts";
import { openBadge } from "./open-badges/credential.server.ts";
import { issuerKeys } from "./open-badges/keys.server.ts";
import { sign } from "./open-badges/proof.server.ts";
import { LIST_ENTRIES } from "./open-badges/status.server.ts";
import { modeOf } from "./queries.server.ts";
import { listId, openList, placeOf } from "./status-list.server.ts";

type Tx = typeof db;
/** So often an entry of the open list is tried: it is nearly full then, and the next one is begun. */
const mostTries = 20;

/** An entry of a status list, by chance: in order they would tell who was awarded first. */
async function newEntry(tx: Tx): Promise<number> {
	for (let list = await openList(tx); ; list++)
		for (let tries = 0; tries < mostTries; tries++) {
			const index = (list - 1) * LIST_ENTRIES + randomInt(LIST_ENTRIES);
			const [row] = await tx.insert(statusEntries).values({ index }).onConflictDoNothing().returning();
			if (row) return index;
		}
}

type Wanted = { slug: string; tier: number; withEmail: boolean };

/** Signs a badge of the viewer's, once. Returns its id. Throws 404 for one that they have not, that was revoked, and while they take no part. */
export async function issue(viewer: Viewer, { slug, tier, withEmail }: Wanted): Promise<string> {
	const badge = badgeBySlug(slug);
	if (!badge || (await modeOf(viewer)) === "out") throw notFound();
	const { current: key } = await issuerKeys();
	return db.transaction(async (tx) => {
		const mine = and(eq(awards.personId, viewer.id), eq(awards.badge, slug), eq(awards.tier, tier), isNull(awards.revokedAt));
		// Locked, so that two at once are one, and whoever revokes it comes before or after.
		const [award] = await tx.select({ badge: awards.badge }).from(awards).where(mine).for("update");
		if (!award) throw notFound();
		const same = { personId: viewer.id, badge: slug, tier, withEmail };
		const [before] = await tx.select({ id: issuedBadges.id }).from(issuedBadges).where(isIssued(same));
		if (before) return before.id;
		const [id, issuedAt, statusIndex] = [randomUUID(), now(), await newEntry(tx)];
		const { list, index } = placeOf(statusIndex);
		const salt = withEmail ? randomBytes(16).toString("hex") : null;
		const [account] = salt ? await tx.select({ address: accounts.email }).from(accounts).where(eq(accounts.id, viewer.id)) : [];
		const credential = openBadge({
			id: `urn:uuid:${id}`,
			issuer: issuer(),
			subject: `urn:uuid:${randomUUID()}`,
			achievement: achievementOf(badge, tier),
			// When it was earned is told to nobody, so it is the day of the export that stands in it.
			validFrom: issuedAt,
			...(salt && account ? { email: { address: account.address, salt } } : {}),
			status: { list: listId(list), index },
		});
		const signed = JSON.stringify(await sign(credential, { key, issuer: issuer().id, created: issuedAt }), null, "\t");
		await tx.insert(issuerPublicKeys).values({ publicKeyMultibase: key.publicKeyMultibase, madeAt: issuedAt }).onConflictDoNothing();
		await tx.insert(issuedBadges).values({ id, ...same, statusIndex, salt, issuedAt, signed });
		return id;
	});
}

const isIssued = (of: { personId: string; badge: string; tier: number; withEmail: boolean }) =>
	and(
		eq(issuedBadges.personId, of.personId),
		eq(issuedBadges.badge, of.badge),
		eq(issuedBadges.tier, of.tier),
		eq(issuedBadges.withEmail, of.withEmail),
	);

export type Issued = { id: string; tier: number; withEmail: boolean; at: Date };

/** What the viewer took along of a badge. None of what was revoked meanwhile. */
export const issuedOf = (viewer: Viewer, slug: string): Promise<Issued[]> =>
	db
		.select({ id: issuedBadges.id, tier: issuedBadges.tier, withEmail: issuedBadges.withEmail, at: issuedBadges.issuedAt })
		.from(issuedBadges)
		.innerJoin(statusEntries, eq(statusEntries.index, issuedBadges.statusIndex))
		.where(and(eq(issuedBadges.personId, viewer.id), eq(issuedBadges.badge, slug), eq(statusEntries.revoked, false)))
		.orderBy(asc(issuedBadges.tier), asc(issuedBadges.withEmail));

/** A badge that the viewer took along, as it was signed. Throws 404. */
export async function signedBadge(viewer: Viewer, slug: string, id: string): Promise<{ tier: number; signed: string }> {
	const [row] = await db
		.select({ tier: issuedBadges.tier, signed: issuedBadges.signed })
		.from(issuedBadges)
		.where(and(eq(issuedBadges.id, id), eq(issuedBadges.badge, slug), eq(issuedBadges.personId, viewer.id)));
	if (!row) throw notFound();
	return row;
}

/** Takes a badge back that the viewer took along: whoever asks the list is told. They can take it along anew. Throws 404. */
export async function withdraw(viewer: Viewer, slug: string, id: string): Promise<void> {
	const mine = and(eq(issuedBadges.id, id), eq(issuedBadges.badge, slug), eq(issuedBadges.personId, viewer.id));
	await db.transaction(async (tx) => {
		const gone = await tx.delete(issuedBadges).where(mine).returning({ index: issuedBadges.statusIndex });
		if (gone.length === 0) throw notFound();
		await revokeEntries(
			tx,
			gone.map(({ index }) => index),
		);
	});
}

/** Takes back everything that somebody took along, before their awards are deleted. */
export async function withdrawAll(tx: Tx, personId: string): Promise<void> {
	const gone = await tx.delete(issuedBadges).where(eq(issuedBadges.personId, personId)).returning({ index: issuedBadges.statusIndex });
	await revokeEntries(
		tx,
		gone.map(({ index }) => index),
	);
}

const revokeEntries = async (tx: Tx, indexes: number[]): Promise<void> =>
	void (indexes.length > 0 && (await tx.update(statusEntries).set({ revoked: true }).where(inArray(statusEntries.index, indexes))));

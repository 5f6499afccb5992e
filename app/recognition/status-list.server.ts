// The lists of revoked badges, as others and we ourselves read it. Docs: docs/decisions/020-open-badges.md.
import { and, eq, gte, lt, max } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { statusEntries } from "#db/schema/recognition.server.ts";
import { issuer } from "./issuer.server.ts";
import { issuerKeys } from "./open-badges/keys.server.ts";
import { sign } from "./open-badges/proof.server.ts";
import { emptyList, LIST_ENTRIES, statusListCredential } from "./open-badges/status.server.ts";

/** The address of a list; they are numbered from 1. */
export const listId = (list = 1) => `${appUrl()}/badges/status/${list}`;
/** Where an entry stands: in which list, at which place. */
export const placeOf = (entry: number): { list: number; index: number } => ({
	list: Math.floor(entry / LIST_ENTRIES) + 1,
	index: entry % LIST_ENTRIES,
});

/** The number of the list that entries are given out of. */
export async function openList(tx = db): Promise<number> {
	const [row] = await tx.select({ last: max(statusEntries.index) }).from(statusEntries);
	return placeOf(row?.last ?? 0).list;
}

/** The bits of a list of ours by its address, or null for any other. Asked about badges that our key signed, so the host may be an earlier one. */
export async function statusBits(address: string): Promise<Uint8Array | null> {
	const list = Number(/\/badges\/status\/([1-9]\d{0,3})$/.exec(address)?.[1]);
	if (!list || list > (await openList())) return null;
	const first = (list - 1) * LIST_ENTRIES;
	const within = and(gte(statusEntries.index, first), lt(statusEntries.index, first + LIST_ENTRIES));
	const revoked = await db
		.select({ index: statusEntries.index })
		.from(statusEntries)
		.where(and(eq(statusEntries.revoked, true), within));
	const bits = emptyList();
	for (const entry of revoked) {
		const { index } = placeOf(entry.index);
		bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
	}
	return bits;
}

const lasts = new Map<string, { of: string; text: string }>();

/** A signed list as JSON, the same on every server and for a day, until something is revoked; or null when there is none of this name. */
export async function statusList(name: string | undefined): Promise<string | null> {
	const id = /^[1-9]\d{0,3}$/.test(name ?? "") ? listId(Number(name)) : "";
	const bits = await statusBits(id);
	if (!bits) return null;
	const { current: key } = await issuerKeys();
	const day = new Date(Math.floor(now().getTime() / 86_400_000) * 86_400_000);
	const of = [key.publicKeyMultibase, day.toISOString(), Buffer.from(bits).toString("base64")].join(" ");
	const last = lasts.get(id);
	if (last?.of === of) return last.text;
	const credential = statusListCredential({ id, issuer: issuer().id, validFrom: day, bits });
	const text = JSON.stringify(await sign(credential, { key, issuer: issuer().id, created: day }));
	lasts.set(id, { of, text });
	return text;
}

// The list of revoked badges, as others and we ourselves read it. Docs: docs/decisions/020-open-badges.md.
import { eq } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { statusEntries } from "#db/schema/recognition.server.ts";
import { issuer } from "./issuer.server.ts";
import { issuerKeys } from "./open-badges/keys.server.ts";
import { sign } from "./open-badges/proof.server.ts";
import { emptyList, statusListCredential } from "./open-badges/status.server.ts";

const path = "/badges/status/1";
/** The address of the list. */
export const listId = () => `${appUrl()}${path}`;

/** The bits of a list of ours by its address, or null for any other. Asked about badges that our key signed, so the host may be an earlier one. */
export async function statusBits(list: string): Promise<Uint8Array | null> {
	if (!list.endsWith(path)) return null;
	const revoked = await db.select({ index: statusEntries.index }).from(statusEntries).where(eq(statusEntries.revoked, true));
	const bits = emptyList();
	for (const { index } of revoked) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
	return bits;
}

let last: { of: string; text: string } | null = null;

/** The signed list as JSON, the same on every server and for a day, until something is revoked; or null when there is none of this name. */
export async function statusList(name: string | undefined): Promise<string | null> {
	const bits = name === "1" ? await statusBits(listId()) : null;
	if (!bits) return null;
	const { current: key } = await issuerKeys();
	const day = new Date(Math.floor(now().getTime() / 86_400_000) * 86_400_000);
	const of = [key.publicKeyMultibase, day.toISOString(), Buffer.from(bits).toString("base64")].join(" ");
	if (last?.of === of) return last.text;
	const credential = statusListCredential({ id: listId(), issuer: issuer().id, validFrom: day, bits });
	const text = JSON.stringify(await sign(credential, { key, issuer: issuer().id, created: day }));
	last = { of, text };
	return text;
}

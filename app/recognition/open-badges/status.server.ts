import { gunzipSync, gzipSync } from "node:zlib";
import { CREDENTIALS } from "#app/recognition/open-badges/canon.server.ts";
import { dateTime } from "#app/recognition/open-badges/proof.server.ts";

/** Entries of a list: the least there may be, so that the list does not tell who looked whose badge up (Bitstring Status List 1.0, 3.4). */
export const LIST_ENTRIES = 131_072;
const maxBytes = 2 * 1024 * 1024;

/** The bits of a new list: nobody is revoked. */
export const emptyList = (): Uint8Array => new Uint8Array(LIST_ENTRIES / 8);

function place(bits: Uint8Array, index: number): { byte: number; mask: number } {
	if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8) throw new RangeError(`There is no entry ${index} in this list.`);
	// Index 0 is the leftmost bit (Bitstring Status List 1.0, 3.4).
	return { byte: index >> 3, mask: 0x80 >> (index & 7) };
}

/** Whether the entry's bit is set. Throws a RangeError when the list has no such entry. */
export function readBit(bits: Uint8Array, index: number): boolean {
	const { byte, mask } = place(bits, index);
	return ((bits[byte] ?? 0) & mask) !== 0;
}

/** The list with one entry set or cleared; the one given stays as it is. */
export function withBit(bits: Uint8Array, index: number, set = true): Uint8Array {
	const { byte, mask } = place(bits, index);
	const changed = Uint8Array.from(bits);
	changed[byte] = set ? (changed[byte] ?? 0) | mask : (changed[byte] ?? 0) & ~mask;
	return changed;
}

/** The bits as text: gzip, base64url, and the multibase letter u (Bitstring Status List 1.0, 3.3). */
export const encodeList = (bits: Uint8Array): string => `u${gzipSync(bits).toString("base64url")}`;

/** The bits of such a text, or null when it is none, has fewer entries than a list must have, or more than 2 MB of them. */
export function decodeList(text: string): Uint8Array | null {
	if (!/^u[\w-]+$/.test(text)) return null;
	try {
		const bits = gunzipSync(Buffer.from(text.slice(1), "base64url"), { maxOutputLength: maxBytes });
		return bits.length * 8 >= LIST_ENTRIES ? bits : null;
	} catch {
		return null;
	}
}

/** The credential of a list, without its proof (Bitstring Status List 1.0, 2.2). `id` is the address at which it is published. */
export const statusListCredential = (list: { id: string; issuer: string; validFrom: Date; bits: Uint8Array }) => ({
	"@context": [CREDENTIALS],
	id: list.id,
	type: ["VerifiableCredential", "BitstringStatusListCredential"],
	issuer: list.issuer,
	validFrom: dateTime(list.validFrom),
	credentialSubject: {
		id: `${list.id}#list`,
		type: "BitstringStatusList",
		statusPurpose: "revocation",
		encodedList: encodeList(list.bits),
	},
});

import { BakeRefused, unbake } from "#app/recognition/open-badges/bake.server.ts";
import { publicKey } from "#app/recognition/open-badges/keys.server.ts";
import { isSignedBy } from "#app/recognition/open-badges/proof.server.ts";
import { type Credential, MAX_JSON_BYTES, type Read, readCredential, Unreadable } from "#app/recognition/open-badges/read.server.ts";
import { readBit } from "#app/recognition/open-badges/status.server.ts";

/** What the answer depends on beside the badge: our public keys, current and earlier; the bits of a list of ours, or null; the time. */
export type Known = { publicKeys: string[]; statusBits: (list: string) => Promise<Uint8Array | null>; now: Date };

export type Verdict = {
	/** `ok`: this document, by the key that it names. `unread`: it did not come so far. */
	signature: "ok" | "wrong" | "unknownKey" | "unread";
	/** `ours`: names a key of ours. Only together with `signature: "ok"` does it say who issued it. */
	issuer: "ours" | "other";
	/** null: not known, as for every badge that is not ours. */
	revoked: boolean | null;
	notYetValid: boolean;
	expired: boolean;
	/** Whole sentences for whoever asked; they hold nothing of what was sent. */
	errors: string[];
	/** What it says, once the signature is `ok`. */
	badge: Shown | null;
};
export type Shown = {
	id: string;
	name: string;
	description: string;
	criteria: string | null;
	issuer: { id: string; name: string | null };
	subject: string | null;
	validFrom: Date;
	validUntil: Date | null;
};

/** Whether a badge is one of ours and good in every respect. */
export const holds = ({ signature, issuer, revoked, notYetValid, expired, errors }: Verdict): boolean =>
	signature === "ok" && issuer === "ours" && revoked === false && !notYetValid && !expired && errors.length === 0;

const unread = (error: string): Verdict => ({
	signature: "unread",
	issuer: "other",
	revoked: null,
	notYetValid: false,
	expired: false,
	errors: [error],
	badge: null,
});

function textOf(sent: string | Uint8Array): string {
	if (typeof sent === "string") return sent;
	// 0x89 begins every PNG, and no text in UTF-8.
	if (sent[0] === 0x89) return unbake(sent);
	if (sent.length > MAX_JSON_BYTES) throw new Unreadable("It is larger than 200 KB.");
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(sent);
	} catch {
		throw new Unreadable("This file is neither a PNG picture nor JSON.");
	}
}

/** The key a credential names, when it may speak for the issuer: one of ours under the issuer's address, or a did:key. */
function keyOf({ issuer, proof }: Read, ours: string[]): { text: string; issuer: "ours" | "other"; error?: string } | null {
	const [controller = "", text = ""] = proof.verificationMethod.split("#");
	// Our keys only ever sign under the issuer's own address, so the address need not be today's.
	if (ours.includes(text) && proof.verificationMethod === `${issuer.id}#${text}`) return { text, issuer: "ours" };
	if (proof.verificationMethod !== `did:key:${text}#${text}`) return null;
	const error = "Whoever signed it is not shown to be the issuer whom it names.";
	return { text, issuer: "other", ...(issuer.id === controller ? {} : { error }) };
}

async function signatureOf({ document, proof }: Credential, text: string): Promise<{ signature: Verdict["signature"]; errors: string[] }> {
	const key = publicKey(text);
	if (!key) return { signature: "unknownKey", errors: ["The key of its signature is not one that we can read."] };
	try {
		if (await isSignedBy(key, document, proof)) return { signature: "ok", errors: [] };
		return { signature: "wrong", errors: ["It was changed after it was signed, or signed with another key."] };
	} catch {
		// No canonical form: such a document can not have been signed as it is.
		return { signature: "wrong", errors: ["It holds fields that its vocabulary does not know, so they can not have been signed."] };
	}
}

/** The bit of the entry itself: a list that is signed and sound says nothing about the badge (Bitstring Status List 1.0, 3.2). */
async function revokedOf({ credentialStatus: entry }: Read, { statusBits }: Known): Promise<{ revoked: boolean | null; errors: string[] }> {
	const unknown = { revoked: null, errors: ["Whether it was revoked can not be told."] };
	if (!entry) return unknown;
	const bits = await statusBits(entry.statusListCredential);
	const index = Number(entry.statusListIndex);
	return bits && index < bits.length * 8 ? { revoked: readBit(bits, index), errors: [] } : unknown;
}

const shown = ({ id, issuer, credentialSubject: { id: subject, achievement }, validFrom, validUntil }: Read): Shown => ({
	id,
	name: achievement.name,
	description: achievement.description,
	criteria: achievement.criteria.narrative ?? null,
	issuer: { id: issuer.id, name: issuer.name ?? null },
	subject: subject ?? null,
	validFrom,
	validUntil: validUntil ?? null,
});

/**
 * Checks a badge that somebody pasted as JSON or sent as a file (JSON, or a PNG with the credential baked in), without asking anybody.
 * Throws only what `statusBits` throws. A badge of another issuer is at best `ok` by its own did:key, and never ours.
 */
export async function verifyBadge(sent: string | Uint8Array, known: Known): Promise<Verdict> {
	let credential: Credential;
	try {
		credential = readCredential(textOf(sent));
	} catch (error) {
		if (error instanceof Unreadable || error instanceof BakeRefused) return unread(error.message);
		throw error;
	}
	const { read } = credential;
	const dates = { notYetValid: read.validFrom > known.now, expired: read.validUntil !== undefined && read.validUntil < known.now };
	const key = keyOf(read, known.publicKeys);
	if (!key) {
		const errors = ["It is signed with a key that we do not know."];
		return { signature: "unknownKey", issuer: "other", revoked: null, ...dates, errors, badge: null };
	}
	const { signature, errors } = await signatureOf(credential, key.text);
	if (key.error) errors.push(key.error);
	if (signature !== "ok") return { signature, issuer: key.issuer, revoked: null, ...dates, errors, badge: null };
	const status = key.issuer === "ours" ? await revokedOf(read, known) : { revoked: null, errors: [] };
	return {
		signature,
		issuer: key.issuer,
		revoked: status.revoked,
		...dates,
		errors: [...errors, ...status.errors],
		badge: shown(read),
	};
}

import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { forgetSecrets, secret, secretNames } from "#app/core/secret.server.ts";
import { fromMultibase, toMultibase } from "#app/recognition/open-badges/multibase.server.ts";

/** An Ed25519 key (RFC 8032). The public half is a Multikey: multibase of 0xed01 and 32 bytes (vc-di-eddsa, 2.1.1). */
export type SigningKey = { publicKeyMultibase: string; privateKey: KeyObject };

const multicodec = Buffer.from([0xed, 0x01]);
// What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410, 7 and 4).
const privatePrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const publicPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** The key that 32 random bytes stand for. */
export function signingKey(seed: Uint8Array): SigningKey {
	const privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: "der", type: "pkcs8" });
	const raw = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(publicPrefix.length);
	return { publicKeyMultibase: toMultibase(Buffer.concat([multicodec, raw])), privateKey };
}

/** The public key that a text z6Mk... stands for, or null. */
export function publicKey(publicKeyMultibase: string): KeyObject | null {
	const bytes = fromMultibase(publicKeyMultibase);
	if (bytes?.length !== 34 || !bytes.subarray(0, 2).equals(multicodec)) return null;
	return createPublicKey({ key: Buffer.concat([publicPrefix, bytes.subarray(2)]), format: "der", type: "spki" });
}

const nameOf = (number: number) => `badge-issuer-${number}`;

async function numbers(): Promise<number[]> {
	const found = (await secretNames()).map((name) => Number(/^badge-issuer-([1-9]\d*)$/.exec(name)?.[1] ?? 0));
	return found.filter(Boolean).sort((one, other) => other - one);
}

/**
 * The key that signs now, and every public key that ever did, newest first: all of them are to be published and to be believed. Read anew
 * each time, since another server may have rotated. The first call makes the first key.
 */
export async function issuerKeys(): Promise<{ current: SigningKey; publicKeys: string[] }> {
	const [newest = 1, ...earlier] = await numbers();
	const current = signingKey(await secret(nameOf(newest)));
	const before = await Promise.all(earlier.map(async (number) => signingKey(await secret(nameOf(number))).publicKeyMultibase));
	return { current, publicKeys: [current.publicKeyMultibase, ...before] };
}

/** Begins a new key and returns its public half. What earlier keys signed stays good. Two servers at once begin the same one. */
export async function rotate(): Promise<string> {
	const [newest] = await numbers();
	// Nothing signed yet: the first key begins before the second, so that both are there.
	if (!newest) await secret(nameOf(1));
	return signingKey(await secret(nameOf((newest ?? 1) + 1))).publicKeyMultibase;
}

/** Throws away a key whose private half somebody else may have, for good. */
export async function forgetKey(publicKeyMultibase: string): Promise<void> {
	for (const number of await numbers())
		if (signingKey(await secret(nameOf(number))).publicKeyMultibase === publicKeyMultibase)
			await forgetSecrets((name) => name === nameOf(number));
}

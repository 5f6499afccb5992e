// A box that whoever holds a private key can open: ECDH on P-256 with a key of its own for each box, HKDF-SHA-256 (RFC 5869), AES-256-GCM
// (NIST SP 800-38D), all of it by the Web Crypto of the browser or of Node. Docs: docs/decisions/015-break-glass.md.
const curve = { name: "ECDH", namedCurve: "P-256" };
const pointBytes = 65;
const ivBytes = 12;
const info = new TextEncoder().encode("lamplight sealed link 1");

type Bytes = Uint8Array<ArrayBuffer>;

export const toText = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes));
export const fromText = (text: string): Bytes => Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
const joined = (...parts: Bytes[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));

/** A pair of keys as text: the public one is for the server, the private one (PKCS #8) for its owner alone. */
export async function makeKeys(): Promise<{ publicKey: string; privateKey: string }> {
	const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
	const [publicKey, privateKey] = await Promise.all([
		crypto.subtle.exportKey("raw", pair.publicKey),
		crypto.subtle.exportKey("pkcs8", pair.privateKey),
	]);
	return { publicKey: toText(new Uint8Array(publicKey)), privateKey: toText(new Uint8Array(privateKey)) };
}

const point = (bytes: Bytes) => crypto.subtle.importKey("raw", bytes, curve, true, []);

async function keyOf(mine: CryptoKey, theirs: Bytes, ephemeral: Bytes, recipient: Bytes): Promise<CryptoKey> {
	const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: await point(theirs) }, mine, 256);
	const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
	const salt = joined(ephemeral, recipient);
	return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info }, base, { name: "AES-GCM", length: 256 }, false, [
		"encrypt",
		"decrypt",
	]);
}

/** Whether a private key is the one that belongs to a public key; false for what is no key at all. */
export async function fits({ publicKey, privateKey }: { publicKey: string; privateKey: string }): Promise<boolean> {
	try {
		const { x, y } = await crypto.subtle.exportKey(
			"jwk",
			await crypto.subtle.importKey("pkcs8", fromText(privateKey), curve, true, ["deriveBits"]),
		);
		const whole = await crypto.subtle.exportKey("jwk", await point(fromText(publicKey)));
		return x === whole.x && y === whole.y;
	} catch {
		return false;
	}
}

/** Seals a message to a public key; it opens only as what is `about` the same. 93 bytes longer than the message. */
export async function seal(publicKey: string, message: Bytes, about: string): Promise<Bytes> {
	const recipient = fromText(publicKey);
	const own = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
	const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
	const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
	const key = await keyOf(own.privateKey, recipient, ephemeral, recipient);
	const additionalData = new TextEncoder().encode(about);
	return joined(ephemeral, iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, message)));
}

/** Opens what was sealed to the public key of this pair. Throws when it is another key's, was changed, or is about something else. */
export async function open(keys: { publicKey: string; privateKey: string }, box: Bytes, about: string): Promise<Bytes> {
	const ephemeral = box.slice(0, pointBytes);
	const iv = box.slice(pointBytes, pointBytes + ivBytes);
	const mine = await crypto.subtle.importKey("pkcs8", fromText(keys.privateKey), curve, false, ["deriveBits"]);
	const key = await keyOf(mine, ephemeral, ephemeral, fromText(keys.publicKey));
	const additionalData = new TextEncoder().encode(about);
	return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, box.slice(pointBytes + ivBytes)));
}

/** What a link holds: who wrote which post. */
export type Link = { post: string; person: string; name: string };
const linkBytes = 512;

/** A link as bytes, always as many. */
export function linkToBytes(link: Link): Bytes {
	const written = new TextEncoder().encode(JSON.stringify(link));
	if (written.length > linkBytes) throw new Error("This link is too long.");
	const bytes = new Uint8Array(linkBytes).fill(32);
	bytes.set(written);
	return bytes;
}
export const linkFromBytes = (bytes: Bytes): Link => JSON.parse(new TextDecoder().decode(bytes));

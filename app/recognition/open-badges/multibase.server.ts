// Multibase text (Controlled Identifiers 1.0, 2.4) in the one alphabet that keys and signatures use here: z, base58btc.
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Longer than any key or signature of Ed25519. The work grows with the square of the length, so there is an end. */
const maxLength = 128;

/** Bytes as `z` and base58btc. */
export function toMultibase(bytes: Uint8Array): string {
	let rest = BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
	let text = "";
	for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text;
	const zeros = bytes.findIndex((byte) => byte !== 0);
	return `z${"1".repeat(zeros < 0 ? bytes.length : zeros)}${text}`;
}

/** The bytes of such a text, or null when it is none. One text each: what other text would give the same bytes is none. */
export function fromMultibase(text: string): Buffer | null {
	if (!text.startsWith("z") || text.length > maxLength) return null;
	let rest = 0n;
	for (const character of text.slice(1)) {
		const digit = alphabet.indexOf(character);
		if (digit < 0) return null;
		rest = rest * 58n + BigInt(digit);
	}
	const hex = rest === 0n ? "" : rest.toString(16);
	const zeros = /^z(1*)/.exec(text)?.[1]?.length ?? 0;
	return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex")]);
}

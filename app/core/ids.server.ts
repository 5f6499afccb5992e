import { randomBytes } from "node:crypto";

// No vowels but u, so that an address spells no word by chance; 32 letters, so one random byte gives one letter without bias.
const alphabet = "0123456789bcdfghjklmnpqrstuvwxyz";
const length = 14;

/** A new random id: 14 characters, 70 bits, no order and no time in it. */
export function newId(): string {
	return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join("");
}

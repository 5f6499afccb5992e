import { randomBytes } from "node:crypto";

// No vowels but u, so that an address spells no word by chance; 32 letters, so one random byte gives one letter without bias.
const alphabet = "0123456789bcdfghjklmnpqrstuvwxyz";
const length = 14;

/** A new random id: 14 characters, 70 bits, no order and no time in it. */
export const newId = (): string => idFrom(randomBytes(length));

/** An id made of bytes, the same for the same ones; of 14 at least. */
export const idFrom = (bytes: Uint8Array): string => Array.from(bytes.subarray(0, length), (byte) => alphabet[byte & 31]).join("");

import { createHash } from "node:crypto";

/** In milliseconds. */
export const hour = 3_600_000;
const alphabet = "0123456789bcdfghjklmnpqrstuvwxyz";

/** The same id for the same thing at every seeding, so that addresses in notes and screenshots last. */
export const idOf = (...parts: string[]) =>
	Array.from(createHash("sha256").update(parts.join("\0")).digest().subarray(0, 14), (byte) => alphabet[byte & 31]).join("");
/** A number from 0 to 1 that only depends on its name. */
export const chance = (name: string) => createHash("sha256").update(name).digest().readUInt32BE(0) / 2 ** 32;

/** Whether something is written under an alias. */
export const sealed = (by: string) => by.startsWith("~");
/** The columns of who wrote something. */
export const writer = (by: string) => (sealed(by) ? { authorId: null, alias: by.slice(1) } : { authorId: idOf("person", by), alias: null });
/** The day of an instant, in UTC. */
export const dayOf = (at: Date) => new Date(Math.floor(at.getTime() / (24 * hour)) * 24 * hour);

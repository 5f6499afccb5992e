import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { readEnv } from "#app/core/env.server.ts";
import { secret } from "#app/core/secret.server.ts";

/** The one key that ties people to what they wrote anonymously: ANONYMITY_KEY, or made in DATA_DIR/secrets. Never in the database. */
async function rootKey(): Promise<Buffer> {
	const { ANONYMITY_KEY } = readEnv();
	return ANONYMITY_KEY ? Buffer.from(ANONYMITY_KEY, "base64") : secret("anonymity");
}

const hmac = (key: Buffer, purpose: string, parts: string[]) =>
	createHmac("sha256", key)
		.update([purpose, ...parts].join("\0"))
		.digest();

/** A keyed hash (HMAC-SHA256) of the parts, another one for each purpose. */
export const keyedHash = async (purpose: string, ...parts: string[]): Promise<Buffer> => hmac(await rootKey(), purpose, parts);

/** The same as 43 characters that can stand in a column. */
export const markOf = async (purpose: string, ...parts: string[]): Promise<string> =>
	(await keyedHash(purpose, ...parts)).toString("base64url");

/** Many marks of one purpose at once. */
export async function marksOf(purpose: string, all: string[][]): Promise<string[]> {
	const key = await rootKey();
	return all.map((parts) => hmac(key, purpose, parts).toString("base64url"));
}

/** So many of a person's numbers are looked up at once. */
export const stretch = 64;
/** The numbers of those who looked at pages lately: every page asks for them. They tell nothing that the key beside them does not. */
const lately = new Map<string, string[]>();
const mostLately = 1000;

/** A person's numbered marks of one purpose, `stretch` of them from a number on. */
export async function numberedMarks(purpose: string, personId: string, from: number): Promise<string[]> {
	const place = [(await rootKey()).toString("base64"), purpose, personId, from].join(" ");
	const known = lately.get(place);
	if (known) return known;
	const made = await marksOf(
		purpose,
		Array.from({ length: stretch }, (_, index) => [personId, String(from + index)]),
	);
	const [oldest] = lately.keys();
	if (lately.size >= mostLately && oldest !== undefined) lately.delete(oldest);
	lately.set(place, made);
	return made;
}

/** Whether a column holds one of some marks; one parameter, however many they are. */
export const oneOf = (column: AnyColumn, marks: string[]): SQL => sql`${column} = any(${sql.param(marks)}::text[])`;

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Seals a value so that only a holder of the key reads it, and only as what belongs to `id` (AES-256-GCM, NIST SP 800-38D). */
export async function sealValue(id: string, value: unknown): Promise<Buffer> {
	const iv = randomBytes(ivBytes);
	const sealing = createCipheriv(cipher, await keyedHash("waiting-key"), iv).setAAD(Buffer.from(id));
	const body = Buffer.concat([sealing.update(JSON.stringify(value), "utf8"), sealing.final()]);
	return Buffer.concat([iv, sealing.getAuthTag(), body]);
}

/** Opens what `sealValue` sealed for this id. Throws when it was changed, or the key is another one. */
export async function openValue(id: string, sealed: Buffer): Promise<unknown> {
	const opening = createDecipheriv(cipher, await keyedHash("waiting-key"), sealed.subarray(0, ivBytes))
		.setAAD(Buffer.from(id))
		.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
	return JSON.parse(Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()]).toString("utf8"));
}

import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readEnv } from "./env.server.ts";

const known = new Map<string, Promise<Buffer>>();

/**
 * A key of 32 random bytes, made at its first use and kept in DATA_DIR/secrets, outside the database and its backups. Servers that
 * share DATA_DIR share it.
 */
export function secret(name: string): Promise<Buffer> {
	const reading = known.get(name) ?? readOrMake(join(resolve(readEnv().DATA_DIR), "secrets"), name);
	known.set(name, reading);
	reading.catch(() => known.delete(name));
	return reading;
}

async function readOrMake(folder: string, name: string): Promise<Buffer> {
	const file = join(folder, name);
	const found = await readFile(file).catch(() => null);
	if (found) return found;
	await mkdir(folder, { recursive: true, mode: 0o700 });
	// Written whole before it bears its name: of two servers that start at once, one wins and neither reads half a key.
	const draft = `${file}.${randomBytes(6).toString("hex")}`;
	await writeFile(draft, randomBytes(32), { mode: 0o600 });
	await link(draft, file).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "EEXIST") throw error;
	});
	await rm(draft);
	return readFile(file);
}

/** The names of the keys there are, in no order. */
export const secretNames = (): Promise<string[]> => readdir(join(resolve(readEnv().DATA_DIR), "secrets")).catch(() => []);

/** Throws away the keys whose names say so, for good. */
export async function forgetSecrets(old: (name: string) => boolean): Promise<void> {
	const folder = join(resolve(readEnv().DATA_DIR), "secrets");
	for (const name of (await secretNames()).filter(old)) await rm(join(folder, name), { force: true });
	for (const name of [...known.keys()].filter(old)) known.delete(name);
}

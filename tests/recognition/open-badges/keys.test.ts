import { randomBytes, sign, verify } from "node:crypto";
import { mkdtemp, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";

// A folder and a process's memory of their own for each test.
beforeEach(async () => {
	process.env.DATA_DIR = await mkdtemp(join(tmpdir(), "lamplight-keys-"));
	vi.resetModules();
});
const load = () => import("#app/recognition/open-badges/keys.server.ts");

test("the first key is made once, by however many ask, and nobody else reads it", async () => {
	const { issuerKeys } = await load();
	const all = await Promise.all(Array.from({ length: 8 }, issuerKeys));
	expect(new Set(all.map(({ current }) => current.publicKeyMultibase)).size).toBe(1);
	expect(all[0]?.publicKeys).toEqual([all[0]?.current.publicKeyMultibase]);
	const folder = join(process.env.DATA_DIR ?? "", "secrets");
	expect(await readdir(folder)).toEqual(["badge-issuer-1"]);
	expect((await stat(join(folder, "badge-issuer-1"))).mode & 0o777).toBe(0o600);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("a new key signs from then on, and the earlier ones stay", async () => {
	const { issuerKeys, rotate } = await load();
	const first = (await issuerKeys()).current;
	const second = await rotate();
	const third = await rotate();
	const { current, publicKeys } = await issuerKeys();
	expect(current.publicKeyMultibase).toBe(third);
	expect(publicKeys).toEqual([third, second, first.publicKeyMultibase]);
	expect(new Set(publicKeys).size).toBe(3);
});

test("another server sees it at once", async () => {
	const one = await load();
	await one.issuerKeys();
	vi.resetModules();
	const other = await load();
	const rotated = await other.rotate();
	expect((await one.issuerKeys()).current.publicKeyMultibase).toBe(rotated);
	await Promise.all([one.rotate(), other.rotate()]);
	expect((await one.issuerKeys()).publicKeys).toEqual((await other.issuerKeys()).publicKeys);
	expect((await one.issuerKeys()).publicKeys).toHaveLength(3);
});

test("rotating before anything was signed", async () => {
	const { issuerKeys, rotate } = await load();
	const rotated = await rotate();
	expect((await issuerKeys()).current.publicKeyMultibase).toBe(rotated);
});

test("ten keys are told apart by number, not by name, and other files are none", async () => {
	const { issuerKeys, rotate } = await load();
	for (let turn = 0; turn < 10; turn++) await rotate();
	const { secret } = await import("#app/core/secret.server.ts");
	for (const name of ["badge-issuer-12.0a1b2c", "badge-issuer-013", "my-badge-issuer-99"]) await secret(name);
	const last = await rotate();
	expect((await issuerKeys()).publicKeys).toHaveLength(12);
	expect((await issuerKeys()).current.publicKeyMultibase).toBe(last);
});

test("public keys are told from what is none", async () => {
	const { publicKey, signingKey } = await load();
	const key = signingKey(randomBytes(32));
	const read = publicKey(key.publicKeyMultibase);
	const message = Buffer.from("lamp");
	expect(key.publicKeyMultibase).toMatch(/^z6Mk/);
	expect(read && verify(null, message, read, sign(null, message, key.privateKey))).toBe(true);
	for (const text of ["", "z", "z6Mk", key.publicKeyMultibase.slice(0, -1), `${key.publicKeyMultibase}1`, `u${key.publicKeyMultibase}`])
		expect(publicKey(text), text).toBeNull();
});

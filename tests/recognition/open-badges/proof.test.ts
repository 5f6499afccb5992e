import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "#app/recognition/open-badges/canon.server.ts";
import { publicKey, signingKey } from "#app/recognition/open-badges/keys.server.ts";
import { fromMultibase, toMultibase } from "#app/recognition/open-badges/multibase.server.ts";
import { hashData, isSignedBy, sign } from "#app/recognition/open-badges/proof.server.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

describe("1EdTech's test vector (Open Badges 3.0 Implementation Guide, chapter 9)", () => {
	const key = signingKey(Buffer.from("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4", "hex"));
	const issuer = "https://example.edu/issuers/565049";
	const credential = {
		"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
		id: "http://example.com/credentials/3527",
		type: ["VerifiableCredential", "OpenBadgeCredential"],
		issuer: { id: issuer, type: ["Profile"], url: "https://www.imsglobal.org", name: "Example Corp" },
		validFrom: "2010-01-01T00:00:00Z",
		name: "Teamwork Badge",
		credentialSubject: {
			id: "did:example:ebfeb1f712ebc6f1c276e12ec21",
			type: ["AchievementSubject"],
			achievement: {
				id: "https://example.com/achievements/21st-century-skills/teamwork",
				type: ["Achievement"],
				criteria: {
					narrative: "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.",
				},
				description: "This badge recognizes the development of the capacity to collaborate within a group environment.",
				name: "Teamwork",
			},
		},
	};

	test("key, hashes and signature are the published ones", async () => {
		expect(key.publicKeyMultibase).toBe("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
		const signed = await sign(credential, { key, issuer, created: new Date("2010-01-01T19:23:24Z") });
		const { proofValue, ...options } = signed.proof;
		expect((await hashData(credential, options)).toString("hex")).toBe(
			"d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d1987f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773",
		);
		expect(fromMultibase(proofValue)?.toString("hex")).toBe(
			"f7a017acf7d27983267ec362657c0fb08e955549f49dac5bf36a03c4f2c3a4f1e3738a6c5ecd7ffba7135cb9cd754e6196f4b73082ea8df8e703c8ecd4333503",
		);
		expect(proofValue).toBe("z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr");
		expect(options.verificationMethod).toBe(`${issuer}#${key.publicKeyMultibase}`);
		expect(await isSignedBy(publicKey(key.publicKeyMultibase)!, credential, signed.proof)).toBe(true);
	});
});

describe("W3C's test vector (Data Integrity EdDSA Cryptosuites 1.0, B.1)", () => {
	// The published document names https://www.w3.org/ns/credentials/examples/v2, which is this one line; the canonical form is the same.
	const context = ["https://www.w3.org/ns/credentials/v2", { "@vocab": "https://www.w3.org/ns/credentials/examples#" }];
	const credential = {
		"@context": context,
		id: "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
		type: ["VerifiableCredential", "AlumniCredential"],
		name: "Alumni Credential",
		description: "A minimum viable example of an Alumni Credential.",
		issuer: "https://vc.example/issuers/5678",
		validFrom: "2023-01-01T00:00:00Z",
		credentialSubject: { id: "did:example:abcdefgh", alumniOf: "The School of Examples" },
	};

	const publicText = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
	const key = signingKey(fromMultibase("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")!.subarray(2));

	test.each([
		[
			"of the Recommendation, by did:key",
			`did:key:${publicText}`,
			"bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0",
			"z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme",
		],
		[
			"of its repository, by the issuer's address",
			credential.issuer,
			"4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb",
			"z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9",
		],
	])("hashes and signature %s", async (_, issuer, optionsHash, published) => {
		expect(key.publicKeyMultibase).toBe(publicText);
		expect(hash(await canonical(credential))).toBe("517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017");
		const { proof } = await sign(credential, { key, issuer, created: new Date("2023-02-24T23:36:38Z") });
		const { proofValue, ...options } = proof;
		expect((await hashData(credential, options)).toString("hex")).toMatch(new RegExp(`^${optionsHash}517744132ae165a5`));
		expect(proofValue).toBe(published);
	});
});

describe("canonical form", () => {
	const minimal = { "@context": "https://www.w3.org/ns/credentials/v2", id: "urn:uuid:1", type: "VerifiableCredential" };

	test.each([
		["an unknown context", { ...minimal, "@context": ["https://www.w3.org/ns/credentials/v2", "https://example.com/context"] }],
		["a local context", { ...minimal, "@context": "file:///etc/passwd" }],
		["a term no context has", { ...minimal, nobodyKnows: "this" }],
		["a relative URL", { ...minimal, issuer: "issuer" }],
		["a relative type", { ...minimal, type: ["VerifiableCredential", "Unheard"] }],
	])("refuses %s", async (_, document) => {
		await expect(canonical(document)).rejects.toThrow();
	});
});

describe("base58btc", () => {
	test("there and back", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
				expect([...(fromMultibase(toMultibase(bytes)) ?? ["none"])]).toEqual([...bytes]);
			}),
		);
	});

	test.each(["", "u3q2-", "z0", "zIl", "z 1", `z${"2".repeat(200)}`])("%j is none", (text) => {
		expect(fromMultibase(text)).toBeNull();
	});
});

import { expect, test } from "vitest";
import { canonical } from "#app/recognition/open-badges/canon.server.ts";
import { identityHash, issuerDocument, openBadge } from "#app/recognition/open-badges/credential.server.ts";
import { award, issuer, key, otherKey, signedBadge } from "./award.ts";

test("a credential has what Open Badges 3.0 requires, in the order it requires", () => {
	expect(openBadge(award)).toEqual({
		"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
		id: award.id,
		type: ["VerifiableCredential", "OpenBadgeCredential"],
		name: "Peer coach",
		issuer: { id: issuer.id, type: ["Profile"], name: "Acme AI community", url: "https://forum.acme.example/" },
		validFrom: "2026-11-01T09:00:00Z",
		validUntil: "2029-11-01T09:00:00Z",
		awardedDate: "2026-10-30T15:00:00Z",
		credentialSubject: {
			id: award.subject,
			type: ["AchievementSubject"],
			identifier: [
				{
					type: "IdentityObject",
					hashed: true,
					// printf %s mira@acme.example3f1c9a | sha256sum
					identityHash: "sha256$d23eedc2e61c34fe1af0f59bdf92156605113634da8bbc0e6c03b1b1ee734ca1",
					identityType: "emailAddress",
					salt: "3f1c9a",
				},
			],
			achievement: {
				id: "https://forum.acme.example/badges/peer-coach",
				type: ["Achievement"],
				achievementType: "Badge",
				name: "Peer coach",
				description: "Ran five coaching sessions.",
				criteria: { narrative: "Five sessions held, each with a reflection by the guest." },
				image: { id: "https://forum.acme.example/badges/peer-coach.png", type: "Image" },
			},
		},
		credentialStatus: {
			id: "https://forum.acme.example/badges/status/1#7",
			type: "BitstringStatusListEntry",
			statusPurpose: "revocation",
			statusListIndex: "7",
			statusListCredential: "https://forum.acme.example/badges/status/1",
		},
	});
});

test("no field of it is left out of what is signed", async () => {
	const signed = await canonical(openBadge(award));
	const texts = (value: unknown): string[] =>
		typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
	const { "@context": _, ...fields } = openBadge(award);
	for (const text of texts(fields)) expect(signed).toContain(text);
});

test("says nothing of who was awarded unless asked", () => {
	const { email, ...silent } = award;
	expect(JSON.stringify(openBadge(silent))).not.toMatch(/identi|mira|sha256/);
	expect(email).toBeDefined();
});

test("the same award gives the same bytes", async () => {
	expect(JSON.stringify(await signedBadge())).toBe(JSON.stringify(await signedBadge()));
});

test("an address is hashed without regard to case and space", () => {
	expect(identityHash(" Mira@ACME.example", "3f1c9a")).toBe(identityHash("mira@acme.example", "3f1c9a"));
	expect(identityHash("mira@acme.example", "3f1c9b")).not.toBe(identityHash("mira@acme.example", "3f1c9a"));
});

test("the issuer's document has every key", () => {
	const document = issuerDocument(issuer, [otherKey.publicKeyMultibase, key.publicKeyMultibase]);
	expect(document.verificationMethod.map(({ publicKeyMultibase }) => publicKeyMultibase)).toEqual([
		otherKey.publicKeyMultibase,
		key.publicKeyMultibase,
	]);
	expect(document.assertionMethod).toEqual(document.verificationMethod.map(({ id }) => id));
	expect(document.verificationMethod[0]).toEqual({
		id: `${issuer.id}#${otherKey.publicKeyMultibase}`,
		type: "Multikey",
		controller: issuer.id,
		publicKeyMultibase: otherKey.publicKeyMultibase,
	});
});

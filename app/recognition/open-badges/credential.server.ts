import { createHash } from "node:crypto";
import { CREDENTIALS, OPEN_BADGES } from "#app/recognition/open-badges/canon.server.ts";
import { dateTime } from "#app/recognition/open-badges/proof.server.ts";

type Uuid = `urn:uuid:${string}`;
/** Who issues. `id` is the address at which the issuer's document is published; keys are named after it. */
export type Issuer = { id: string; name: string; url: string };
/** One award, as it goes into a credential. Addresses are whole URLs; `image` is that of a picture. */
export type Award = {
	id: Uuid;
	issuer: Issuer;
	/** By chance, and another one for each award: it says nothing of who was awarded. */
	subject: Uuid;
	achievement: { id: string; name: string; description: string; criteria: string; image?: string };
	/** Only when its owner asks for it: whoever has a list of addresses can find the one that was hashed. */
	email?: { address: string; salt: string };
	/** When it was earned, when that is not the same. */
	awardedDate?: Date;
	validFrom: Date;
	validUntil?: Date;
	status: { list: string; index: number };
};

/** The hash of an e-mail address, without regard to case (Open Badges 3.0, B.6.2 IdentityHash). */
export const identityHash = (address: string, salt: string): string =>
	`sha256$${createHash("sha256")
		.update(address.trim().toLowerCase() + salt)
		.digest("hex")}`;

/** The entry of a status list that says whether a credential is revoked (Bitstring Status List 1.0, 2.1). */
const statusEntry = ({ list, index }: Award["status"]) => ({
	id: `${list}#${index}`,
	type: "BitstringStatusListEntry",
	statusPurpose: "revocation",
	statusListIndex: String(index),
	statusListCredential: list,
});

/** An OpenBadgeCredential without its proof (Open Badges 3.0, B.1; Verifiable Credentials 2.0, 4). The same award gives the same one. */
export function openBadge({ id, issuer, subject, achievement, email, awardedDate, validFrom, validUntil, status }: Award) {
	const { image, criteria, ...described } = achievement;
	return {
		// Verifiers look at the order: credentials first, Open Badges second.
		"@context": [CREDENTIALS, OPEN_BADGES],
		id,
		type: ["VerifiableCredential", "OpenBadgeCredential"],
		// 0..1 in the model of today, but required by earlier schemas that verifiers still use.
		name: achievement.name,
		issuer: { id: issuer.id, type: ["Profile"], name: issuer.name, url: issuer.url },
		validFrom: dateTime(validFrom),
		...(validUntil ? { validUntil: dateTime(validUntil) } : {}),
		...(awardedDate ? { awardedDate: dateTime(awardedDate) } : {}),
		credentialSubject: {
			id: subject,
			type: ["AchievementSubject"],
			...(email
				? {
						identifier: [
							{
								type: "IdentityObject",
								hashed: true,
								identityHash: identityHash(email.address, email.salt),
								identityType: "emailAddress",
								salt: email.salt,
							},
						],
					}
				: {}),
			achievement: {
				...described,
				type: ["Achievement"],
				achievementType: "Badge",
				criteria: { narrative: criteria },
				...(image ? { image: { id: image, type: "Image" } } : {}),
			},
		},
		credentialStatus: statusEntry(status),
	};
}

/** What is published at the issuer's address: its profile, and every key that may have signed (Controlled Identifiers 1.0, 2). */
export function issuerDocument({ id, name, url }: Issuer, publicKeys: string[]) {
	return {
		// Not https://www.w3.org/ns/cid/v1: verifiers in use carry these two and would have to fetch that one.
		"@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", OPEN_BADGES],
		id,
		type: ["Profile"],
		name,
		url,
		verificationMethod: publicKeys.map((publicKeyMultibase) => ({
			id: `${id}#${publicKeyMultibase}`,
			type: "Multikey",
			controller: id,
			publicKeyMultibase,
		})),
		assertionMethod: publicKeys.map((publicKeyMultibase) => `${id}#${publicKeyMultibase}`),
	};
}

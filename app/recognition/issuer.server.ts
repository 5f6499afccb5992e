// Who issues, with which keys, and what is published of it. Docs: docs/decisions/020-open-badges.md.
import { desc } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { issuerPublicKeys } from "#db/schema/recognition.server.ts";
import type { Badge } from "./catalogue.ts";
import { OPEN_BADGES } from "./open-badges/canon.server.ts";
import { type Issuer, issuerDocument } from "./open-badges/credential.server.ts";
import { issuerKeys } from "./open-badges/keys.server.ts";

/** Its address is the configured one, not the one of a request: it stands in badges for ever. */
export const issuer = (): Issuer => ({
	id: `${appUrl()}/badges/issuer`,
	name: `Lamplight at ${new URL(appUrl()).hostname}`,
	url: `${appUrl()}/`,
});

/** Every public key that is believed, the current one first. */
export async function publicKeys(): Promise<string[]> {
	const { publicKeys: ours } = await issuerKeys();
	const noted = await db.select({ key: issuerPublicKeys.publicKeyMultibase }).from(issuerPublicKeys).orderBy(desc(issuerPublicKeys.madeAt));
	return [...new Set([...ours, ...noted.map(({ key }) => key)])];
}

/** The issuer's profile with every key. */
export const issuerProfile = async () => issuerDocument(issuer(), await publicKeys());

/** What a badge is for, to those who never were here: no more than the catalogue says. A tier of its own is an achievement of its own. */
export const achievementOf = ({ slug, name, earned, why }: Badge, tier: number) => ({
	id: `${appUrl()}/badges/${slug}/achievement${tier > 1 ? `?tier=${tier}` : ""}`,
	name: tier > 1 ? `${name}, second tier` : name,
	description: why,
	criteria: `It says to its owner: “You ${earned}.”`,
});

/** The same as a document of its own. */
export function achievementDocument(badge: Badge, tier: number) {
	const { criteria, ...described } = achievementOf(badge, tier);
	return {
		"@context": [OPEN_BADGES],
		...described,
		type: ["Achievement"],
		achievementType: "Badge",
		criteria: { narrative: criteria },
		creator: { id: issuer().id, type: ["Profile"], name: issuer().name },
	};
}

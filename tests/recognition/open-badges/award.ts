import { type Award, openBadge } from "#app/recognition/open-badges/credential.server.ts";
import { type SigningKey, signingKey } from "#app/recognition/open-badges/keys.server.ts";
import { sign } from "#app/recognition/open-badges/proof.server.ts";

export const issuer = { id: "https://forum.acme.example/badges/issuer", name: "Acme AI community", url: "https://forum.acme.example/" };
export const list = "https://forum.acme.example/badges/status/1";
export const key = signingKey(Buffer.alloc(32, 7));
export const otherKey = signingKey(Buffer.alloc(32, 8));
export const now = new Date("2026-12-01T12:00:00Z");

export const award: Award = {
	id: "urn:uuid:0b8f7f0a-6f9e-4a4e-9f55-0e6a3a0f4d11",
	issuer,
	subject: "urn:uuid:5d2e5f4c-3c67-4f43-8f1e-7a3f1d3b9c22",
	achievement: {
		id: "https://forum.acme.example/badges/peer-coach",
		name: "Peer coach",
		description: "Ran five coaching sessions.",
		criteria: "Five sessions held, each with a reflection by the guest.",
		image: "https://forum.acme.example/badges/peer-coach.png",
	},
	email: { address: "mira@acme.example", salt: "3f1c9a" },
	awardedDate: new Date("2026-10-30T15:00:00Z"),
	validFrom: new Date("2026-11-01T09:00:00Z"),
	validUntil: new Date("2029-11-01T09:00:00Z"),
	status: { list, index: 7 },
};

/** A signed badge; `change` changes what is signed, `by` who signs. */
export const signedBadge = (change: Partial<Award> = {}, by: SigningKey = key, named = issuer.id) =>
	sign(openBadge({ ...award, ...change }), { key: by, issuer: named, created: new Date("2026-11-01T09:00:01Z") });

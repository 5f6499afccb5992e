import { Meilisearch, MeilisearchRequestError, MeilisearchRequestTimeOutError } from "meilisearch";
import { describe, expect, test } from "vitest";
import { startMeilisearch } from "./server.ts";
import { fill, refusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("keys", () => {
	test("are asked for, everywhere but at the door", async () => {
		const { server } = started;
		const stranger = new Meilisearch({ host: server.url });
		expect(await refusal(stranger.getVersion())).toEqual({
			status: 401,
			code: "missing_authorization_header",
			message: "The Authorization header is missing. It must use the bearer authorization method.",
		});
		expect(await stranger.health()).toEqual({ status: "available" });
		const liar = new Meilisearch({ host: server.url, apiKey: "wrong" });
		expect(await refusal(liar.index("a").addDocuments([{ id: 1 }]))).toEqual({
			status: 403,
			code: "invalid_api_key",
			message: "The provided API key is invalid.",
		});
	});

	test("are the caller's choice", async () => {
		const server = await startMeilisearch({ apiKey: "open sesame" });
		expect(server.apiKey).toBe("open sesame");
		await new Meilisearch({ host: server.url, apiKey: "open sesame" }).getVersion();
		await server.stop();
	});
});

describe("what arrived", () => {
	test("is kept, with the query string and the body", async () => {
		const { server, client } = started;
		await client
			.index("things")
			.addDocuments([{ id: 1 }], { primaryKey: "id" })
			.waitTask();
		await fetch(`${server.url}/indexes`, { method: "POST", body: "no json" });
		expect(server.requests[0]).toEqual({ method: "POST", path: "/indexes/things/documents?primaryKey=id", body: [{ id: 1 }] });
		expect(server.requests.find(({ method }) => method === "GET")).toEqual({ method: "GET", path: "/tasks/0", body: undefined });
		expect(server.requests[server.requests.length - 1]).toEqual({ method: "POST", path: "/indexes", body: "no json" });
	});

	test("at no known route gets an empty answer", async () => {
		const { server } = started;
		for (const path of ["/nothing", "/indexes/a/nothing", "/indexes/a/settings/nothing", "/indexes/a/documents/1/2"]) {
			const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${server.apiKey}` } });
			expect([response.status, await response.text()]).toEqual([404, ""]);
		}
	});
});

describe("faults", () => {
	const impatient = () => new Meilisearch({ host: started.server.url, apiKey: started.server.apiKey, timeout: 100 });

	test("a status for every request", async () => {
		const { server, client } = started;
		server.fault = { kind: "status", status: 503 };
		expect(await refusal(client.health())).toMatchObject({ status: 503, code: "internal" });
		expect(await client.isHealthy()).toBe(false);
		server.fault = { kind: "none" };
		expect(await client.isHealthy()).toBe(true);
		expect(server.requests).toHaveLength(3);
	});

	test("no answer", async () => {
		const { server } = started;
		server.fault = { kind: "hang" };
		await expect(impatient().health()).rejects.toMatchObject({
			name: "MeilisearchRequestError",
			cause: expect.any(MeilisearchRequestTimeOutError),
		});
	});

	test("a dropped connection", async () => {
		const { server, client } = started;
		server.fault = { kind: "drop" };
		await expect(client.health()).rejects.toBeInstanceOf(MeilisearchRequestError);
	});

	test("a slow answer", async () => {
		const { server, client } = started;
		server.fault = { kind: "slow", ms: 150 };
		await expect(impatient().health()).rejects.toBeInstanceOf(MeilisearchRequestError);
		const before = performance.now();
		await client.health();
		expect(performance.now() - before).toBeGreaterThan(140);
	});

	test("do not keep a server from stopping", async () => {
		const server = await startMeilisearch();
		server.fault = { kind: "hang" };
		const waiting = fetch(`${server.url}/health`).catch(() => "closed");
		while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await server.stop();
		expect(await waiting).toBe("closed");
	});
});

describe("several searches in one request", () => {
	test("are answered in their order, each like one of its own", async () => {
		const { client } = started;
		await fill(started, ["red tea", "tea"], { filterableAttributes: ["id"] }, "teas");
		await fill(started, ["red wine"], {}, "wines");
		const { results } = await client.multiSearch({
			queries: [
				{ indexUid: "wines", q: "red" },
				{ indexUid: "teas", q: "tea", filter: "id = 1", facets: ["id"] },
				{ indexUid: "teas", q: "red", page: 1 },
			],
		});
		expect(results.map(({ indexUid, hits }) => [indexUid, hits.map(({ id }) => id)])).toEqual([
			["wines", [0]],
			["teas", [1]],
			["teas", [0]],
		]);
		expect(results[1]).toMatchObject({ query: "tea", estimatedTotalHits: 1, facetDistribution: { id: { 1: 1 } } });
		expect(results[2]).toMatchObject({ totalHits: 1, totalPages: 1 });
		expect(await client.multiSearch({ queries: [] })).toEqual({ results: [] });
	});

	test("are refused all when one is, which the message names", async () => {
		const { client } = started;
		await fill(started, ["a"]);
		const both = (query: object) => client.multiSearch({ queries: [{ indexUid: "things" }, { indexUid: "things", ...query }] });
		expect(await refusal(both({ indexUid: "gone" }))).toEqual({
			status: 400,
			code: "index_not_found",
			message: "Inside `.queries[1]`: Index `gone` not found.",
		});
		expect((await refusal(both({ filter: "x = 1" }))).message).toMatch(
			/^Inside `.queries\[1\]`: Index `things`: Attribute `x` is not filterable/,
		);
		expect(await refusal(both({ nonsense: 1 }))).toMatchObject({
			code: "bad_request",
			message: expect.stringContaining("Unknown field `nonsense` inside `.queries[1]`: expected one of `indexUid`, `q`"),
		});
	});
});

test("a server that fell empty can be filled again", async () => {
	const { server } = started;
	await fill(started, ["tea"]);
	server.wipe();
	const { ids } = await fill(started, ["tea"]);
	expect(await ids("tea")).toEqual([0]);
});

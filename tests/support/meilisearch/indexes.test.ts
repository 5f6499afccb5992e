import { describe, expect, test } from "vitest";
import { fill, refusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("indexes", () => {
	test("are made, listed, changed and deleted", async () => {
		const { client } = started;
		await client.createIndex("b", { primaryKey: "key" });
		await client.createIndex("a").waitTask();
		expect(await client.getRawIndex("b")).toEqual({
			uid: "b",
			primaryKey: "key",
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		});
		expect(await client.getRawIndexes({ limit: 1 })).toMatchObject({ results: [{ uid: "a" }], offset: 0, limit: 1, total: 2 });
		await client.updateIndex("a", { primaryKey: "id" }).waitTask();
		expect((await client.getRawIndex("a")).primaryKey).toBe("id");
		await client.deleteIndex("a").waitTask();
		expect(await refusal(client.getIndex("a"))).toEqual({ status: 404, code: "index_not_found", message: "Index `a` not found." });
		expect((await client.deleteIndex("a").waitTask()).error).toMatchObject({ code: "index_not_found" });
		expect((await client.createIndex("b").waitTask()).error).toMatchObject({ code: "index_already_exists" });
		expect((await client.updateIndex("c", { primaryKey: "id" }).waitTask()).error).toMatchObject({ code: "index_not_found" });
	});

	test("have their statistics, and so has the server", async () => {
		const { client, server } = started;
		const { index } = await fill(started, [{ title: "a" }, { title: "b", tags: [] }]);
		const stats = { numberOfDocuments: 2, isIndexing: false, fieldDistribution: { id: 2, title: 2, tags: 1 } };
		expect(await index.getStats()).toMatchObject(stats);
		expect(await client.getStats()).toMatchObject({ indexes: { things: stats }, lastUpdate: expect.any(String) });
		expect(await client.health()).toEqual({ status: "available" });
		server.version = "1.12.3";
		expect(await client.getVersion()).toMatchObject({ pkgVersion: "1.12.3" });
	});
});

describe("settings", () => {
	const defaults = {
		displayedAttributes: ["*"],
		searchableAttributes: ["*"],
		filterableAttributes: [],
		sortableAttributes: [],
		rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness"],
		stopWords: [],
		nonSeparatorTokens: [],
		separatorTokens: [],
		dictionary: [],
		synonyms: {},
		distinctAttribute: null,
		proximityPrecision: "byWord",
		typoTolerance: {
			enabled: true,
			minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
			disableOnWords: [],
			disableOnAttributes: [],
			disableOnNumbers: false,
		},
		faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
		pagination: { maxTotalHits: 1000 },
		searchCutoffMs: null,
		facetSearch: true,
		prefixSearch: "indexingTime",
	};

	test("begin with the documented defaults, change in part, and go back with null or a reset", async () => {
		const { client } = started;
		const index = client.index("things");
		await client.createIndex("things").waitTask();
		expect(await index.getSettings()).toMatchObject(defaults);
		await index
			.updateSettings({
				rankingRules: ["words", "votes:desc"],
				typoTolerance: { minWordSizeForTypos: { oneTypo: 3 } },
				stopWords: ["b", "a"],
			})
			.waitTask();
		expect(await index.getSettings()).toMatchObject({
			...defaults,
			rankingRules: ["words", "votes:desc"],
			typoTolerance: { ...defaults.typoTolerance, minWordSizeForTypos: { oneTypo: 3, twoTypos: 9 } },
			stopWords: ["a", "b"],
		});
		await index.updateSettings({ rankingRules: null, faceting: { maxValuesPerFacet: 5 } }).waitTask();
		expect(await index.getRankingRules()).toEqual(defaults.rankingRules);
		expect(await index.getFaceting()).toEqual({ ...defaults.faceting, maxValuesPerFacet: 5 });
		await index.resetSettings().waitTask();
		expect(await index.getSettings()).toMatchObject(defaults);
	});

	test("have routes of their own, one for each", async () => {
		const { client } = started;
		const index = client.index("things");
		await index.updateSynonyms({ a: ["b"] }).waitTask();
		await index.updatePagination({ maxTotalHits: 7 }).waitTask();
		await index.updateTypoTolerance({ enabled: false }).waitTask();
		expect([await index.getSynonyms(), await index.getPagination()]).toEqual([{ a: ["b"] }, { maxTotalHits: 7 }]);
		expect((await index.getTypoTolerance())?.enabled).toBe(false);
		await index.resetSynonyms().waitTask();
		expect(await index.getSynonyms()).toEqual({});
		expect(await refusal(index.updateStopWords(JSON.parse('"the"')))).toMatchObject({
			code: "invalid_settings_stop_words",
			message: 'Invalid value type: expected an array, but found a string: `"the"`',
		});
	});

	test("make an index that is not there; a reset does not, and fails", async () => {
		const { client } = started;
		expect((await client.index("gone").resetSettings().waitTask()).error).toMatchObject({ code: "index_not_found" });
		await client.index("new").updateSettings({}).waitTask();
		expect((await client.getRawIndex("new")).primaryKey).toBeNull();
		expect(await refusal(client.index("gone").getSettings())).toMatchObject({ status: 404, code: "index_not_found" });
	});

	test("fail later when they do not fit what is set already", async () => {
		const { client } = started;
		const index = client.index("things");
		await index.updateTypoTolerance({ minWordSizeForTypos: { oneTypo: 2, twoTypos: 3 } }).waitTask();
		const task = await index.updateTypoTolerance({ minWordSizeForTypos: { oneTypo: 4 } }).waitTask();
		expect(task.error).toMatchObject({ code: "invalid_settings_typo_tolerance" });
	});

	test("of words apply to documents that are there already", async () => {
		const { index, ids } = await fill(started, [{ title: "tea" }, { text: "tea" }]);
		expect(await ids("tea")).toEqual([0, 1]);
		await index.updateSettings({ searchableAttributes: ["text"] }).waitTask();
		expect(await ids("tea")).toEqual([1]);
	});
});

import { describe, expect, test } from "vitest";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("ranking rules", () => {
	test("more words are better", async () => {
		const { ids } = await fill(started, ["plan", "plan of the trip", "trip plan for all"], { rankingRules: ["words"] });
		expect(await ids("plan trip all ")).toEqual([2, 1, 0]);
	});

	test("fewer typing errors are better; beginnings and synonyms are none, words written apart are", async () => {
		const { ids } = await fill(started, ["workshxp", "work shop", "workshop", "workshops", "seminar"], {
			rankingRules: ["typo"],
			synonyms: { workshop: ["seminar"] },
		});
		expect(await ids("workshop")).toEqual([2, 3, 4, 0, 1]);
	});

	test("nearer words are better, and the right order; far is far", async () => {
		const texts = [
			"coffee a b c d machine",
			"machine coffee",
			"coffee a machine",
			"coffee machine",
			"coffee. machine",
			"coffee a b c d e f machine",
		];
		const { ids } = await fill(started, texts, { rankingRules: ["proximity"] });
		expect(await ids("coffee machine ", { matchingStrategy: "all" })).toEqual([3, 1, 2, 0, 4, 5]);
	});

	test("earlier attributes are better, then earlier places in them", async () => {
		const documents = [{ body: "tea" }, { title: "all about tea" }, { title: "tea and more" }, { title: "a", body: "tea" }];
		const { ids } = await fill(started, documents, { searchableAttributes: ["title", "body"], rankingRules: ["attribute"] });
		expect(await ids("tea")).toEqual([2, 1, 0, 3]);
	});

	test("attributes are equal when all are searched", async () => {
		const { ids } = await fill(started, [{ body: "more tea" }, { title: "tea" }, { body: "tea" }], { rankingRules: ["attribute"] });
		expect(await ids("tea")).toEqual([1, 2, 0]);
	});

	test("an attribute that is the query is better than one that begins with it, and that than other exact words", async () => {
		const texts = ["green teas here", "my green tea", "green tea here", "green tea"];
		const { ids } = await fill(started, texts, { rankingRules: ["exactness"] });
		expect(await ids("green tea")).toEqual([3, 2, 1, 0]);
	});

	test("attributes of documents sort where they stand in the list", async () => {
		const documents = [{ text: "tea", votes: 1 }, { text: "tea", votes: 5 }, { text: "tea" }, { text: "tea tree", votes: 9 }];
		const { ids, index } = await fill(started, documents, { rankingRules: ["words", "exactness", "votes:desc"] });
		expect(await ids("tea")).toEqual([1, 0, 2, 3]);
		await index.updateRankingRules(["votes:asc", "words"]).waitTask();
		expect(await ids("tea")).toEqual([0, 1, 3, 2]);
		expect(await ids("")).toEqual([0, 1, 3, 2]);
	});

	test("come in the order of the settings", async () => {
		const documents = [
			{ title: "x", body: "budget plan" },
			{ title: "budget", body: "plan" },
		];
		const { ids, index } = await fill(started, documents, {
			searchableAttributes: ["title", "body"],
			rankingRules: ["words", "proximity", "attribute"],
		});
		expect(await ids("budget plan")).toEqual([0, 1]);
		await index.updateRankingRules(["words", "attribute", "proximity"]).waitTask();
		expect(await ids("budget plan")).toEqual([1, 0]);
	});

	test("leave those that are equal in the order they came, also after a change", async () => {
		const { ids, index } = await fill(started, ["tea", "tea", "tea"]);
		await index.addDocuments([{ id: 0, text: "tea" }]).waitTask();
		expect(await ids("tea")).toEqual([0, 1, 2]);
	});
});

describe("sorting", () => {
	const documents = [{ name: "b", votes: 2 }, { name: "a", votes: 10 }, { name: "C", votes: "many" }, { votes: [1, 20] }, { name: null }];
	const settings = { sortableAttributes: ["name", "votes"] };

	test.each([
		[["name:asc"], [1, 0, 2, 3, 4]],
		[["name:desc"], [2, 0, 1, 3, 4]],
		[["votes:asc"], [3, 0, 1, 2, 4]],
		[["votes:desc"], [3, 1, 0, 2, 4]],
	])("%s: numbers, then texts, then nothing", async (sort, expected) => {
		const { ids } = await fill(started, documents, settings);
		expect(await ids("", { sort })).toEqual(expected);
	});

	test("by one after the other, among documents that are equal before", async () => {
		const { ids } = await fill(
			started,
			[
				{ text: "tea", kind: "b", n: 1 },
				{ text: "tea", kind: "a", n: 1 },
				{ text: "tea", kind: "a", n: 2 },
				{ text: "ten tea", kind: "a", n: 9 },
			],
			{ sortableAttributes: ["kind", "n"] },
		);
		expect(await ids("tea", { sort: ["kind:asc", "n:desc"] })).toEqual([2, 1, 0, 3]);
	});
});

describe("scores", () => {
	test("say how well a document fits", async () => {
		const { index } = await fill(started, [{ title: "Captain Marvel" }, { title: "Shazam!" }, { title: "Captain" }]);
		const { hits } = await index.search("captain", { showRankingScore: true });
		expect(hits.map(({ id, _rankingScore }) => [id, _rankingScore])).toEqual([
			[2, 1],
			[0, 65 / 66],
		]);
		expect((await index.search("", { showRankingScore: true })).hits.map((hit) => hit._rankingScore)).toEqual([1, 1, 1]);
	});

	test("may be too low", async () => {
		const { index } = await fill(started, ["green tea", "green"]);
		const result = await index.search("green tea", { rankingScoreThreshold: 0.8 });
		expect(result.hits.map(({ id }) => id)).toEqual([0]);
		expect(result.estimatedTotalHits).toBe(1);
	});
});

describe("pages", () => {
	const texts = Array.from({ length: 25 }, (_, index) => `tea ${index}`);

	test("by offset and limit", async () => {
		const { index } = await fill(started, texts);
		const result = await index.search("tea", { offset: 20, limit: 3 });
		expect(result).toMatchObject({ offset: 20, limit: 3, estimatedTotalHits: 25, query: "tea", processingTimeMs: expect.any(Number) });
		expect(result.hits.map(({ id }) => id)).toEqual([20, 21, 22]);
		expect(result).not.toHaveProperty("totalHits");
	});

	test("by number", async () => {
		const { index } = await fill(started, texts);
		const result = await index.search("tea", { page: 3, hitsPerPage: 10 });
		expect(result).toMatchObject({ page: 3, hitsPerPage: 10, totalPages: 3, totalHits: 25 });
		expect(result.hits).toHaveLength(5);
		expect(result).not.toHaveProperty("estimatedTotalHits");
		expect(await index.search("tea", { page: 0 })).toMatchObject({ hits: [], page: 0, totalPages: 2 });
		expect(await index.search("tea", { hitsPerPage: 0 })).toMatchObject({ hits: [], totalHits: 25, totalPages: 0 });
		expect(await index.search("tea", { page: 9 })).toMatchObject({ hits: [], page: 9 });
	});

	test("end where the settings say so", async () => {
		const { index } = await fill(started, texts, { pagination: { maxTotalHits: 4 } });
		expect((await index.search("tea", { offset: 2, limit: 20 })).hits).toHaveLength(2);
		expect(await index.search("tea", { hitsPerPage: 3 })).toMatchObject({ totalHits: 4, totalPages: 2 });
	});

	test("show one document of each kind", async () => {
		const { index } = await fill(started, [{ kind: "a" }, { kind: "b" }, { kind: "A" }, {}, {}], { filterableAttributes: ["kind"] });
		const result = await index.search("", { distinct: "kind" });
		expect(result.hits.map(({ id }) => id)).toEqual([0, 1, 3, 4]);
		expect(result.estimatedTotalHits).toBe(4);
	});
});

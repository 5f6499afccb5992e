import { describe, expect, test } from "vitest";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();
const documents = [
	{ text: "tea", kind: "Tip", tags: ["b", "a"], votes: 3, circle: { name: "Sales" } },
	{ text: "tea", kind: "tip", tags: ["a", "a"], votes: [1, 7], circle: { name: "Legal" } },
	{ text: "coffee", kind: "question", tags: [], votes: "many", done: true },
];
const filterableAttributes = ["kind", "tags", "votes", "circle", "done"];

describe("facets", () => {
	test("count the documents that are found, by value", async () => {
		const { index } = await fill(started, documents, { filterableAttributes });
		expect(await index.search("tea", { facets: ["tags", "kind", "done"], limit: 1 })).toMatchObject({
			facetDistribution: { tags: { a: 2, b: 1 }, kind: { Tip: 2 }, done: {} },
			facetStats: {},
		});
		expect((await index.search("")).facetDistribution).toBeUndefined();
	});

	test("say where numbers begin and end", async () => {
		const { index } = await fill(started, documents, { filterableAttributes });
		const { facetDistribution, facetStats } = await index.search("", { facets: ["votes"] });
		expect(facetDistribution).toEqual({ votes: { 1: 1, 3: 1, 7: 1, many: 1 } });
		expect(facetStats).toEqual({ votes: { min: 1, max: 7 } });
	});

	test("can all be asked for, with what lies inside", async () => {
		const { index } = await fill(started, documents, { filterableAttributes });
		const { facetDistribution } = await index.search("", { facets: ["*"] });
		expect(facetDistribution).toMatchObject({ "circle.name": { Legal: 1, Sales: 1 }, done: { true: 1 }, kind: { question: 1, Tip: 2 } });
		expect((await index.search("", { facets: ["circle.name"] })).facetDistribution).toEqual({ "circle.name": { Legal: 1, Sales: 1 } });
	});

	test("follow the filter", async () => {
		const { index } = await fill(started, documents, { filterableAttributes });
		const { facetDistribution } = await index.search("", { facets: ["tags"], filter: "tags = b" });
		expect(facetDistribution).toEqual({ tags: { a: 1, b: 1 } });
	});

	test("come by name or by number, and only so many", async () => {
		const { index } = await fill(started, documents, { filterableAttributes, faceting: { maxValuesPerFacet: 1 } });
		const names = async () => Object.keys((await index.search("", { facets: ["kind"] })).facetDistribution?.kind ?? {});
		expect(await names()).toEqual(["question"]);
		await index.updateFaceting({ sortFacetValuesBy: { kind: "count" } }).waitTask();
		expect(await names()).toEqual(["Tip"]);
	});
});

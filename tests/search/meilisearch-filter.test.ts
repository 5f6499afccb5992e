import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filterOf, quoted } from "#search/meilisearch-filter.ts";
import { startMeilisearch } from "#tests/support/meilisearch/server.ts";

const values = [
	"plain",
	"with space",
	'with "quotes"',
	"with 'single' ones",
	"a\\b",
	"ends with \\",
	'\\"',
	"\\\\",
	'a\\" OR day >= 0 OR tags = "b',
	"AND",
	"x AND tags EXISTS",
	'" OR tags EXISTS OR tags = "',
	"NOT (tags = a)",
	"line\nbreak",
	"tab\there",
	"🪔 lamp",
	"[a, b]",
	"1 TO 3",
	"IS NULL",
	"",
];

let server: { url: string; apiKey?: string; stop?(): Promise<void> };
let client: Meilisearch;
const index = "lamplight_filter_test";
beforeAll(async () => {
	const { MEILISEARCH_URL: url, MEILISEARCH_API_KEY: apiKey } = process.env;
	server = url ? { url, apiKey } : await startMeilisearch();
	client = new Meilisearch({ host: server.url, apiKey: server.apiKey });
	await client
		.index(index)
		.updateSettings({ filterableAttributes: ["tags", "day"] })
		.waitTask();
	await client
		.index(index)
		.addDocuments(
			values.map((value, id) => ({ id, tags: [value], day: id })),
			{ primaryKey: "id" },
		)
		.waitTask();
});
afterAll(async () => {
	await client.deleteIndex(index).waitTask();
	await server.stop?.();
});

test.each(values)("%j finds itself and nothing else", async (value) => {
	const { hits } = await client.index<{ tags: string[] }>(index).search("", { filter: [`tags = ${quoted(value)}`], limit: 100 });
	expect(hits.map(({ tags }) => tags[0])).toEqual([value]);
});

test("every clause of a narrowing stands by itself", () => {
	expect(filterOf({ kind: "win", tag: "a", since: new Date("1970-01-03"), until: new Date("1970-01-05") }, ["everybody", "c1"])).toEqual([
		'audience IN ["everybody", "c1"]',
		'threadKind = "win"',
		'tags = "a"',
		"day >= 2",
		"day <= 4",
	]);
	expect(filterOf({ answered: false, kind: "win" }, [])).toEqual([
		"audience IN []",
		'threadKind = "question"',
		'threadKind = "win"',
		"answered = false",
	]);
});

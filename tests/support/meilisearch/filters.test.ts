import { describe, expect, test } from "vitest";
import { fill, refusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();
const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

describe("filters", () => {
	const documents = [
		{ kind: "Question", votes: 3, tags: ["a", "b"], circle: { name: "Sales", size: 10 } },
		{ kind: "tip", votes: 10, tags: ["b"], circle: { name: "Legal", size: 2 } },
		{ kind: "tip", votes: -2.5, tags: [], circle: null, done: true },
		{ kind: "", tags: null, done: false, day: "2024-05-01" },
		{ votes: "many", day: "2024-06-01" },
	];
	const setup = () => fill(started, documents, { filterableAttributes: ["kind", "votes", "tags", "circle", "done", "day", "never"] });

	test.each([
		["kind = question", [0]],
		["kind = 'QUESTION '", [0]],
		["kind != tip", [0, 3, 4]],
		["NOT kind = tip", [0, 3, 4]],
		["votes = 3", [0]],
		["votes = 3.0", [0]],
		["votes = Many", [4]],
		["votes > 3", [1, 4]],
		["votes >= 3", [0, 1, 4]],
		["votes < 3", [2]],
		["votes -3 TO 3", [0, 2]],
		["votes 10 TO 3", []],
		["tags = b", [0, 1]],
		["tags = a AND tags = b", [0]],
		["tags IN [a, x]", [0]],
		["tags NOT IN [a]", [1, 2, 3, 4]],
		["tags IN []", []],
		["circle.name = sales", [0]],
		["circle.size > 5", [0]],
		["circle EXISTS", [0, 1, 2]],
		["circle.name EXISTS", [0, 1]],
		["tags IS EMPTY", [2]],
		["kind IS EMPTY", [3]],
		["kind IS NOT EMPTY", [0, 1, 2, 4]],
		["tags IS NULL", [3]],
		["circle IS NULL", [2]],
		["kind NOT EXISTS", [4]],
		["done = true", [2]],
		["done = false", [3]],
		["day > 2024-05-01", [4]],
		["day >= 2024-05-01", [3, 4]],
		["kind STARTS WITH ques", [0]],
		["kind = tip AND (votes > 5 OR done = true)", [1, 2]],
		["kind = tip OR kind = question AND votes > 100", [1, 2]],
	])("%s", async (filter, expected) => {
		const { ids } = await setup();
		expect(await ids("", { filter })).toEqual(expected);
	});

	test("an attribute that no document has ever had is met by no comparison", async () => {
		const { ids } = await setup();
		expect(await ids("", { filter: "never = 1" })).toEqual([]);
		expect(await ids("", { filter: "never != 1" })).toEqual([]);
		expect(await ids("", { filter: "NOT never = 1" })).toEqual([0, 1, 2, 3, 4]);
		expect(await ids("", { filter: "never NOT IN [1]" })).toEqual([0, 1, 2, 3, 4]);
	});

	test("lists hold together, and lists in them are alternatives", async () => {
		const { ids } = await setup();
		expect(await ids("", { filter: [["kind = tip", "kind = question"], "votes > 0"] })).toEqual([0, 1]);
		expect(await ids("", { filter: [] })).toEqual([0, 1, 2, 3, 4]);
	});

	test("hostile values are only values", async () => {
		const names = [
			"it's",
			'say "no"',
			"back\\slash",
			"end\\",
			'\\"',
			"a AND b",
			"x OR kind EXISTS",
			"one\ntwo",
			"tab\tbed",
			"🐻‍❄️",
			"IN [a]",
			"'; drop",
			"\\n",
			"ümläut",
			"a, b",
			"]",
			")",
			"null",
		];
		const { ids } = await fill(
			started,
			names.map((name) => ({ name })),
			{ filterableAttributes: ["name"] },
		);
		for (const [id, name] of names.entries()) {
			expect(await ids("", { filter: `name = ${quoted(name)}` }), name).toEqual([id]);
			expect(await ids("", { filter: `name IN [${quoted(name)}, ${quoted("none")}]` }), name).toEqual([id]);
		}
	});

	test("what may be filtered, and how, is a setting", async () => {
		const { index, ids } = await fill(started, documents, {
			filterableAttributes: [
				"kind",
				{ attributePatterns: ["vot*"], features: { facetSearch: false, filter: { equality: false, comparison: true } } },
			],
		});
		expect(await ids("", { filter: "votes > 5" })).toEqual([1, 4]);
		expect(await refusal(index.search("", { filter: "votes = 3" }))).toMatchObject({ code: "invalid_search_filter" });
		expect((await refusal(index.search("", { filter: "tags = 3" }))).message).toBe(
			"Index `things`: Attribute `tags` is not filterable. Available filterable attribute patterns are: `kind`, `vot*`.\n1:5 tags = 3",
		);
		expect(await refusal(index.search("", { filter: "kind =" }))).toMatchObject({ status: 400, code: "invalid_search_filter" });
	});

	test("filter what is found, too", async () => {
		const { ids } = await fill(
			started,
			[
				{ text: "red wine", kind: "a" },
				{ text: "red car", kind: "b" },
			],
			{ filterableAttributes: ["kind"] },
		);
		expect(await ids("red", { filter: "kind = b" })).toEqual([1]);
	});
});

import type { SearchParams } from "meilisearch";
import { describe, expect, test } from "vitest";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();
const all: SearchParams = { matchingStrategy: "all" };

describe("synonyms", () => {
	test("go the way they are listed, and only that", async () => {
		const { ids } = await fill(started, ["car", "automobile"], { synonyms: { car: ["automobile"] } });
		expect(await ids("car ")).toEqual([0, 1]);
		expect(await ids("automobile ")).toEqual([1]);
	});

	test("may be several words on either side", async () => {
		const { ids } = await fill(started, ["new york", "nyc", "york is new", "big apple"], {
			synonyms: { nyc: ["New York", "big apple"], "new york": ["nyc"] },
		});
		expect(await ids("nyc ")).toEqual([1, 0, 3]);
		expect(await ids("new york ", all)).toEqual([0, 2, 1]);
	});

	test("are compared like other words, and do not lead further", async () => {
		const { ids } = await fill(started, ["café", "bistro", "pub"], { synonyms: { CAFÉ: ["Bistro"], bistro: ["pub"] } });
		expect(await ids("cafe ")).toEqual([0, 1]);
	});
});

describe("stop words", () => {
	test("say nothing, unless one may be the beginning of another word", async () => {
		const { ids } = await fill(started, ["the office", "theatre", "office"], { stopWords: ["the", "Of"] });
		expect(await ids("the office", all)).toEqual([0, 2]);
		expect(await ids("office the", all)).toEqual([]);
		expect(await ids("the")).toEqual([1]);
		expect(await ids("the ")).toEqual([0, 1, 2]);
	});

	test("stand in phrases for any stop word", async () => {
		const { ids } = await fill(started, ["head of office", "head the office", "head office"], { stopWords: ["the", "of"] });
		expect(await ids('"head of office"')).toEqual([0, 1]);
	});
});

describe("phrases", () => {
	test("stand as they are, without regard to case and signs between", async () => {
		const { ids } = await fill(started, ["Home-Office rules", "rules for the office at home", "home, office"]);
		expect(await ids('"home office"')).toEqual([0]);
		expect(await ids('rules "home office"', all)).toEqual([0]);
		expect(await ids('"home office')).toEqual([0]);
		expect(await ids('"office home"')).toEqual([]);
		expect(await ids('""')).toEqual([0, 1, 2]);
	});

	test("must be there, whatever else is left out", async () => {
		const { ids } = await fill(started, ["home office", "rules", "home office rules"]);
		expect(await ids('rules "home office"')).toEqual([2, 0]);
	});
});

describe("what must not be there", () => {
	const texts = ["red wine", "white wine", "red car", "white-red flag"];
	test("are words after a minus", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids("wine -red")).toEqual([1]);
		expect(await ids("-wine")).toEqual([2, 3]);
		expect(await ids("-wine -car")).toEqual([3]);
		expect(await ids("-re")).toEqual([0, 1, 2, 3]);
	});

	test("are phrases after a minus", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids('red -"red wine"')).toEqual([2, 3]);
		expect(await ids('-"wine red"')).toEqual([0, 1, 2, 3]);
	});

	test("are not what stands after a minus in a word, or with a space between", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids("white-red", all)).toEqual([3]);
		expect(await ids("wine - red", all)).toEqual([0]);
	});
});

describe("what may be left out", () => {
	const texts = ["project plan review", "project plan", "plan review", "project", "plan", "plan"];
	test("is the last word first", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids("project plan review")).toEqual([0, 1, 3]);
		expect(await ids("unknown plan")).toEqual([]);
		expect(await ids("plan unknown")).toEqual([4, 5, 2, 0, 1]);
	});

	test("is nothing, or the most frequent word first", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids("project plan review", all)).toEqual([0]);
		expect(await ids("project plan review", { matchingStrategy: "frequency" })).toEqual([0, 2]);
	});
});

test("nothing to search for finds everything", async () => {
	const { ids, index } = await fill(started, ["b", "a"]);
	expect(await ids("")).toEqual([0, 1]);
	expect(await ids(" ... ")).toEqual([0, 1]);
	expect((await index.search()).query).toBe("");
});

import type { SearchParams } from "meilisearch";
import { describe, expect, test } from "vitest";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();
const all: SearchParams = { matchingStrategy: "all" };

describe("words", () => {
	test("are compared without regard to case and accents, and cut at signs", async () => {
		const { ids } = await fill(started, [
			"Crème BRÛLÉE",
			"well-known under_score",
			"e.g. this/that",
			"Œuvre, encyclopædia",
			"C++ and C#",
			"a@b.example",
		]);
		expect(await ids("creme")).toEqual([0]);
		expect(await ids("brûlee")).toEqual([0]);
		expect(await ids("known score", all)).toEqual([1]);
		expect(await ids("that this", all)).toEqual([2]);
		expect(await ids("oeuvre encyclopaedia", all)).toEqual([3]);
		expect(await ids("c++")).toEqual([4]);
		expect(await ids("example")).toEqual([5]);
	});

	test("written with capitals inside are several", async () => {
		const { ids } = await fill(started, ["GitHub", "MongoDBError", "github"]);
		expect(await ids("hub ")).toEqual([0]);
		expect(await ids("db error", all)).toEqual([1]);
		expect(await ids("github ")).toEqual([2, 0]);
		expect(await ids("GitHub ")).toEqual([0, 2]);
	});

	test("are cut, and not cut, where the settings say so", async () => {
		const { ids, index } = await fill(started, ["one|two", "a-b"]);
		expect(await ids("two")).toEqual([]);
		await index.updateSettings({ separatorTokens: ["|"], nonSeparatorTokens: ["-"] }).waitTask();
		expect(await ids("two")).toEqual([0]);
		expect(await ids("b")).toEqual([]);
		expect(await ids("a-b")).toEqual([1]);
	});

	test("have no stems: only beginnings and errors are forgiven", async () => {
		const { ids } = await fill(started, ["meeting", "meet", "running late"]);
		expect(await ids("meetings ")).toEqual([0]);
		expect(await ids("ran ")).toEqual([]);
	});

	test("stand in numbers, truths, lists and inside of objects, too", async () => {
		const { ids } = await fill(started, [
			{ year: 2024 },
			{ done: true },
			{ tags: ["red", "blue"] },
			{ deep: [{ name: "green" }, { name: "black" }] },
		]);
		expect(await ids("2024")).toEqual([0]);
		expect(await ids("true")).toEqual([1]);
		expect(await ids("blue")).toEqual([2]);
		expect(await ids("black")).toEqual([3]);
		expect(await ids('"red blue"')).toEqual([]);
	});

	test("are searched in the attributes that are to be searched", async () => {
		const { ids } = await fill(started, [{ a: "tea", b: "x" }, { a: "x", b: "tea" }, { c: "tea" }], { searchableAttributes: ["b", "a"] });
		expect(await ids("tea")).toEqual([1, 0]);
		expect(await ids("tea", { attributesToSearchOn: ["a"] })).toEqual([0]);
		expect(await ids("tea", { attributesToSearchOn: ["*"] })).toEqual([1, 0]);
	});

	test("beyond the tenth are not read", async () => {
		const { ids } = await fill(started, ["a b c d e f g h i j"]);
		expect(await ids("a b c d e f g h i j nothing", all)).toEqual([0]);
		expect(await ids("a b c d e f g h i nothing j", all)).toEqual([]);
	});
});

describe("an unfinished word", () => {
	test("is the last one, when nothing follows it", async () => {
		const { ids } = await fill(started, ["planning poker", "plan", "plane ticket"]);
		expect(await ids("pla")).toEqual([0, 1, 2]);
		expect(await ids("plan")).toEqual([1, 0, 2]);
		expect(await ids("plan ")).toEqual([1]);
		expect(await ids("pla ticket", all)).toEqual([]);
		expect(await ids("ticket pla", all)).toEqual([2]);
	});

	test("may be mistyped at its beginning", async () => {
		const { ids } = await fill(started, ["confidential"]);
		expect(await ids("confidnt")).toEqual([0]);
		expect(await ids("confxdxn")).toEqual([]);
	});

	test("is whole when prefixes are off", async () => {
		const { ids } = await fill(started, ["planning"], { prefixSearch: "disabled" });
		expect(await ids("plan")).toEqual([]);
	});
});

describe("typing errors", () => {
	test.each([
		["budget ", "left alone"],
		["budgt ", "a letter left out"],
		["budgget ", "a letter too many"],
		["bugdet ", "two letters swapped"],
		["budgat ", "a wrong letter"],
	])("one in a word of five letters or more: %s, %s", async (q) => {
		const { ids } = await fill(started, ["budget"]);
		expect(await ids(q)).toEqual([0]);
	});

	test.each([
		["bdgt ", "two in a word for one"],
		["mudget ", "the first letter, which counts twice"],
		["tee ", "one in a short word"],
	])("not %s: %s", async (q) => {
		const { ids } = await fill(started, ["budget", "tea"]);
		expect(await ids(q)).toEqual([]);
	});

	test("two in a word of nine letters or more, or a wrong first letter", async () => {
		const { ids } = await fill(started, ["recruitment"]);
		expect(await ids("recrutmant ")).toEqual([0]);
		expect(await ids("pecruitment ")).toEqual([0]);
		expect(await ids("pecrutment ")).toEqual([]);
		expect(await ids("recrtmant ")).toEqual([]);
	});

	test("how many is a setting", async () => {
		const { ids, index } = await fill(started, ["tea"], { typoTolerance: { minWordSizeForTypos: { oneTypo: 3, twoTypos: 9 } } });
		expect(await ids("tee ")).toEqual([0]);
		await index.updateTypoTolerance({ enabled: false }).waitTask();
		expect(await ids("tee ")).toEqual([]);
	});

	test("are not forgiven in certain words, attributes and numbers", async () => {
		const { ids, index } = await fill(started, [{ code: "orange" }, { text: "orange" }, { text: "1234567" }]);
		expect(await ids("orangy ")).toEqual([0, 1]);
		expect(await ids("1234568 ")).toEqual([2]);
		await index.updateTypoTolerance({ disableOnAttributes: ["code"], disableOnNumbers: true }).waitTask();
		expect(await ids("orangy ")).toEqual([1]);
		expect(await ids("orange ")).toEqual([0, 1]);
		expect(await ids("1234568 ")).toEqual([]);
		await index.updateTypoTolerance({ disableOnWords: ["Orangy"] }).waitTask();
		expect(await ids("orangy ")).toEqual([]);
	});

	test("are not forgiven in phrases", async () => {
		const { ids } = await fill(started, ["yearly budget"]);
		expect(await ids('"yearly budgt"')).toEqual([]);
	});
});

describe("words written together or apart", () => {
	const texts = ["a sun flower", "a sunflower", "flower in the sun"];
	test("mean the same", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids("sunflower ")).toEqual([1, 0]);
		expect(await ids("sun flower ", all)).toEqual([0, 2, 1]);
		expect(await ids("a sunf lower ", all)).toEqual([1, 0]);
	});

	test("but not in phrases", async () => {
		const { ids } = await fill(started, texts);
		expect(await ids('"sun flower"')).toEqual([0]);
		expect(await ids('"sunflower"')).toEqual([1]);
	});

	test("are two of those that stand together most", async () => {
		const { ids } = await fill(started, ["ab c", "a bc", "a bc"]);
		expect(await ids("abc ")).toEqual([1, 2]);
	});
});

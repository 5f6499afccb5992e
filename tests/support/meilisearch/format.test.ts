import { describe, expect, test } from "vitest";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

async function formatted(text: string, q: string, params: object) {
	const { index } = await fill(started, [{ text }]);
	const { hits } = await index.search(q, params);
	return hits[0]?._formatted?.text;
}
const marked = (text: string, q: string) => formatted(text, q, { attributesToHighlight: ["text"] });
const cut = (text: string, q: string, cropLength: number) => formatted(text, q, { attributesToCrop: ["text"], cropLength });

describe("highlights", () => {
	test.each([
		["The Budget of a budget", "budget ", "The <em>Budget</em> of a <em>budget</em>"],
		["planning it", "plan", "<em>plan</em>ning it"],
		["Crème brûlée", "creme brul", "<em>Crème</em> <em>brûl</em>ée"],
		["a budgte", "budget", "a <em>budgte</em>"],
		["a sun flower", "sunflower", "a <em>sun flower</em>"],
		["home office at home", '"home office"', "<em>home office</em> at home"],
		["home, sweet home", "home", "<em>home</em>, sweet <em>home</em>"],
		["Straße and ﬁne", "strasse fine", "Straße and <em>ﬁne</em>"],
	])("%s for %s", async (text, q, expected) => {
		expect(await formatted(text, q, { attributesToHighlight: ["*"], matchingStrategy: "frequency" })).toBe(expected);
	});

	test("mark synonyms, and with other marks when asked", async () => {
		const { index } = await fill(started, [{ text: "an automobile" }], { synonyms: { car: ["automobile"] } });
		const { hits } = await index.search("car ", { attributesToHighlight: ["text"], highlightPreTag: "[", highlightPostTag: "]" });
		expect(hits[0]?._formatted).toEqual({ id: "0", text: "an [automobile]" });
	});

	test("leave what is dangerous as it is", async () => {
		expect(await marked("<b> tea & 'milk'", "tea milk")).toBe("<b> <em>tea</em> & '<em>milk</em>'");
	});

	test("stand in all that is asked for; numbers become texts", async () => {
		const { index } = await fill(started, [{ title: "tea", year: 5, tags: ["tea", "x"], deep: { a: "tea" }, done: true }]);
		const { hits } = await index.search("tea", { attributesToHighlight: ["tags", "deep.a"], attributesToRetrieve: ["year", "done"] });
		expect(hits).toEqual([
			{ year: 5, done: true, _formatted: { year: "5", done: true, tags: ["<em>tea</em>", "x"], deep: { a: "<em>tea</em>" } } },
		]);
		expect((await index.search("tea", { attributesToRetrieve: ["title"] })).hits).toEqual([{ title: "tea" }]);
		expect((await index.search("tea", { attributesToRetrieve: [] })).hits).toEqual([{}]);
	});

	test("show nothing that the index hides", async () => {
		const { index } = await fill(started, [{ title: "tea", secret: "tea" }], { displayedAttributes: ["title"] });
		const { hits } = await index.search("tea", { attributesToHighlight: ["*", "secret"], attributesToRetrieve: ["*", "secret"] });
		expect(hits).toEqual([{ title: "tea", _formatted: { title: "<em>tea</em>" } }]);
		expect((await index.search("tea", { attributesToHighlight: ["secret"] })).hits).toEqual([{ title: "tea" }]);
	});
});

describe("cut texts", () => {
	const text = "One two three four five six budget eight nine ten. Eleven twelve budget plan fifteen sixteen";
	test("grow from the best place to both sides", async () => {
		expect(await cut(text, "budget plan", 4)).toBe("…twelve budget plan fifteen…");
		expect(await cut(text, "budget plan", 2)).toBe("…budget plan…");
		expect(await cut(text, "budget plan", 100)).toBe(text);
		expect(await cut(text, "two", 3)).toBe("One two three…");
		expect(await cut(text, "sixteen", 3)).toBe("…plan fifteen sixteen");
	});

	test("begin at the beginning when nothing matched, and are whole when no length is asked for", async () => {
		expect(await cut(text, "", 3)).toBe("One two three…");
		expect(await cut(text, "two", 0)).toBe(text);
	});

	test("have the length and the marker that they are asked for", async () => {
		expect(await formatted(text, "sixteen", { attributesToCrop: ["text:1"], cropMarker: "[…]" })).toBe("[…]sixteen");
		expect(await formatted(text, "fifteen", { attributesToCrop: ["*"], attributesToHighlight: ["text"], cropLength: 2 })).toBe(
			"…plan <em>fifteen</em>…",
		);
	});
});

test("places of matches are counted in bytes", async () => {
	const { index } = await fill(started, [{ title: "Ünder budget", tags: ["x", "budgets"], year: 1 }]);
	const { hits } = await index.search("budget", { showMatchesPosition: true });
	expect(hits[0]?._matchesPosition).toEqual({
		title: [{ start: 7, length: 6 }],
		tags: [{ start: 0, length: 6, indices: [1] }],
	});
});

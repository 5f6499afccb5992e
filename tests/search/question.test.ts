import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, wordsOf } from "#search/folding.ts";
import { errorDistance } from "#search/lexicon.server.ts";
import { filterNames, parseQuestion, tidy, withFilter } from "#search/question.ts";

describe("a question", () => {
	test("is words, phrases, exclusions and filters", () => {
		expect(parseQuestion('Meeting minutes "page four" -draft kind:win role:"Financial analyst" by:maya')).toEqual({
			words: ["meeting", "minutes"],
			unfinished: false,
			phrases: ["page four"],
			without: ["draft"],
			filters: { kind: "win", role: "Financial analyst", by: "maya" },
		});
		expect(parseQuestion("hando")).toMatchObject({ words: ["hando"], unfinished: true });
		expect(parseQuestion("handover ")).toMatchObject({ unfinished: false });
		expect(parseQuestion("handover!")).toMatchObject({ words: ["handover"], unfinished: false });
		expect(parseQuestion("Café naïve Übersetzung Straße")).toMatchObject({ words: ["cafe", "naive", "ubersetzung", "strasse"] });
	});
	test("takes what it does not know for words", () => {
		expect(parseQuestion("time:now http://a.example/b e-mail")).toMatchObject({
			words: ["time", "now", "http", "a", "example", "b", "e", "mail"],
			filters: {},
			without: [],
		});
		expect(parseQuestion('"unbalanced quotes')).toMatchObject({ words: ["unbalanced", "quotes"], phrases: [] });
		expect(parseQuestion('!?… --- "" \'')).toMatchObject({ words: [], phrases: [], without: [] });
		expect(parseQuestion("__proto__:x constructor:y toString")).toMatchObject({ filters: {} });
	});
	test("stays small, whatever is typed", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (typed) => {
				const { words, phrases, without } = parseQuestion(typed);
				expect(words.length + phrases.length + without.length).toBeLessThanOrEqual(23);
				for (const word of [...words, ...without]) expect(word).toMatch(/^[\p{L}\p{N}]{1,60}$/u);
				expect(tidy(tidy(typed))).toBe(tidy(typed));
				expect(tidy(typed).isWellFormed()).toBe(true);
				expect(tidy(typed)).not.toMatch(/\p{Cc}/u);
			}),
		);
	});
	test("takes a filter, changes it and gives it up, and keeps its other words", () => {
		expect(withFilter("minutes kind:win", "kind", "lesson")).toBe("minutes kind:lesson");
		expect(withFilter('minutes "page four"', "role", "Financial analyst")).toBe('minutes "page four" role:"Financial analyst"');
		expect(withFilter('role:"Financial analyst" minutes', "role", null)).toBe("minutes");
		fc.assert(
			fc.property(fc.constantFrom(...filterNames), fc.stringMatching(/^[a-z][a-z0-9-]{0,8}( [a-z0-9]{1,6})?$/), (name, value) => {
				const typed = withFilter("two words", name, value);
				expect(parseQuestion(typed).filters).toEqual({ [name]: value });
				expect(withFilter(typed, name, null)).toBe("two words");
			}),
		);
	});
});

describe("typing errors", () => {
	test.each([
		["promt", "prompt", 1],
		["minits", "minutes", 2],
		["metting", "meeting", 1],
		["form", "from", 1],
		["same", "same", 0],
		["", "abc", 3],
	])("%s for %s is %i", (typed, word, distance) => {
		expect(errorDistance(typed, word, false)).toBe(distance);
	});
	test("are counted alike in both directions, and none is free", () => {
		const word = fc.stringMatching(/^[a-e]{0,8}$/);
		fc.assert(
			fc.property(word, word, (a, b) => {
				expect(errorDistance(a, b, false)).toBe(errorDistance(b, a, false));
				expect(errorDistance(a, b, false) === 0).toBe(a === b);
				expect(errorDistance(a, b, false)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
			}),
		);
	});
	test("of an unfinished word are counted from the beginning of the longer one", () => {
		expect(errorDistance("handovr", "handovering", true)).toBe(1);
		expect(errorDistance("transk", "translation", true)).toBe(1);
	});
});

test("words are folded, each once, without numbers and without monsters", () => {
	expect(wordsOf("The café: 3 Cafés, 2026, x, GPT4 and ﬁles")).toEqual(["the", "cafe", "cafes", "gpt4", "and", "files"]);
	expect(wordsOf("a".repeat(40))).toEqual([]);
	expect(fold("ÅNGSTRÖM")).toBe("angstrom");
});

import { describe, expect, test } from "vitest";
import { type Filter, filterFrom, parseFilter } from "./filter-parser.ts";

/** A filter in a form that is easy to read. */
function shown(filter: Filter | null): string {
	if (filter === null) return "nothing";
	switch (filter.kind) {
		case "and":
		case "or":
			return `(${filter.parts.map(shown).join(` ${filter.kind} `)})`;
		case "not":
			return `not ${shown(filter.part)}`;
		case "compare":
			return `${filter.attribute.text}${filter.operator}{${filter.value}}`;
		case "between":
			return `${filter.attribute.text} from {${filter.from}} to {${filter.to}}`;
		case "in":
			return `${filter.attribute.text} in ${filter.values.map((value) => `{${value}}`).join("")}`;
		case "startsWith":
			return `${filter.attribute.text} starts {${filter.value}}`;
		default:
			return `${filter.attribute.text} ${filter.kind}`;
	}
}
const read = (expression: string) => shown(parseFilter(expression));

describe("the language of filters", () => {
	test.each([
		["kind = question", "kind={question}"],
		["kind=question", "kind={question}"],
		["  kind   !=   question  ", "kind!={question}"],
		["votes > 3", "votes>{3}"],
		["votes >= 3", "votes>={3}"],
		["votes < -3.5", "votes<{-3.5}"],
		["votes <= 3", "votes<={3}"],
		["votes 3 TO 5", "votes from {3} to {5}"],
		["kind IN [a, 'b c', \"d\"]", "kind in {a}{b c}{d}"],
		["kind IN[]", "kind in "],
		["kind IN [a,]", "kind in {a}"],
		["kind NOT IN [a]", "not kind in {a}"],
		["kind NOT   IN[a,b]", "not kind in {a}{b}"],
		["kind EXISTS", "kind exists"],
		["kind NOT EXISTS", "not kind exists"],
		["kind IS NULL", "kind null"],
		["kind IS NOT NULL", "not kind null"],
		["kind IS EMPTY", "kind empty"],
		["kind  IS  NOT  EMPTY", "not kind empty"],
		["kind STARTS WITH que", "kind starts {que}"],
		["kind NOT STARTS WITH 'a b'", "not kind starts {a b}"],
		["circle.name = a", "circle.name={a}"],
		["'a field' = 'a value'", "a field={a value}"],
		["größe = müller-lüdenscheidt_1.2", "größe={müller-lüdenscheidt_1.2}"],
		["", "nothing"],
		["  \n ", "nothing"],
	])("reads %s", (expression, meaning) => expect(read(expression)).toBe(meaning));

	test.each([
		["a = 1 AND b = 2 OR c = 3", "((a={1} and b={2}) or c={3})"],
		["a = 1 OR b = 2 AND c = 3", "(a={1} or (b={2} and c={3}))"],
		["(a = 1 OR b = 2) AND c = 3", "((a={1} or b={2}) and c={3})"],
		["NOT a = 1 AND b = 2", "(not a={1} and b={2})"],
		["NOT (a = 1 AND b = 2)", "not (a={1} and b={2})"],
		["NOT NOT a = 1", "a={1}"],
		["NOT a NOT EXISTS", "a exists"],
		["((a = 1))", "a={1}"],
		["a = 1 AND b = 2 AND c = 3", "(a={1} and b={2} and c={3})"],
		['"AND" = "OR"', "AND={OR}"],
		["a = ANDREW OR b = NOTE", "(a={ANDREW} or b={NOTE})"],
	])("binds AND closer than OR, and NOT closest: %s", (expression, meaning) => expect(read(expression)).toBe(meaning));

	test.each([
		[String.raw`a = 'it\'s'`, "it's"],
		[String.raw`a = "say \"no\""`, 'say "no"'],
		['a = "it\'s"', "it's"],
		["a = 'say \"no\"'", 'say "no"'],
		[String.raw`a = "C:\\temp\\"`, "C:\\temp\\"],
		[String.raw`a = "\\\""`, '\\"'],
		[String.raw`a = "one\ntwo"`, "one\ntwo"],
		[String.raw`a = "\u00e9\u{1F600}\x41"`, "é😀A"],
		["a = 'one\ntwo\t'", "one\ntwo\t"],
		["a = ''", ""],
		["a = '🐻 AND b = 1'", "🐻 AND b = 1"],
		["a = ') OR (b EXISTS'", ") OR (b EXISTS"],
	])("takes what is quoted as it is: %s", (expression, value) => {
		expect(parseFilter(expression)).toMatchObject({ kind: "compare", value });
	});

	test("gets every text back that was quoted for it", () => {
		const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
		const parts = ["\\", '"', "'", "a", "\n", " AND ", "\\n", "🐻", "]", ")"];
		for (const a of parts)
			for (const b of parts)
				for (const c of parts) expect(parseFilter(`x = ${quoted(a + b + c)}`)).toMatchObject({ kind: "compare", value: a + b + c });
	});

	test.each([
		["a = 1 = 2", "Found unexpected characters at the end of the filter: `= 2`.", "7:10 a = 1 = 2"],
		["a = ", "Was expecting a value but instead got nothing.", "5:5 a = "],
		["a = 🐻", "Was expecting a value but instead got `🐻`.", "5:6 a = 🐻"],
		["a = AND", "Was expecting a value but instead got `AND`, which is a reserved keyword.", "5:8 a = AND"],
		["OR", "Was expecting a value but instead got `OR`, which is a reserved keyword.", "1:3 OR"],
		["a b", "Was expecting an operation", "1:4 a b"],
		["a", "Was expecting an operation", "1:2 a"],
		["= 1", "Was expecting an operation", "1:4 = 1"],
		["a = 1 OR", "Was expecting an operation", "but instead got nothing."],
		["a = 1 XOR b = 2", "Found unexpected characters at the end of the filter: `XOR b = 2`.", "7:16"],
		["a & b", "Was expecting an operation", "at `a & b`."],
		["a = 'b", "Expression `'b` is missing the following closing delimiter: `'`.", "5:7"],
		['a = "b', 'is missing the following closing delimiter: `"`.', "5:7"],
		["a = 'b\\'", "is missing the following closing delimiter: `'`.", "5:9"],
		["a = 1 OR (b = 2", "Expression `(b = 2` is missing the following closing delimiter: `)`.", "10:16"],
		["a = 1)", "Found unexpected characters at the end of the filter: `)`.", "6:7"],
		["a IN b", "Expected `[` after `IN` keyword.", ""],
		["a IN [b, c", "Expected matching `]` after the list of field names given to `IN[`", ""],
		["a IN [b c]", "Expected only comma-separated field names inside `IN[..]` but instead found `c]`.", ""],
		["a IN [b, AND]", "Expected only comma-separated field names inside `IN[..]` but instead found `AND]`.", ""],
		["a NOT NULL", "Was expecting an operation", ""],
		["a IS", "Was expecting an operation", ""],
		["a NOT EXIST", "Was expecting an operation", ""],
		["a 1 TO2", "Was expecting an operation", ""],
		["a = '\\q'", "Malformed value: `\\q`.", ""],
		["a = '\\u{110000}'", "Malformed value", ""],
		["_geoRadius(1, 2, 3)", "reserved keyword", ""],
		["a CONTAINS b", "requires enabling the `contains filter` experimental feature", ""],
	])("refuses %s", (expression, message, place) => {
		expect(() => parseFilter(expression)).toThrow(message);
		expect(() => parseFilter(expression)).toThrow(place);
	});

	test("refuses what is nested too deeply instead of running out of stack", () => {
		const nested = (depth: number) => `${"(".repeat(depth)}a = 1${")".repeat(depth)}`;
		expect(read(nested(40))).toBe("a={1}");
		expect(() => parseFilter(nested(60))).toThrow("maximum depth limit");
		expect(() => parseFilter(`${"NOT ".repeat(50_000)}a = 1`)).toThrow("maximum depth limit");
	});

	test("takes lists: all of them hold, and of a list in the list one", () => {
		expect(shown(filterFrom(["a = 1", ["b = 2", "c = 3"]], "x"))).toBe("(a={1} and (b={2} or c={3}))");
		expect(shown(filterFrom([["a = 1"]], "x"))).toBe("a={1}");
		expect(shown(filterFrom(["", []], "x"))).toBe("nothing");
		expect(() => filterFrom(true, "x")).toThrow("`expected String, Array, found: true`");
		expect(() => filterFrom([1], "x")).toThrow("`expected String, [String], found: 1`");
		expect(() => filterFrom([[["a = 1"]]], "x")).toThrow("`expected String, found:");
	});
});

// The language of filters: one expression, read by recursive descent.
import { ApiError } from "./errors.ts";
import { FilterError, type Token, Tokens } from "./filter-tokens.ts";
import type { Json } from "./json.ts";

export type Comparison = "=" | "!=" | ">" | ">=" | "<" | "<=";

export type Filter = { kind: "and"; parts: Filter[] } | { kind: "or"; parts: Filter[] } | { kind: "not"; part: Filter } | Condition;

/** What is asked of one attribute. */
export type Condition =
	| { kind: "compare"; attribute: Token; operator: Comparison; value: string }
	| { kind: "between"; attribute: Token; from: string; to: string }
	| { kind: "in"; attribute: Token; values: string[] }
	| { kind: "exists" | "null" | "empty"; attribute: Token }
	| { kind: "startsWith"; attribute: Token; value: string };

const deepest = 200;
const operations =
	"`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS NOT NULL`, `IS EMPTY`, `IS NOT EMPTY`, `CONTAINS`, `NOT CONTAINS`, `STARTS WITH`, `NOT STARTS WITH`, `_geoRadius`, or `_geoBoundingBox`";

const not = (part: Filter): Filter => (part.kind === "not" ? part.part : { kind: "not", part });
const together = (kind: "and" | "or", parts: Filter[]): Filter => {
	const [only, ...others] = parts;
	return only !== undefined && others.length === 0 ? only : { kind, parts };
};

/** The filter that an expression means; null for a blank one. */
export function parseFilter(expression: string): Filter | null {
	if (expression.trim() === "") return null;
	const tokens = new Tokens(expression);
	const filter = parseOr(tokens, 0);
	if (!tokens.atEnd()) {
		const rest = tokens.rest();
		throw tokens.error(
			`Found unexpected characters at the end of the filter: \`${rest}\`. You probably forgot an \`OR\` or an \`AND\` rule.`,
		);
	}
	return filter;
}

function parseOr(tokens: Tokens, depth: number): Filter {
	const parts = [parseAnd(tokens, depth + 1)];
	while (tokens.keyword("OR")) parts.push(parseAnd(tokens, depth + 1));
	return together("or", parts);
}

function parseAnd(tokens: Tokens, depth: number): Filter {
	const parts = [parseNot(tokens, depth + 1)];
	while (tokens.keyword("AND")) parts.push(parseNot(tokens, depth + 1));
	return together("and", parts);
}

function parseNot(tokens: Tokens, depth: number): Filter {
	if (depth > deepest)
		throw tokens.error(
			"The filter exceeded the maximum depth limit. Try rewriting the filter so that it contains fewer nested conditions.",
		);
	return tokens.keyword("NOT") ? not(parseNot(tokens, depth + 1)) : parsePrimary(tokens, depth + 1);
}

function parsePrimary(tokens: Tokens, depth: number): Filter {
	const start = tokens.here();
	if (tokens.symbol("(")) {
		const inner = parseOr(tokens, depth + 1);
		if (!tokens.symbol(")")) throw tokens.back(start).unclosed(")");
		return inner;
	}
	const invalid = () => {
		const rest = tokens.back(start).rest();
		return tokens.error(`Was expecting an operation ${operations} ${rest.trim() === "" ? "but instead got nothing." : `at \`${rest}\`.`}`);
	};
	tokens.refuseGeo();
	const attribute = tokens.optionalValue();
	if (attribute === undefined) throw tokens.refuseKeyword() ?? invalid();
	const operation = parseOperation(tokens, attribute);
	if (operation === undefined) throw invalid();
	return operation;
}

/** What follows an attribute; undefined when nothing known does. */
function parseOperation(tokens: Tokens, attribute: Token): Filter | undefined {
	for (const operator of ["<=", ">=", "!=", "<", ">", "="] satisfies Comparison[])
		if (tokens.symbol(operator)) return { kind: "compare", attribute, operator, value: tokens.value().text };
	if (tokens.keyword("IN")) return { kind: "in", attribute, values: parseList(tokens) };
	if (tokens.keyword("EXISTS")) return { kind: "exists", attribute };
	if (tokens.keyword("STARTS")) return tokens.keyword("WITH") ? { kind: "startsWith", attribute, value: tokens.value().text } : undefined;
	if (tokens.keyword("CONTAINS")) throw tokens.containsDisabled();
	if (tokens.keyword("NOT")) return parseNegated(tokens, attribute);
	if (tokens.keyword("IS")) {
		const negated = tokens.keyword("NOT");
		const kind = tokens.keyword("NULL") ? "null" : tokens.keyword("EMPTY") ? "empty" : undefined;
		if (kind === undefined) return undefined;
		return negated ? not({ kind, attribute }) : { kind, attribute };
	}
	const from = tokens.optionalValue();
	if (from === undefined || !tokens.keyword("TO")) return undefined;
	return { kind: "between", attribute, from: from.text, to: tokens.value().text };
}

function parseNegated(tokens: Tokens, attribute: Token): Filter | undefined {
	if (tokens.keyword("IN")) return not({ kind: "in", attribute, values: parseList(tokens) });
	if (tokens.keyword("EXISTS")) return not({ kind: "exists", attribute });
	if (tokens.keyword("CONTAINS")) throw tokens.containsDisabled();
	if (tokens.keyword("STARTS") && tokens.keyword("WITH")) return not({ kind: "startsWith", attribute, value: tokens.value().text });
	return undefined;
}

function parseList(tokens: Tokens): string[] {
	if (!tokens.symbol("[")) throw tokens.error("Expected `[` after `IN` keyword.");
	const values: string[] = [];
	while (!tokens.symbol("]")) {
		const value = tokens.optionalValue();
		if (value !== undefined) values.push(value.text);
		if (value !== undefined && tokens.symbol(",")) continue;
		if (tokens.symbol("]")) break;
		throw tokens.atEnd()
			? tokens.error("Expected matching `]` after the list of field names given to `IN[`")
			: tokens.error(`Expected only comma-separated field names inside \`IN[..]\` but instead found \`${tokens.rest()}\`.`);
	}
	return values;
}

/** The filter of a request: an expression, or a list of them that all hold, in which lists are alternatives. */
export function filterFrom(value: Json, code: string): Filter | null {
	const parse = (expression: string) => {
		try {
			return parseFilter(expression);
		} catch (error) {
			throw error instanceof FilterError ? new ApiError(code, error.message) : error;
		}
	};
	const wrong = (expected: string, found: Json) =>
		new ApiError(code, `Invalid syntax for the filter parameter: \`expected ${expected}, found: ${JSON.stringify(found)}\`.`);
	if (typeof value === "string") return parse(value);
	if (!Array.isArray(value)) throw wrong("String, Array", value);
	const parts = value.flatMap((item) => {
		if (typeof item === "string") return parse(item) ?? [];
		if (!Array.isArray(item)) throw wrong("String, [String]", item);
		const alternatives = item.flatMap((inner) => {
			if (typeof inner !== "string") throw wrong("String", inner);
			return parse(inner) ?? [];
		});
		return alternatives.length === 0 ? [] : together("or", alternatives);
	});
	return parts.length === 0 ? null : together("and", parts);
}

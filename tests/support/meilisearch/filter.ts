// Which documents a filter lets through.
import { ApiError } from "./errors.ts";
import { facetsOf, facetText, featuresOf, isFilterable, patternsOf } from "./facets.ts";
import type { Condition, Filter } from "./filter-parser.ts";
import { errorAt, type Token } from "./filter-tokens.ts";
import { isObject, type Json, type JsonObject, valuesAt } from "./json.ts";
import type { FilterableRule } from "./settings.ts";

type Test = (document: JsonObject) => boolean;

const attributesOf = (filter: Filter): Token[] => {
	if (filter.kind === "and" || filter.kind === "or") return filter.parts.flatMap(attributesOf);
	return filter.kind === "not" ? attributesOf(filter.part) : [filter.attribute];
};

/**
 * A test of documents. `known`: the attributes that any document has ever had; of others the server knows nothing,
 * so that even a comparison with `!=` finds none.
 */
export function testOf(filter: Filter, rules: FilterableRule[], known: ReadonlySet<string>, code: string): Test {
	for (const token of attributesOf(filter)) {
		if (isFilterable(token.text, rules)) continue;
		const patterns = patternsOf(rules).map((pattern) => `\`${pattern}\``);
		const offer =
			patterns.length === 0
				? "This index does not have configured filterable attributes."
				: `Available filterable attribute patterns are: ${patterns.join(", ")}.`;
		throw new ApiError(code, errorAt(token, `Attribute \`${token.text}\` is not filterable. ${offer}`).message);
	}
	const build = (part: Filter): Test => {
		if (part.kind === "and" || part.kind === "or") {
			const tests = part.parts.map(build);
			return part.kind === "and" ? (document) => tests.every((test) => test(document)) : (document) => tests.some((test) => test(document));
		}
		if (part.kind === "not") {
			const test = build(part.part);
			return (document) => !test(document);
		}
		allow(part, rules, code);
		return known.has(part.attribute.text) ? condition(part) : () => false;
	};
	return build(filter);
}

function allow(part: Condition, rules: FilterableRule[], code: string): void {
	const features = featuresOf(part.attribute.text, rules);
	if (features === null) return;
	const equality = part.kind === "in" || (part.kind === "compare" && (part.operator === "=" || part.operator === "!="));
	const comparison = part.kind === "between" || (part.kind === "compare" && !equality);
	if ((!equality || features.equality) && (!comparison || features.comparison)) return;
	const operator = part.kind === "compare" ? part.operator : part.kind === "in" ? "=" : "TO";
	const allowed = features.equality ? "=, !=, IN" : "<, >, <=, >=, TO";
	throw new ApiError(
		code,
		`Filter operator \`${operator}\` is not allowed for the attribute \`${part.attribute.text}\`.\n  - Note: allowed operators: OR, AND, NOT, ${allowed}, IS EMPTY, IS NULL, EXISTS.\n  - Note: field \`${part.attribute.text}\` matched rule #${features.rule} in \`filterableAttributes\``,
	);
}

const numberOf = (text: string): number | null => {
	const number = text.trim() === "" || text !== text.trim() ? Number.NaN : Number(text);
	return Number.isFinite(number) && !/^[+-]?0[xob]/i.test(text) ? number : null;
};

const isEmpty = (value: Json): boolean =>
	value === "" || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);

function condition(part: Condition): Test {
	const attribute = part.attribute.text;
	switch (part.kind) {
		case "exists":
			return (document) => valuesAt(document, attribute).length > 0;
		case "null":
			return (document) => valuesAt(document, attribute).includes(null);
		case "empty":
			return (document) => valuesAt(document, attribute).some(isEmpty);
		case "startsWith": {
			const start = facetText(part.value);
			return (document) => facetsOf(document, attribute).texts.some((text) => facetText(text).startsWith(start));
		}
		case "in":
			return equals(attribute, part.values);
		case "between":
			return within(attribute, (order) => order(part.from) >= 0 && order(part.to) <= 0, [part.from, part.to]);
		case "compare": {
			const { operator, value } = part;
			if (operator === "=") return equals(attribute, [value]);
			if (operator === "!=") {
				const test = equals(attribute, [value]);
				return (document) => !test(document);
			}
			const holds = (order: number) =>
				operator === ">" ? order > 0 : operator === ">=" ? order >= 0 : operator === "<" ? order < 0 : order <= 0;
			return within(attribute, (order) => holds(order(value)), [value]);
		}
	}
}

function equals(attribute: string, values: string[]): Test {
	const texts = new Set(values.map(facetText));
	const numbers = new Set(values.map(numberOf));
	return (document) => {
		const facets = facetsOf(document, attribute);
		return facets.texts.some((text) => texts.has(facetText(text))) || facets.numbers.some((number) => numbers.has(number));
	};
}

/** Numbers compare when all bounds are numbers; texts by their letters, always. */
function within(attribute: string, holds: (order: (bound: string) => number) => boolean, bounds: string[]): Test {
	const numbers = new Map(bounds.map((bound) => [bound, numberOf(bound)]));
	const numeric = ![...numbers.values()].includes(null);
	return (document) => {
		const facets = facetsOf(document, attribute);
		if (numeric && facets.numbers.some((number) => holds((bound) => number - (numbers.get(bound) ?? 0)))) return true;
		return facets.texts.map(facetText).some((text) => holds((bound) => (text < bound ? -1 : text > bound ? 1 : 0)));
	};
}

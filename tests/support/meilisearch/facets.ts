// How facets are compared, counted and found in the settings.
import { ApiError } from "./errors.ts";
import { isWithin, type JsonObject, matchesPattern, scalarsOf, valuesAt } from "./json.ts";
import type { SortKey } from "./ranking.ts";
import type { FilterableRule, Settings } from "./settings.ts";

/** A text as facets are compared: without regard to case, and to spaces around it. */
export const facetText = (text: string): string => text.trim().normalize("NFKD").toLowerCase();

export type Facets = { numbers: number[]; texts: string[] };

/** The facet values of a document's attribute; truths are texts. */
export function facetsOf(document: JsonObject, attribute: string): Facets {
	const scalars = scalarsOf(valuesAt(document, attribute));
	return {
		numbers: scalars.flatMap((value) => (typeof value === "number" ? value : [])),
		texts: scalars.flatMap((value) => (typeof value === "number" ? [] : String(value))),
	};
}

/** The value that a document is sorted by: its smallest when smallest come first, else its largest. */
export function sortKey(document: JsonObject, attribute: string, ascending: boolean): SortKey {
	const { numbers, texts } = facetsOf(document, attribute);
	const ends = texts.map(facetText).sort();
	const text = (ascending ? ends[0] : ends[ends.length - 1]) ?? null;
	if (numbers.length === 0) return { number: null, text };
	return { number: ascending ? Math.min(...numbers) : Math.max(...numbers), text };
}

export type Features = { equality: boolean; comparison: boolean; rule: number };

/** What an attribute may be filtered by: the first rule that names it decides. */
export function featuresOf(attribute: string, rules: FilterableRule[]): Features | null {
	for (const [rule, filterable] of rules.entries()) {
		if (typeof filterable === "string") {
			if (filterable === "*" || isWithin(attribute, filterable)) return { equality: true, comparison: true, rule };
		} else if (filterable.attributePatterns.some((pattern) => matchesPattern(pattern, attribute)))
			return { equality: filterable.equality, comparison: filterable.comparison, rule };
	}
	return null;
}

export const isFilterable = (attribute: string, rules: FilterableRule[]): boolean => {
	const features = featuresOf(attribute, rules);
	return features !== null && (features.equality || features.comparison);
};

/** The names and patterns that messages offer. */
export const patternsOf = (rules: FilterableRule[]): string[] =>
	rules.flatMap((rule) => (typeof rule === "string" ? rule : rule.equality || rule.comparison ? rule.attributePatterns : [])).sort();

/** The facets that a search asks for; refuses those that are not filterable. */
export function facetNames(asked: string[], settings: Settings, known: string[]): string[] {
	const rules = settings.filterableAttributes;
	const wrong = [...new Set(asked.filter((name) => name !== "*" && !isFilterable(name, rules)))].sort();
	if (wrong.length > 0) {
		const patterns = patternsOf(rules);
		const offer =
			patterns.length === 0
				? "This index does not have configured filterable attributes."
				: `Available filterable attributes patterns are: \`${patterns.join(", ")}\`.`;
		const [subject, verb] = wrong.length === 1 ? ["Attribute", "is"] : ["Attributes", "are"];
		throw new ApiError(
			"invalid_search_facets",
			`Invalid facet distribution: ${subject} \`${wrong.join(", ")}\` ${verb} not filterable. ${offer}`,
		);
	}
	return asked.includes("*") ? known.filter((name) => isFilterable(name, rules)) : [...new Set(asked)].sort();
}

export type Distribution = { facetDistribution: JsonObject; facetStats: JsonObject };

/** How many of the documents have each value, and the ends of the numbers. */
export function distribution(names: string[], documents: JsonObject[], faceting: Settings["faceting"]): Distribution {
	const [facetDistribution, facetStats]: [JsonObject, JsonObject] = [{}, {}];
	for (const name of names) {
		const order = faceting.sortFacetValuesBy[name] ?? faceting.sortFacetValuesBy["*"] ?? "alpha";
		const [numbers, texts] = [new Map<string, number>(), new Map<string, { shown: string; documents: number }>()];
		let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		for (const document of documents) {
			const facets = facetsOf(document, name);
			for (const number of new Set(facets.numbers)) {
				numbers.set(String(number), (numbers.get(String(number)) ?? 0) + 1);
				[min, max] = [Math.min(min, number), Math.max(max, number)];
			}
			for (const [key, shown] of new Map(facets.texts.map((text) => [facetText(text), text]))) {
				const seen = texts.get(key);
				if (seen === undefined) texts.set(key, { shown, documents: 1 });
				else seen.documents++;
			}
		}
		const counted = [...numbers].map(([key, documents]) => ({ kind: 0, key, shown: key, documents }));
		const all = [...counted, ...[...texts].map(([key, { shown, documents }]) => ({ kind: 1, key, shown, documents }))];
		const alpha = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
		all.sort((a, b) => a.kind - b.kind || (order === "count" ? b.documents - a.documents : 0) || alpha(a, b));
		facetDistribution[name] = Object.fromEntries(
			all.slice(0, faceting.maxValuesPerFacet).map(({ shown, documents }) => [shown, documents]),
		);
		if (min <= max) facetStats[name] = { min, max };
	}
	return { facetDistribution, facetStats };
}

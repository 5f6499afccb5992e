// What can be set for an index: defaults, and how a patch changes them.
import { ApiError } from "./errors.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { count, field, flag, list, object, oneOf, only, type Reader, record, text } from "./readers.ts";

export type FilterableRule = string | { attributePatterns: string[]; equality: boolean; comparison: boolean; facetSearch: boolean };

export type Settings = {
	displayedAttributes: string[];
	searchableAttributes: string[];
	filterableAttributes: FilterableRule[];
	sortableAttributes: string[];
	rankingRules: string[];
	stopWords: string[];
	nonSeparatorTokens: string[];
	separatorTokens: string[];
	dictionary: string[];
	synonyms: Record<string, string[]>;
	distinctAttribute: string | null;
	proximityPrecision: "byWord" | "byAttribute";
	typoTolerance: {
		enabled: boolean;
		minWordSizeForTypos: { oneTypo: number; twoTypos: number };
		disableOnWords: string[];
		disableOnAttributes: string[];
		disableOnNumbers: boolean;
	};
	faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, "alpha" | "count"> };
	pagination: { maxTotalHits: number };
	searchCutoffMs: number | null;
	facetSearch: boolean;
	prefixSearch: "indexingTime" | "disabled";
};

export const defaults = (): Settings => ({
	displayedAttributes: ["*"],
	searchableAttributes: ["*"],
	filterableAttributes: [],
	sortableAttributes: [],
	rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness"],
	stopWords: [],
	nonSeparatorTokens: [],
	separatorTokens: [],
	dictionary: [],
	synonyms: {},
	distinctAttribute: null,
	proximityPrecision: "byWord",
	typoTolerance: {
		enabled: true,
		minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
		disableOnWords: [],
		disableOnAttributes: [],
		disableOnNumbers: false,
	},
	faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
	pagination: { maxTotalHits: 1000 },
	searchCutoffMs: null,
	facetSearch: true,
	prefixSearch: "indexingTime",
});

export const settingNames = Object.keys(defaults());
// Known to the server and of no use to Lamplight: only their defaults are accepted.
const unused: JsonObject = { embedders: {}, localizedAttributes: null };

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const unique = (values: string[]) => [...new Set(values)].sort();
const sortedTexts: Reader<string[]> = (value, path, code) => unique(list(text)(value, path, code));

const rankingRule: Reader<string> = (value, path, code) => {
	const rule = text(value, path, code);
	const known = ["words", "typo", "proximity", "attribute", "attributeRank", "attributePosition", "sort", "exactness"];
	const reserved = /^_geo(?:Point|Radius|BoundingBox|Distance)?\b/.test(rule);
	if (!reserved && (known.includes(rule) || /:(?:asc|desc)$/.test(rule))) return rule;
	const why = reserved
		? `\`${rule.replace(/:.*$/, "")}\` is a reserved keyword and thus can't be used as a ranking rule`
		: `\`${rule}\` ranking rule is invalid. Valid ranking rules are words, typo, sort, proximity, attribute, exactness and custom ranking rules.`;
	throw new ApiError(code, `Invalid value at \`${path}\`: ${why}`);
};

const filterable: Reader<FilterableRule> = (value, path, code) => {
	if (!isObject(value)) return text(value, path, code);
	only(value, ["attributePatterns", "features"], path, code);
	const features = field(value, "features", code, object, {}, path);
	const filter = field(features, "filter", code, object, {}, `${path}.features`);
	return {
		attributePatterns: field(value, "attributePatterns", code, list(text), [], path),
		facetSearch: field(features, "facetSearch", code, flag, false, `${path}.features`),
		equality: field(filter, "equality", code, flag, true, `${path}.features.filter`),
		comparison: field(filter, "comparison", code, flag, false, `${path}.features.filter`),
	};
};

// Null is the way back to the default; what is not named stays.
const changed = <T>(patch: JsonObject, name: string, code: string, read: Reader<T>, now: T, normal: T, path: string): T =>
	name in patch ? field(patch, name, code, read, normal, path) : now;

/** A reader of an object of which only some fields are given. */
const typoTolerance = (now: Settings["typoTolerance"]): Reader<Settings["typoTolerance"]> => {
	const normal = defaults().typoTolerance;
	return (value, path, code) => {
		const patch = object(value, path, code);
		only(patch, ["enabled", "minWordSizeForTypos", "disableOnWords", "disableOnAttributes", "disableOnNumbers"], path, code);
		const sizes: Reader<Settings["typoTolerance"]["minWordSizeForTypos"]> = (inner, place) => {
			const given = object(inner, place, code);
			only(given, ["oneTypo", "twoTypos"], place, code);
			const [one, two] = [now.minWordSizeForTypos, normal.minWordSizeForTypos];
			const oneTypo = changed(given, "oneTypo", code, count, one.oneTypo, two.oneTypo, place);
			const twoTypos = changed(given, "twoTypos", code, count, one.twoTypos, two.twoTypos, place);
			if (oneTypo <= twoTypos && twoTypos <= 255) return { oneTypo, twoTypos };
			throw new ApiError(
				code,
				`Invalid value at \`${place}\`: \`minWordSizeForTypos\` setting is invalid. \`oneTypo\` and \`twoTypos\` fields should be between \`0\` and \`255\`, and \`twoTypos\` should be greater or equals to \`oneTypo\` but found \`oneTypo: ${oneTypo}\` and twoTypos: ${twoTypos}\`.`,
			);
		};
		const part = <K extends keyof Settings["typoTolerance"]>(name: K, read: Reader<Settings["typoTolerance"][K]>) =>
			changed(patch, name, code, read, now[name], normal[name], path);
		return {
			enabled: part("enabled", flag),
			minWordSizeForTypos: part("minWordSizeForTypos", sizes),
			disableOnWords: part("disableOnWords", sortedTexts),
			disableOnAttributes: part("disableOnAttributes", sortedTexts),
			disableOnNumbers: part("disableOnNumbers", flag),
		};
	};
};

const faceting =
	(now: Settings["faceting"]): Reader<Settings["faceting"]> =>
	(value, path, code) => {
		const patch = object(value, path, code);
		only(patch, ["maxValuesPerFacet", "sortFacetValuesBy"], path, code);
		const normal = defaults().faceting;
		const orders = changed(patch, "sortFacetValuesBy", code, record(oneOf("alpha", "count")), {}, normal.sortFacetValuesBy, path);
		const maxValuesPerFacet = changed(patch, "maxValuesPerFacet", code, count, now.maxValuesPerFacet, normal.maxValuesPerFacet, path);
		return { maxValuesPerFacet, sortFacetValuesBy: { ...now.sortFacetValuesBy, ...orders } };
	};

const pagination =
	(now: Settings["pagination"]): Reader<Settings["pagination"]> =>
	(value, path, code) => {
		const patch = object(value, path, code);
		only(patch, ["maxTotalHits"], path, code);
		const hits: Reader<number> = (given, place) => {
			if (count(given, place, code) > 0) return count(given, place, code);
			throw new ApiError(code, `Invalid value at \`${place}\`: a non-zero integer value was expected, but found a zero`);
		};
		return { maxTotalHits: changed(patch, "maxTotalHits", code, hits, now.maxTotalHits, defaults().pagination.maxTotalHits, path) };
	};

/** The settings after a patch; throws what a request with that patch is refused with. */
export function patched(now: Settings, patch: JsonObject, prefix = ""): Settings {
	only(patch, [...settingNames, ...Object.keys(unused)]);
	for (const [name, value] of Object.entries(unused))
		if (name in patch && patch[name] !== null && JSON.stringify(patch[name]) !== JSON.stringify(value))
			throw new ApiError(`invalid_settings_${snake(name)}`, `Invalid value at \`.${name}\`: not part of this server`);
	const normal = defaults();
	const one = <K extends keyof Settings>(name: K, read: Reader<Settings[K]>): Settings[K] => {
		if (!(name in patch)) return now[name];
		const value: Json = patch[name] ?? null;
		return value === null ? normal[name] : read(value, prefix === name ? "" : `.${name}`, `invalid_settings_${snake(name)}`);
	};
	return {
		displayedAttributes: one("displayedAttributes", list(text)),
		searchableAttributes: one("searchableAttributes", list(text)),
		filterableAttributes: one("filterableAttributes", list(filterable)),
		sortableAttributes: one("sortableAttributes", sortedTexts),
		rankingRules: one("rankingRules", list(rankingRule)),
		stopWords: one("stopWords", sortedTexts),
		nonSeparatorTokens: one("nonSeparatorTokens", sortedTexts),
		separatorTokens: one("separatorTokens", sortedTexts),
		dictionary: one("dictionary", sortedTexts),
		synonyms: one("synonyms", record(list(text))),
		distinctAttribute: one("distinctAttribute", text),
		proximityPrecision: one("proximityPrecision", oneOf("byWord", "byAttribute")),
		typoTolerance: one("typoTolerance", typoTolerance(now.typoTolerance)),
		faceting: one("faceting", faceting(now.faceting)),
		pagination: one("pagination", pagination(now.pagination)),
		searchCutoffMs: one("searchCutoffMs", count),
		facetSearch: one("facetSearch", flag),
		prefixSearch: one("prefixSearch", oneOf("indexingTime", "disabled")),
	};
}

/** The settings as they are reported. */
export const reported = (settings: Settings): JsonObject => ({
	...settings,
	filterableAttributes: settings.filterableAttributes.map((rule) =>
		typeof rule === "string"
			? rule
			: {
					attributePatterns: rule.attributePatterns,
					features: { facetSearch: rule.facetSearch, filter: { equality: rule.equality, comparison: rule.comparison } },
				},
	),
	...unused,
});

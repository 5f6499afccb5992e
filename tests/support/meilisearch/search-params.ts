// The parameters of a search, read and refused as documented.
import { ApiError } from "./errors.ts";
import type { Strategy } from "./graph.ts";
import type { Json, JsonObject } from "./json.ts";
import { count, field, flag, list, numeric, oneOf, only, type Reader, text } from "./readers.ts";

export type SearchParams = {
	q: string | null;
	offset: number;
	limit: number;
	page: number | null;
	hitsPerPage: number | null;
	filter: Json;
	sort: string[];
	facets: string[] | null;
	distinct: string | null;
	attributesToRetrieve: string[];
	attributesToSearchOn: string[] | null;
	attributesToHighlight: string[];
	attributesToCrop: string[];
	cropLength: number;
	cropMarker: string;
	highlightPreTag: string;
	highlightPostTag: string;
	matchingStrategy: Strategy;
	showMatchesPosition: boolean;
	showRankingScore: boolean;
	rankingScoreThreshold: number | null;
};

// Known to the server, and of no use to Lamplight.
const unused = [
	"vector",
	"hybrid",
	"media",
	"personalize",
	"retrieveVectors",
	"locales",
	"showRankingScoreDetails",
	"showPerformanceDetails",
];
const names = [
	..."q offset limit page hitsPerPage filter sort facets distinct attributesToRetrieve attributesToSearchOn".split(" "),
	..."attributesToHighlight attributesToCrop cropLength cropMarker highlightPreTag highlightPostTag matchingStrategy".split(" "),
	..."showMatchesPosition showRankingScore rankingScoreThreshold".split(" "),
];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `path` is where the search stands in the body, and `others` what may stand beside its parameters. */
export function searchParams(body: JsonObject, path = "", others: string[] = []): SearchParams {
	only(body, [...others, ...names, ...unused], path);
	for (const name of unused)
		if (body[name] !== undefined && body[name] !== null && body[name] !== false)
			throw new ApiError("bad_request", `Invalid value at \`${path}.${name}\`: not part of this server`);
	const param = <T, F>(name: string, read: Reader<T>, fallback: F) =>
		field(body, name, `invalid_search_${snake(name)}`, read, fallback, path);
	const threshold = param("rankingScoreThreshold", numeric, null);
	if (threshold !== null && (threshold < 0 || threshold > 1))
		throw new ApiError(
			"invalid_search_ranking_score_threshold",
			"Invalid value at `.rankingScoreThreshold`: the value of `rankingScoreThreshold` is invalid, expected a float between `0.0` and `1.0`.",
		);
	return {
		q: param("q", text, null),
		offset: param("offset", count, 0),
		limit: param("limit", count, 20),
		page: param("page", count, null),
		hitsPerPage: param("hitsPerPage", count, null),
		filter: body.filter ?? null,
		sort: param("sort", list(text), []),
		facets: param("facets", list(text), null),
		distinct: param("distinct", text, null),
		attributesToRetrieve: param("attributesToRetrieve", list(text), ["*"]),
		attributesToSearchOn: param("attributesToSearchOn", list(text), null),
		attributesToHighlight: param("attributesToHighlight", list(text), []),
		attributesToCrop: param("attributesToCrop", list(text), []),
		cropLength: param("cropLength", count, 10),
		cropMarker: param("cropMarker", text, "…"),
		highlightPreTag: param("highlightPreTag", text, "<em>"),
		highlightPostTag: param("highlightPostTag", text, "</em>"),
		matchingStrategy: param("matchingStrategy", oneOf("last", "all", "frequency"), "last" satisfies Strategy),
		showMatchesPosition: param("showMatchesPosition", flag, false),
		showRankingScore: param("showRankingScore", flag, false),
		rankingScoreThreshold: threshold,
	};
}

export type Sorting = { attribute: string; ascending: boolean };

/** What a search is to be sorted by. */
export function sortings(sort: string[]): Sorting[] {
	return sort.map((expression) => {
		const [, attribute, direction] = /^(.*):(asc|desc)$/s.exec(expression) ?? [];
		if (attribute === undefined)
			throw new ApiError(
				"invalid_search_sort",
				`Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${expression}\`.`,
			);
		if (/^_geo/.test(attribute))
			throw new ApiError("invalid_search_sort", `\`${attribute}\` is a reserved keyword and thus can't be used as a sort expression.`);
		return { attribute, ascending: direction === "asc" };
	});
}

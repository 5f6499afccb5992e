import { describe, test } from "vitest";
import { expectRefusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("a search is refused in the documented form", () => {
	test.each<[status: number, code: string, request: string, body: unknown, message: string]>([
		// Searches
		[400, "bad_request", "POST /indexes/things/search", { nonsense: 1 }, "Unknown field `nonsense`: expected one of `q`"],
		[400, "bad_request", "POST /indexes/things/search", { vector: [1] }, "not part of this server"],
		[
			400,
			"invalid_search_q",
			"POST /indexes/things/search",
			{ q: 1 },
			"Invalid value type at `.q`: expected a string, but found a positive integer: `1`",
		],
		[400, "invalid_search_offset", "POST /indexes/things/search", { offset: -1 }, "but found a negative integer: `-1`"],
		[400, "invalid_search_limit", "POST /indexes/things/search", { limit: 1.5 }, "but found a number: `1.5`"],
		[400, "invalid_search_page", "POST /indexes/things/search", { page: "1" }, 'but found a string: `"1"`'],
		[400, "invalid_search_hits_per_page", "POST /indexes/things/search", { hitsPerPage: true }, "but found a boolean: `true`"],
		[400, "invalid_search_filter", "POST /indexes/things/search", { filter: true }, "`expected String, Array, found: true`"],
		[
			400,
			"invalid_search_filter",
			"POST /indexes/things/search",
			{ filter: "a = 1 b" },
			"Found unexpected characters at the end of the filter: `b`.",
		],
		[
			400,
			"invalid_search_filter",
			"POST /indexes/things/search",
			{ filter: "title = 1" },
			"Index `things`: Attribute `title` is not filterable.",
		],
		[400, "invalid_search_facets", "POST /indexes/things/search", { facets: "a" }, "expected an array"],
		[400, "invalid_search_facets", "POST /indexes/things/search", { facets: ["a", "b"] }, "Attributes `a, b` are not filterable."],
		[
			400,
			"invalid_search_sort",
			"POST /indexes/things/search",
			{ sort: ["kind"] },
			"expected expression ending by `:asc` or `:desc`, found `kind`.",
		],
		[
			400,
			"invalid_search_sort",
			"POST /indexes/things/search",
			{ sort: ["title:asc"] },
			"Attribute `title` is not sortable. Available sortable attributes are: `kind`.",
		],
		[400, "invalid_search_sort", "POST /indexes/things/search", { sort: ["_geo:asc"] }, "`_geo` is a reserved keyword"],
		[
			400,
			"invalid_search_sort",
			"POST /indexes/unsorted/search",
			{ sort: ["kind:asc"] },
			"You must specify where `sort` is listed in the rankingRules",
		],
		[400, "invalid_search_distinct", "POST /indexes/things/search", { distinct: "title" }, "cannot be used as distinct attribute"],
		[400, "invalid_search_attributes_to_retrieve", "POST /indexes/things/search", { attributesToRetrieve: "a" }, "expected an array"],
		[
			400,
			"invalid_search_attributes_to_search_on",
			"POST /indexes/things/search",
			{ attributesToSearchOn: ["kind"] },
			"Attribute `kind` is not searchable.",
		],
		[
			400,
			"invalid_search_attributes_to_highlight",
			"POST /indexes/things/search",
			{ attributesToHighlight: [1] },
			"at `.attributesToHighlight[0]`",
		],
		[400, "invalid_search_attributes_to_crop", "POST /indexes/things/search", { attributesToCrop: 1 }, "expected an array"],
		[400, "invalid_search_crop_length", "POST /indexes/things/search", { cropLength: "a" }, "expected a positive integer"],
		[400, "invalid_search_crop_marker", "POST /indexes/things/search", { cropMarker: [] }, "expected a string"],
		[400, "invalid_search_highlight_pre_tag", "POST /indexes/things/search", { highlightPreTag: {} }, "but found an object: `{}`"],
		[400, "invalid_search_highlight_post_tag", "POST /indexes/things/search", { highlightPostTag: 1 }, "expected a string"],
		[
			400,
			"invalid_search_matching_strategy",
			"POST /indexes/things/search",
			{ matchingStrategy: "some" },
			"Unknown value `some` at `.matchingStrategy`: expected one of `last`, `all`, `frequency`",
		],
		[400, "invalid_search_show_matches_position", "POST /indexes/things/search", { showMatchesPosition: 1 }, "expected a boolean"],
		[400, "invalid_search_show_ranking_score", "POST /indexes/things/search", { showRankingScore: "a" }, "expected a boolean"],
		[
			400,
			"invalid_search_ranking_score_threshold",
			"POST /indexes/things/search",
			{ rankingScoreThreshold: 2 },
			"expected a float between `0.0` and `1.0`",
		],
		[400, "missing_index_uid", "POST /multi-search", { queries: [{}] }, "Missing field `indexUid` inside `.queries[0]`"],
		[400, "bad_request", "POST /multi-search", {}, "Missing field `queries`"],
		[400, "bad_request", "POST /multi-search", { queries: [], federation: {} }, "Unknown field `federation`"],
	])("%i %s: %s %j", (...row) => expectRefusal(started, ...row));
});

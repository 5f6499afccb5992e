import { describe, expect, test } from "vitest";
import { startMeilisearch } from "./server.ts";
import { fill, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

/** Sends a request as it is, and gives back what it was refused with. */
async function refused(request: string, body?: unknown, headers: Record<string, string> = { "content-type": "application/json" }) {
	const [method, path] = request.split(" ");
	const { server } = started;
	const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
	const authorized = { authorization: `Bearer ${server.apiKey}`, ...headers };
	const response = await fetch(server.url + path, { method, headers: authorized, ...sent });
	return { status: response.status, error: await response.json() };
}

describe("every refusal has the documented form", () => {
	test.each<[number, string, string, unknown, string]>([
		// Indexes
		[404, "index_not_found", "GET /indexes/gone", undefined, "Index `gone` not found."],
		[404, "index_not_found", "GET /indexes/gone/stats", undefined, "Index `gone` not found."],
		[404, "index_not_found", "POST /indexes/gone/search", {}, "Index `gone` not found."],
		[404, "index_not_found", "GET /indexes/gone/documents", undefined, "Index `gone` not found."],
		[400, "missing_index_uid", "POST /indexes", { primaryKey: "a" }, "Missing field `uid`"],
		[400, "invalid_index_uid", "POST /indexes", { uid: "a b" }, "Invalid value at `.uid`: `a b` is not a valid index uid."],
		[
			400,
			"invalid_index_uid",
			"POST /indexes",
			{ uid: 1 },
			"Invalid value type at `.uid`: expected a string, but found a positive integer: `1`",
		],
		[400, "invalid_index_uid", "POST /indexes/a%20b/search", {}, "`a b` is not a valid index uid."],
		[400, "invalid_index_primary_key", "POST /indexes", { uid: "a", primaryKey: [1] }, "expected a string, but found an array: `[1]`"],
		[400, "immutable_index_uid", "PATCH /indexes/things", { uid: "b" }, "Immutable field `uid`: expected one of `primaryKey`"],
		[400, "immutable_index_created_at", "PATCH /indexes/things", { createdAt: "b" }, "Immutable field `createdAt`"],
		[400, "immutable_index_updated_at", "PATCH /indexes/things", { updatedAt: "b" }, "Immutable field `updatedAt`"],
		[400, "bad_request", "POST /indexes", { uid: "a", other: 1 }, "Unknown field `other`: expected one of `uid`, `primaryKey`"],
		[400, "bad_request", "POST /indexes", [], "Invalid value type: expected an object, but found an array: `[]`"],
		[400, "bad_request", "GET /indexes?other=1", undefined, "Unknown parameter `other`: expected one of `offset`, `limit`"],
		[400, "invalid_index_offset", "GET /indexes?offset=x", undefined, "Invalid value in parameter `offset`: could not parse `x`"],
		[400, "invalid_index_limit", "GET /indexes?limit=-1", undefined, "Invalid value in parameter `limit`: could not parse `-1`"],
		// Payloads
		[400, "malformed_payload", "POST /indexes", "{", "The json payload provided is malformed."],
		[
			400,
			"malformed_payload",
			"POST /indexes/things/documents",
			"[{]",
			"The `json` payload provided is malformed. `Couldn't serialize document value:",
		],
		[400, "malformed_payload", "POST /indexes/things/documents", "[1]", "data are neither an object nor a list of objects"],
		[400, "missing_payload", "POST /indexes/things/documents", undefined, "A json payload is missing."],
		[400, "missing_payload", "POST /indexes/things/search", undefined, "A json payload is missing."],
		// Documents
		[404, "document_not_found", "GET /indexes/things/documents/9", undefined, "Document `9` not found."],
		[400, "invalid_document_offset", "GET /indexes/things/documents?offset=x", undefined, "could not parse `x` as a positive integer"],
		[
			400,
			"invalid_document_limit",
			"POST /indexes/things/documents/fetch",
			{ limit: "x" },
			"Invalid value type at `.limit`: expected a positive integer",
		],
		[
			400,
			"invalid_document_fields",
			"POST /indexes/things/documents/fetch",
			{ fields: "x" },
			"Invalid value type at `.fields`: expected an array",
		],
		[400, "invalid_document_retrieve_vectors", "POST /indexes/things/documents/fetch", { retrieveVectors: 1 }, "expected a boolean"],
		[400, "invalid_document_filter", "POST /indexes/things/documents/fetch", { filter: "x" }, "Was expecting an operation"],
		[400, "invalid_document_filter", "POST /indexes/things/documents/delete", { filter: "" }, "Sending an empty filter is forbidden."],
		[
			400,
			"invalid_document_filter",
			"POST /indexes/things/documents/delete",
			{ filter: "x =" },
			"Was expecting a value but instead got nothing.",
		],
		[400, "missing_document_filter", "POST /indexes/things/documents/delete", {}, "Missing field `filter`"],
		[400, "invalid_document_id", "POST /indexes/things/documents/delete-batch", [{}], "Document identifier `{}` is invalid."],
		[400, "bad_request", "POST /indexes/things/documents/delete-batch", "1", "expected a sequence"],
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
		// Settings
		[
			400,
			"bad_request",
			"PATCH /indexes/things/settings",
			{ nonsense: 1 },
			"Unknown field `nonsense`: expected one of `displayedAttributes`",
		],
		[400, "invalid_settings_displayed_attributes", "PATCH /indexes/things/settings", { displayedAttributes: "a" }, "expected an array"],
		[
			400,
			"invalid_settings_searchable_attributes",
			"PATCH /indexes/things/settings",
			{ searchableAttributes: [1] },
			"at `.searchableAttributes[0]`",
		],
		[
			400,
			"invalid_settings_filterable_attributes",
			"PATCH /indexes/things/settings",
			{ filterableAttributes: [{ other: 1 }] },
			"Unknown field `other`",
		],
		[400, "invalid_settings_sortable_attributes", "PATCH /indexes/things/settings", { sortableAttributes: 1 }, "expected an array"],
		[
			400,
			"invalid_settings_ranking_rules",
			"PATCH /indexes/things/settings",
			{ rankingRules: ["best"] },
			"Invalid value at `.rankingRules[0]`: `best` ranking rule is invalid.",
		],
		[400, "invalid_settings_ranking_rules", "PUT /indexes/things/settings/ranking-rules", ["_geoPoint:asc"], "is a reserved keyword"],
		[400, "invalid_settings_stop_words", "PUT /indexes/things/settings/stop-words", "1", "Invalid value type: expected an array"],
		[400, "invalid_settings_synonyms", "PATCH /indexes/things/settings", { synonyms: { a: "b" } }, "at `.synonyms.a`"],
		[400, "invalid_settings_separator_tokens", "PATCH /indexes/things/settings", { separatorTokens: "a" }, "expected an array"],
		[400, "invalid_settings_non_separator_tokens", "PATCH /indexes/things/settings", { nonSeparatorTokens: "a" }, "expected an array"],
		[400, "invalid_settings_dictionary", "PATCH /indexes/things/settings", { dictionary: "a" }, "expected an array"],
		[400, "invalid_settings_distinct_attribute", "PATCH /indexes/things/settings", { distinctAttribute: ["a"] }, "expected a string"],
		[
			400,
			"invalid_settings_proximity_precision",
			"PATCH /indexes/things/settings",
			{ proximityPrecision: "a" },
			"expected one of `byWord`, `byAttribute`",
		],
		[
			400,
			"invalid_settings_typo_tolerance",
			"PATCH /indexes/things/settings",
			{ typoTolerance: { minWordSizeForTypos: { oneTypo: 9, twoTypos: 1 } } },
			"`minWordSizeForTypos` setting is invalid.",
		],
		[
			400,
			"invalid_settings_typo_tolerance",
			"PATCH /indexes/things/settings/typo-tolerance",
			{ other: 1 },
			"Unknown field `other`: expected one of `enabled`",
		],
		[
			400,
			"invalid_settings_faceting",
			"PATCH /indexes/things/settings",
			{ faceting: { sortFacetValuesBy: { a: "b" } } },
			"expected one of `alpha`, `count`",
		],
		[400, "invalid_settings_pagination", "PATCH /indexes/things/settings", { pagination: { maxTotalHits: 0 } }, "but found a zero"],
		[400, "invalid_settings_search_cutoff_ms", "PATCH /indexes/things/settings", { searchCutoffMs: "a" }, "expected a positive integer"],
		[400, "invalid_settings_facet_search", "PATCH /indexes/things/settings", { facetSearch: 1 }, "expected a boolean"],
		[
			400,
			"invalid_settings_prefix_search",
			"PATCH /indexes/things/settings",
			{ prefixSearch: "a" },
			"expected one of `indexingTime`, `disabled`",
		],
		[400, "invalid_settings_embedders", "PATCH /indexes/things/settings", { embedders: { a: {} } }, "not part of this server"],
		[
			400,
			"invalid_settings_localized_attributes",
			"PATCH /indexes/things/settings",
			{ localizedAttributes: [] },
			"not part of this server",
		],
		// Swaps
		[400, "bad_request", "POST /swap-indexes", {}, "expected an array"],
		[400, "missing_swap_indexes", "POST /swap-indexes", [{}], "Missing field `indexes` inside `[0]`"],
		[400, "invalid_swap_indexes", "POST /swap-indexes", [{ indexes: "a" }], "Invalid value type at `[0].indexes`"],
		[
			400,
			"invalid_swap_indexes",
			"POST /swap-indexes",
			[{ indexes: ["a"] }],
			'Two indexes must be given for each swap. The list `["a"]` contains 1 indexes.',
		],
		[400, "invalid_swap_rename", "POST /swap-indexes", [{ indexes: ["a", "b"], rename: 1 }], "expected a boolean"],
		[400, "invalid_swap_duplicate_index_found", "POST /swap-indexes", [{ indexes: ["a", "a"] }], "`a` was specified several times."],
		[400, "invalid_index_uid", "POST /swap-indexes", [{ indexes: ["a", "b c"] }], "`b c` is not a valid index uid."],
		// Tasks
		[404, "task_not_found", "GET /tasks/999", undefined, "Task `999` not found."],
		[400, "invalid_task_uids", "GET /tasks/x", undefined, "Task uid `x` is invalid. It should only contain numeric characters."],
		[400, "invalid_task_uids", "GET /tasks?uids=1,x", undefined, "Invalid value in parameter `uids[1]`: could not parse `x`"],
		[400, "invalid_batch_uids", "GET /tasks?batchUids=x", undefined, "Invalid value in parameter `batchUids`"],
		[400, "invalid_task_canceled_by", "GET /tasks?canceledBy=x", undefined, "Invalid value in parameter `canceledBy`"],
		[400, "invalid_task_types", "GET /tasks?types=x", undefined, "`x` is not a valid task type."],
		[400, "invalid_task_statuses", "GET /tasks?statuses=x", undefined, "`x` is not a valid task status."],
		[400, "invalid_index_uid", "GET /tasks?indexUids=a%20b", undefined, "`a b` is not a valid index uid."],
		[400, "invalid_task_limit", "GET /tasks?limit=x", undefined, "could not parse `x`"],
		[400, "invalid_task_from", "GET /tasks?from=x", undefined, "could not parse `x`"],
		[400, "invalid_task_reverse", "GET /tasks?reverse=x", undefined, "could not parse `x` as a boolean"],
		[400, "invalid_task_after_enqueued_at", "GET /tasks?afterEnqueuedAt=x", undefined, "`x` is an invalid date-time."],
		[400, "bad_request", "GET /tasks?other=1", undefined, "Unknown parameter `other`"],
	])("%i %s: %s %j", async (status, code, request, body, message) => {
		await fill(started, [], { searchableAttributes: ["title"], sortableAttributes: ["kind"] });
		await fill(started, [], { sortableAttributes: ["kind"], rankingRules: ["words"] }, "unsorted");
		const answer = await refused(request, body);
		expect(answer).toEqual({
			status,
			error: {
				message: expect.stringContaining(message),
				code,
				type: "invalid_request",
				link: `https://docs.meilisearch.com/errors#${code}`,
			},
		});
	});

	test("of what a body says it is", async () => {
		expect(await refused("POST /indexes/things/documents", "a,b", { "content-type": "text/plain" })).toMatchObject({
			status: 415,
			error: { code: "invalid_content_type", message: expect.stringContaining("The Content-Type `text/plain` is invalid.") },
		});
		const { server } = started;
		const headers = { authorization: `Bearer ${server.apiKey}` };
		const response = await fetch(`${server.url}/indexes/things/search`, { method: "POST", headers, body: new Uint8Array([123, 125]) });
		expect([response.status, await response.json()]).toMatchObject([415, { code: "missing_content_type", type: "invalid_request" }]);
	});

	test("of who may not ask", async () => {
		expect(await refused("GET /stats", undefined, { authorization: "Bearer x" })).toMatchObject({
			status: 403,
			error: { code: "invalid_api_key", type: "auth" },
		});
		expect(await refused("GET /stats", undefined, { authorization: "x" })).toMatchObject({
			status: 401,
			error: { code: "missing_authorization_header", type: "auth" },
		});
	});

	test("of what is too large", async () => {
		const server = await startMeilisearch({ payloadLimit: 1_048_576 });
		const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json" };
		const body = JSON.stringify([{ id: 1, text: "x".repeat(1_048_576) }]);
		const response = await fetch(`${server.url}/indexes/a/documents`, { method: "POST", headers, body });
		expect([response.status, await response.json()]).toMatchObject([
			413,
			{ code: "payload_too_large", message: "The provided payload reached the size limit. The maximum accepted payload size is 1 MiB." },
		]);
		await server.stop();
	});
});

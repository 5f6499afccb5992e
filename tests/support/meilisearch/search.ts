// One search in one index.
import { randomUUID } from "node:crypto";
import { ApiError } from "./errors.ts";
import { distribution, facetNames, facetsOf, facetText, isFilterable } from "./facets.ts";
import { filterFrom } from "./filter-parser.ts";
import { Formatter } from "./format.ts";
import { isWithin, type JsonObject, matchesPattern } from "./json.ts";
import { bucketSort, scoreOf } from "./ranking.ts";
import { read } from "./reading.ts";
import { type Ranked, rulesFor } from "./rules.ts";
import { type SearchParams, type Sorting, sortings } from "./search-params.ts";
import type { Store } from "./store.ts";

/** Answers a search; `uid` is the name that messages know the index by. */
export function search(store: Store, uid: string, params: SearchParams): JsonObject {
	const started = performance.now();
	const inIndex = <T>(run: () => T): T => {
		try {
			return run();
		} catch (error) {
			throw error instanceof ApiError ? error.inside(`Index \`${uid}\`: `) : error;
		}
	};
	const filter = params.filter === null ? null : filterFrom(params.filter, "invalid_search_filter");
	const sort = sortings(params.sort);
	inIndex(() => checkSort(store, sort));
	const searchable = inIndex(() => attributesToSearch(store, params.attributesToSearchOn));
	const facets = params.facets === null ? null : facetNames(params.facets, store.settings, [...store.known]);
	const distinct = inIndex(() => distinctAttribute(store, params.distinct));
	const universe = filter === null ? null : inIndex(() => store.filtered(filter, "invalid_search_filter"));

	const maxTotalHits = store.settings.pagination.maxTotalHits;
	const paged = params.page !== null || params.hitsPerPage !== null;
	const perPage = params.hitsPerPage ?? 20;
	const page = params.page ?? 1;
	const [wantedOffset, wantedLimit] = paged ? (page === 0 ? [0, 0] : [perPage * (page - 1), perPage]) : [params.offset, params.limit];
	const offset = Math.min(wantedOffset, maxTotalHits);
	const limit = Math.min(wantedLimit, maxTotalHits - offset);

	const reading = read(store, params, universe, searchable);
	const everything = params.rankingScoreThreshold !== null || distinct !== null;
	const rules = rulesFor(
		store.settings.rankingRules,
		sort,
		reading.candidates,
		(id) => store.document(id),
		reading.context,
		params.matchingStrategy === "all",
	);
	const sorted = bucketSort(reading.candidates, rules, everything ? Number.POSITIVE_INFINITY : offset + limit);
	const threshold = params.rankingScoreThreshold;
	const scored = threshold === null ? sorted : sorted.filter(({ ranks }) => scoreOf(ranks) >= threshold);
	const kept = distinct === null ? scored : firstOfEach(store, distinct, scored);
	const total = Math.min(everything ? kept.length : reading.candidates.length, maxTotalHits);

	const formatter = new Formatter(params, reading.highlighter, store.tokenize, store.settings.displayedAttributes, store.fields());
	const hits = kept.slice(offset, offset + limit).map(({ id, ranks }) => ({
		...formatter.hit(store.document(id)),
		...(params.showRankingScore ? { _rankingScore: scoreOf(ranks) } : {}),
	}));
	const matched = (everything ? kept : reading.candidates).map(({ id }) => store.document(id));
	return {
		hits,
		query: params.q ?? "",
		processingTimeMs: Math.round(performance.now() - started),
		...(paged
			? { hitsPerPage: perPage, page, totalPages: perPage === 0 ? 0 : Math.ceil(total / perPage), totalHits: total }
			: { limit: params.limit, offset: params.offset, estimatedTotalHits: total }),
		...(facets === null ? {} : distribution(facets, matched, store.settings.faceting)),
		requestUid: randomUUID(),
	};
}

function checkSort(store: Store, sort: Sorting[]): void {
	if (sort.length === 0) return;
	const { rankingRules, sortableAttributes } = store.settings;
	if (!rankingRules.includes("sort"))
		throw new ApiError(
			"invalid_search_sort",
			"You must specify where `sort` is listed in the rankingRules setting to use the sort parameter at search time.",
		);
	const wrong = sort.find(({ attribute }) => !sortableAttributes.some((outer) => isWithin(attribute, outer)));
	if (wrong === undefined) return;
	const offer =
		sortableAttributes.length === 0
			? "This index does not have configured sortable attributes."
			: `Available sortable attributes are: \`${sortableAttributes.join(", ")}\`.`;
	throw new ApiError("invalid_search_sort", `Attribute \`${wrong.attribute}\` is not sortable. ${offer}`);
}

/** The patterns of attributes that a search is limited to; null when it is not. */
function attributesToSearch(store: Store, asked: string[] | null): string[] | null {
	if (asked === null) return null;
	const searchable = store.settings.searchableAttributes;
	for (const name of asked) {
		if (name === "*" || searchable.includes("*") || searchable.some((outer) => isWithin(name, outer))) continue;
		if (name.includes("*") && searchable.some((outer) => matchesPattern(name, outer))) continue;
		const message = `Attribute \`${name}\` is not searchable. Available searchable attributes are: \`${searchable.join(", ")}\`.`;
		throw new ApiError("invalid_search_attributes_to_search_on", message);
	}
	return asked.includes("*") ? null : asked;
}

function distinctAttribute(store: Store, asked: string | null): string | null {
	if (asked !== null && !isFilterable(asked, store.settings.filterableAttributes))
		throw new ApiError(
			"invalid_search_distinct",
			`Attribute \`${asked}\` is not filterable and thus, cannot be used as distinct attribute.`,
		);
	return asked ?? store.settings.distinctAttribute;
}

function firstOfEach(store: Store, attribute: string, candidates: Ranked[]): Ranked[] {
	const seen = new Set<string>();
	return candidates.filter(({ id }) => {
		const { numbers, texts } = facetsOf(store.document(id), attribute);
		const values = [...numbers.map((number) => `n${number}`), ...texts.map((text) => `t${facetText(text)}`)];
		if (values.some((value) => seen.has(value))) return false;
		for (const value of values) seen.add(value);
		return true;
	});
}

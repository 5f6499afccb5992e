// One search in one index.
import { randomUUID } from "node:crypto";
import type { Path } from "./costs.ts";
import { Derivations } from "./derivations.ts";
import { ApiError } from "./errors.ts";
import { distribution, facetNames, facetsOf, facetText, isFilterable } from "./facets.ts";
import { filterFrom } from "./filter-parser.ts";
import { Formatter } from "./format.ts";
import { QueryGraph } from "./graph.ts";
import { Highlighter } from "./highlights.ts";
import { isWithin, type JsonObject, matchesPattern } from "./json.ts";
import { Matcher } from "./matches.ts";
import { parseQuery, type Query } from "./query.ts";
import { bucketSort, scoreOf } from "./ranking.ts";
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

type Reading = { candidates: Ranked[]; highlighter: Highlighter; context: Parameters<typeof rulesFor>[4] };

/** The documents that match, with every way to read the query in them. */
function read(store: Store, params: SearchParams, universe: Set<number> | null, searchable: string[] | null): Reading {
	const { lexicon, settings, tokenize } = store;
	const paths = lexicon.attributes();
	const forgiving = settings.typoTolerance.disableOnAttributes;
	const scope = {
		allowed:
			searchable === null ? null : (attribute: number) => searchable.some((pattern) => matchesPattern(pattern, paths[attribute] ?? "")),
		exact: (attribute: number) => forgiving.some((outer) => isWithin(paths[attribute] ?? "", outer)),
	};
	const query = parseQuery(tokenize(params.q ?? ""));
	const matcher = new Matcher(lexicon, scope, universe);
	const left = new Set(universe ?? store.ids());
	for (const id of excluded(query, matcher)) left.delete(id);
	if (query.terms.length === 0) {
		const candidates = [...left].sort((a, b) => a - b).map((id) => ({ id, paths: [], removed: 0, ranks: [] }));
		return { candidates, highlighter: new Highlighter([]), context: null };
	}

	const graph = new QueryGraph(query.terms, new Derivations(lexicon, settings, tokenize));
	const matches = new Map(graph.nodes.map((node) => [node, matcher.node(node)]));
	graph.setStrategy(params.matchingStrategy, (term) => {
		const documents = graph.nodes
			.filter(({ first, last }) => first <= term && term <= last)
			.flatMap((node) => [...(matches.get(node)?.keys() ?? [])]);
		return new Set(documents).size;
	});
	const candidates: Ranked[] = [];
	const matching = new Set([...matches.values()].flatMap((documents) => [...documents.keys()]));
	for (const id of [...matching].sort((a, b) => a - b)) {
		if (!left.has(id)) continue;
		for (let step = 0; step <= graph.steps; step++) {
			const found = graph.paths(step, (node) => matches.get(node)?.has(id) ?? false);
			if (found.length === 0) continue;
			const steps = found.map((path) =>
				path.flatMap((node): Path => {
					const match = matches.get(node)?.get(id);
					return match === undefined ? [] : [{ node, match, levels: [0, 1, 2].filter((level) => match.levels[level] !== null) }];
				}),
			);
			candidates.push({ id, paths: steps, removed: step, ranks: [] });
			break;
		}
	}
	const weights = paths.map((path) => store.weight(path) ?? 0);
	const context = {
		graph,
		weight: (attribute: number) => weights[attribute] ?? 0,
		heaviest: settings.searchableAttributes.includes("*") ? 0 : settings.searchableAttributes.length - 1,
		places: (id: number, word: string) => lexicon.places(word).get(id) ?? [],
		length: (id: number, attribute: number) => lexicon.length(id, attribute),
		isKnown: (word: string) => lexicon.has(word),
	};
	return { candidates, highlighter: new Highlighter(graph.nodes), context };
}

function excluded(query: Query, matcher: Matcher): Set<number> {
	const phrases = [...query.withoutWords.map((word) => [word]), ...query.withoutPhrases];
	return new Set(phrases.flatMap((phrase) => [...matcher.phrase(phrase)].map(([id]) => id)));
}

// What a query means in an index: the documents that match, with every way to read it in them.
import type { Path } from "./costs.ts";
import { Derivations, type Node } from "./derivations.ts";
import { QueryGraph } from "./graph.ts";
import { Highlighter } from "./highlights.ts";
import { isWithin, matchesPattern } from "./json.ts";
import { type Match, Matcher } from "./matches.ts";
import { parseQuery, type Query } from "./query.ts";
import type { Context, Ranked } from "./rules.ts";
import type { SearchParams } from "./search-params.ts";
import type { Store } from "./store.ts";

export type Reading = { candidates: Ranked[]; highlighter: Highlighter; context: Context | null };
type Matches = Map<Node, Map<number, Match>>;

/** `universe`: the documents that are considered, null for all; `searchable`: patterns of attributes, likewise. */
export function read(store: Store, params: SearchParams, universe: Set<number> | null, searchable: string[] | null): Reading {
	const { lexicon, settings, tokenize } = store;
	const query = parseQuery(tokenize(params.q ?? ""));
	const matcher = new Matcher(lexicon, scopeOf(store, searchable), universe);
	const left = new Set(universe ?? store.ids());
	for (const id of excluded(query, matcher)) left.delete(id);
	if (query.terms.length === 0) {
		const candidates = [...left].sort((a, b) => a - b).map((id) => ({ id, paths: [], removed: 0, ranks: [] }));
		return { candidates, highlighter: new Highlighter([]), context: null };
	}
	const graph = new QueryGraph(query.terms, new Derivations(lexicon, settings, tokenize));
	const matches: Matches = new Map(graph.nodes.map((node) => [node, matcher.node(node)]));
	graph.setStrategy(params.matchingStrategy, (term) => {
		const nodes = graph.nodes.filter(({ first, last }) => first <= term && term <= last);
		return new Set(nodes.flatMap((node) => [...(matches.get(node)?.keys() ?? [])])).size;
	});
	return { candidates: candidatesOf(graph, matches, left), highlighter: new Highlighter(graph.nodes), context: contextOf(store, graph) };
}

function scopeOf(store: Store, searchable: string[] | null) {
	const paths = store.lexicon.attributes();
	const path = (attribute: number) => paths[attribute] ?? "";
	const exact = store.settings.typoTolerance.disableOnAttributes;
	return {
		allowed: searchable === null ? null : (attribute: number) => searchable.some((pattern) => matchesPattern(pattern, path(attribute))),
		exact: (attribute: number) => exact.some((outer) => isWithin(path(attribute), outer)),
	};
}

function excluded(query: Query, matcher: Matcher): Set<number> {
	const phrases = [...query.withoutWords.map((word) => [word]), ...query.withoutPhrases];
	return new Set(phrases.flatMap((phrase) => [...matcher.phrase(phrase)].map(([id]) => id)));
}

/** The documents with a path for as many terms as possible. */
function candidatesOf(graph: QueryGraph, matches: Matches, left: ReadonlySet<number>): Ranked[] {
	const columns = graph.nodes.map((node) => ({ node, documents: matches.get(node) ?? new Map<number, Match>() }));
	// Which paths there are depends on which nodes a document has, and few combinations occur.
	const known = new Map<string, { step: number; paths: Node[][] } | null>();
	const pathsFor = (present: ReadonlySet<Node>) => {
		for (let step = 0; step <= graph.steps; step++) {
			const paths = graph.paths(step, (node) => present.has(node));
			if (paths.length > 0) return { step, paths };
		}
		return null;
	};
	const matching = new Set(columns.flatMap(({ documents }) => [...documents.keys()]));
	return [...matching]
		.sort((a, b) => a - b)
		.flatMap((id): Ranked | [] => {
			if (!left.has(id)) return [];
			const key = columns.map(({ documents }) => (documents.has(id) ? 1 : 0)).join("");
			const found = known.get(key) ?? pathsFor(new Set(columns.flatMap(({ node, documents }) => (documents.has(id) ? node : []))));
			known.set(key, found);
			if (found === null) return [];
			const paths = found.paths.map((path) =>
				path.flatMap((node): Path => {
					const match = matches.get(node)?.get(id);
					return match === undefined ? [] : [{ node, match, levels: [0, 1, 2].filter((level) => match.levels[level] !== null) }];
				}),
			);
			return { id, paths, removed: found.step, ranks: [] };
		});
}

function contextOf(store: Store, graph: QueryGraph): Context {
	const { lexicon, settings } = store;
	const weights = lexicon.attributes().map((path) => store.weight(path) ?? 0);
	return {
		graph,
		weight: (attribute) => weights[attribute] ?? 0,
		heaviest: settings.searchableAttributes.includes("*") ? 0 : settings.searchableAttributes.length - 1,
		places: (id, word) => lexicon.places(word).get(id) ?? [],
		length: (id, attribute) => lexicon.length(id, attribute),
		isKnown: (word) => lexicon.has(word),
	};
}

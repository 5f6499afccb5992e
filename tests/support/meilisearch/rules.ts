// The ranking rules of a search, in the order of the settings.
import {
	attributeCost,
	type ExactWord,
	exactAttributeCost,
	inexactCost,
	mostProximity,
	type Path,
	positionCost,
	proximityCost,
	typoBase,
	typoCost,
	withFewestTypos,
} from "./costs.ts";
import type { Node } from "./derivations.ts";
import { sortKey } from "./facets.ts";
import type { QueryGraph } from "./graph.ts";
import type { JsonObject } from "./json.ts";
import type { Place } from "./lexicon.ts";
import { type Candidate, type Rule, sortRule } from "./ranking.ts";
import type { Sorting } from "./search-params.ts";

export type Ranked = Candidate<Path>;

/** What rules ask of the index and the query. */
export type Context = {
	graph: QueryGraph;
	weight(attribute: number): number;
	heaviest: number;
	places(id: number, word: string): Place[];
	length(id: number, attribute: number): number;
	isKnown(word: string): boolean;
};

const size = (node: Node) => node.last - node.first + 1;

/** A rule by the cost of the best path; paths that cost more are considered no longer. */
function pathRule(context: Context, costOf: (path: Path) => number, most: (node: Node, before: Node | undefined) => number): Rule<Path> {
	const limits = new Map<number, number>();
	return {
		cost: ({ paths }) => paths.reduce((least, path) => Math.min(least, costOf(path)), Number.POSITIVE_INFINITY),
		narrow(candidate, cost) {
			if (candidate.paths.length > 1) candidate.paths = candidate.paths.filter((path) => costOf(path) === cost);
		},
		rank({ removed }, cost) {
			const limit = limits.get(removed) ?? context.graph.mostCost(removed, most);
			limits.set(removed, limit);
			return { rank: Math.max(limit - cost, 0) + 1, of: limit + 1 };
		},
	};
}

function exactAttribute(context: Context): Rule<Path> {
	const wordsOf = (paths: Path[]): ExactWord[][] => {
		const steps = paths
			.flat()
			.filter(({ node, levels }) => node.first === node.last && levels.includes(0) && (node.isPhrase || context.isKnown(node.word)));
		return [...new Map(steps.map(({ node }) => [node.first, node]))]
			.sort(([a], [b]) => a - b)
			.map(([, node]) => {
				const words = node.isPhrase ? (node.levels[0].phrases[0] ?? []) : [node.word];
				return words.flatMap((word, offset) => (word === null ? [] : { word, position: node.start + offset }));
			});
	};
	const firsts = (paths: Path[]) => [...new Set(paths.flat().map(({ node }) => node.first))].sort((a, b) => a - b);
	return {
		cost({ id, paths }) {
			// A term that is missing in the middle, or not known as it was written, leaves nothing to be exact.
			const words = wordsOf(paths);
			if (firsts(paths)[0] !== 0 || words.length === 0 || words.length < firsts(paths).length) return 2;
			const flat = words.flat();
			return exactAttributeCost(
				flat,
				(word) => context.places(id, word),
				(attribute) => context.length(id, attribute),
				flat.length,
			);
		},
		rank: (_, cost) => ({ rank: 3 - cost, of: 3 }),
	};
}

function wordsRule(graph: QueryGraph): Rule<Path> {
	return { cost: ({ removed }) => removed, rank: ({ removed }) => ({ rank: graph.best - graph.removed(removed), of: graph.best }) };
}

function typoRule(context: Context): Rule<Path> {
	const rule = pathRule(context, typoCost, (node) => typoBase({ node }) + node.mostTypos);
	return {
		...rule,
		narrow(candidate, cost) {
			rule.narrow?.(candidate, cost);
			candidate.paths = candidate.paths.map(withFewestTypos);
		},
	};
}

/** The rules by name that need a query. */
const queryRules: Record<string, (context: Context) => Rule<Path>[]> = {
	words: ({ graph }) => [wordsRule(graph)],
	typo: (context) => [typoRule(context)],
	proximity: (context) => [pathRule(context, proximityCost, mostProximity)],
	attributeRank: (context) => [
		pathRule(
			context,
			(path) => attributeCost(path, context.weight),
			(node) => context.heaviest * size(node),
		),
	],
	attributePosition: (context) => [pathRule(context, positionCost, (node) => 10 * size(node))],
	attribute: (context) => [...(queryRules.attributeRank?.(context) ?? []), ...(queryRules.attributePosition?.(context) ?? [])],
	exactness: (context) => [exactAttribute(context), pathRule(context, inexactCost, size)],
};

/** All rules; without a query those that sort. `all`: whether every term must be there, so that counting them is idle. */
export function rulesFor(
	names: string[],
	sort: Sorting[],
	candidates: Ranked[],
	document: (id: number) => JsonObject,
	context: Context | null,
	all: boolean,
): Rule<Path>[] {
	const rules: Rule<Path>[] = [];
	const used = new Set<string>();
	const add = ({ attribute, ascending }: Sorting) => {
		if (used.has(`:${attribute}`)) return;
		used.add(`:${attribute}`);
		rules.push(sortRule(candidates, (fields) => sortKey(fields, attribute, ascending), document, ascending));
	};
	const addQuery = (name: string) => {
		if (context === null || used.has(name)) return;
		used.add(name);
		rules.push(...(queryRules[name]?.(context) ?? []));
	};
	if (all) used.add("words");
	for (const name of names) {
		if (name === "sort") for (const sorting of sort) add(sorting);
		else if (name in queryRules) {
			// What else there is to a query is compared among documents with as many of its words.
			if (name !== "attributeRank" && name !== "attributePosition") addQuery("words");
			addQuery(name);
		} else add({ attribute: name.replace(/:(?:asc|desc)$/, ""), ascending: name.endsWith(":asc") });
	}
	return rules;
}

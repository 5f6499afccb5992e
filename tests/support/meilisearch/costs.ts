// What a reading of the query costs in a document, by each of the documented ranking rules. Less is better.
import type { Node } from "./derivations.ts";
import { attributeOf, type Place, positionOf } from "./lexicon.ts";
import type { Found, Match } from "./matches.ts";

/** A node on a path with what stands for it in the document; `levels` are the numbers of errors still considered. */
export type Step = { node: Node; match: Match; levels: number[] };
export type Path = Step[];

const size = ({ node }: Pick<Step, "node">) => node.last - node.first + 1;
const joining = (step: Pick<Step, "node">) => size(step) - 1;
const found = (step: Step): Found[] => step.levels.flatMap((level) => step.match.levels[level] ?? []);

const sum = (path: Path, cost: (step: Step, before: Step | undefined) => number) =>
	path.reduce((total, step, index) => total + cost(step, path[index - 1]), 0);

export const typoBase = (step: Pick<Step, "node">): number => (size(step) === 1 ? 0 : size(step));

/** Typing errors; words written as one count as errors, too. */
export const typoCost = (path: Path): number => sum(path, (step) => typoBase(step) + Math.min(...step.levels));

/** The path with only what has as few errors as it can. */
export const withFewestTypos = (path: Path): Path => path.map((step) => ({ ...step, levels: [Math.min(...step.levels)] }));

// What is farther than three words away is far, however far.
const farthest = 3;

/** The smallest distance from one of the sorted places to a later one; null when it is too far. */
function gap(lefts: Place[], rights: Place[]): number | null {
	let smallest = farthest + 1;
	let next = 0;
	for (const left of lefts) {
		while (next < rights.length && (rights[next] ?? 0) <= left) next++;
		const right = rights[next];
		if (right === undefined) break;
		smallest = Math.min(smallest, right - left);
	}
	return smallest <= farthest ? smallest : null;
}

/** How near two terms are that follow each other: other words between them cost, and so does the wrong order. */
function pairCost(left: Step, right: Step): number {
	const extra = joining(right);
	let best = farthest;
	const [lefts, rights] = [found(left), found(right)];
	const forward = (ends: Place[], starts: Place[]) => {
		best = Math.min(best, (gap(ends, starts) ?? farthest + 1) - 1);
	};
	const ends = [
		...lefts.flatMap(({ words }) => words),
		lefts.flatMap(({ phrases }) => phrases.map(({ end }) => end)).sort((a, b) => a - b),
	];
	const starts = [
		...rights.flatMap(({ words }) => words),
		rights.flatMap(({ phrases }) => phrases.map(({ start }) => start)).sort((a, b) => a - b),
	];
	for (const end of ends) for (const start of starts) if (best > 0) forward(end, start);
	// A phrase keeps its place; single words may have changed theirs, which costs one more.
	for (const { words } of lefts)
		for (const a of words)
			for (const other of rights) for (const b of other.words) if (best > 1) best = Math.min(best, gap(b, a) ?? farthest);
	return best + extra;
}

const adjacent = (left: Node, right: Node) => left.end + 1 === right.start;

export const proximityCost = (path: Path): number =>
	sum(path, (step, before) => (before === undefined || !adjacent(before.node, step.node) ? joining(step) : pairCost(before, step)));

export const mostProximity = (node: Node, before: Node | undefined): number =>
	joining({ node }) + (before === undefined || !adjacent(before, node) ? 0 : farthest);

/** The least that any place of a step costs. */
function least(step: Step, cost: (place: Place) => number): number {
	let lowest = Number.POSITIVE_INFINITY;
	for (const { words, phrases } of found(step)) {
		for (const places of words) for (const place of places) lowest = Math.min(lowest, cost(place));
		for (const { start } of phrases) lowest = Math.min(lowest, cost(start));
	}
	return lowest;
}

/** How far down the list of attributes the terms stand. */
export const attributeCost = (path: Path, weight: (attribute: number) => number): number =>
	sum(path, (step) => least(step, (place) => weight(attributeOf(place))) * size(step));

const steps = [0, 1, 4, 7, 11, 16, 24, 64, 256, 1024];
const distanceCost = (distance: number) => {
	const cost = steps.findIndex((most) => distance <= most);
	return cost < 0 ? 10 : cost;
};

/** Far positions are only known roughly. */
export const rough = (position: number): number => {
	if (position < 16) return position;
	return position < 24 ? 24 : 2 ** Math.ceil(Math.log2(position));
};

/** How far from its place in the query each term stands in its attribute. */
export const positionCost = (path: Path): number =>
	sum(path, (step) =>
		least(step, (place) => {
			const distance = Math.abs(rough(positionOf(place)) - step.node.start);
			let cost = 0;
			for (let index = 0; index < size(step); index++) cost += distanceCost(distance + index);
			return cost;
		}),
	);

/** How many terms are not there exactly as they were written. */
export const inexactCost = (path: Path): number =>
	sum(path, (step) => (step.levels.includes(0) && step.match.exact !== null ? 0 : size(step)));

/** Words by their place in the query, for an attribute that is, or begins with, exactly the query. */
export type ExactWord = { word: string; position: number };

/** 0: an attribute is the query; 1: one begins with it; 2: neither. */
export function exactAttributeCost(
	words: ExactWord[],
	placesOf: (word: string) => Place[],
	lengthOf: (attribute: number) => number,
	length: number,
): number {
	const [first, ...others] = words;
	if (first === undefined) return 2;
	const stands = (attribute: number, { word, position }: ExactWord) =>
		placesOf(word).some((place) => attributeOf(place) === attribute && rough(positionOf(place)) === rough(position));
	const attributes = new Set(placesOf(first.word).map(attributeOf));
	const beginning = [...attributes].filter((attribute) => stands(attribute, first) && others.every((word) => stands(attribute, word)));
	if (beginning.length === 0) return 2;
	return beginning.some((attribute) => lengthOf(attribute) === length) ? 0 : 1;
}

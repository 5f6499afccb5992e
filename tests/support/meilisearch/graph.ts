// All the ways to read a query: paths from its first term to its last, over words, joined words and phrases.
import type { Derivations, Node } from "./derivations.ts";
import type { QueryTerm } from "./query.ts";

export type Strategy = "last" | "all" | "frequency";

export class QueryGraph {
	readonly nodes: Node[];
	readonly length: number;
	readonly #starting: Node[][];
	/** Per term, after how many steps of removal it is gone; never when it must be there. */
	#removedAt: number[] = [];
	/** How many steps there are. */
	steps = 0;
	/** How many terms are gone after each step. */
	readonly #gone: number[] = [0];

	constructor(terms: QueryTerm[], derivations: Derivations) {
		this.length = terms.length;
		this.#starting = terms.map((term, index) => {
			const joined = [2, 3].flatMap((size) =>
				index + size > terms.length ? [] : (derivations.joined(terms.slice(index, index + size), index) ?? []),
			);
			return [derivations.node(term, index), ...joined];
		});
		this.nodes = this.#starting.flat();
		this.#removedAt = terms.map(() => Number.POSITIVE_INFINITY);
	}

	/** Decides which terms may be left out, and in which order. `frequency`: in how many documents a term is. */
	setStrategy(strategy: Strategy, frequency: (term: number) => number): void {
		if (strategy === "all") return;
		const terms = Array.from({ length: this.length }, (_, index) => index);
		const removable = terms.filter((term) => this.#starting[term]?.[0]?.isPhrase === false);
		const frequencies = removable.map((term) => (strategy === "last" ? term : frequency(term) || Number.POSITIVE_INFINITY));
		const order = [...new Set(frequencies)].sort((a, b) => b - a);
		const groups = order.map((value) => removable.filter((_, index) => frequencies[index] === value));
		// Something must be there: a phrase, or what would be removed last.
		if (removable.length === this.length) groups.pop();
		let gone = 0;
		for (const [index, group] of groups.entries()) {
			for (const term of group) this.#removedAt[term] = index + 1;
			gone += group.length;
			this.#gone.push(gone);
		}
		this.steps = groups.length;
	}

	removed(step: number): number {
		return this.#gone[step] ?? 0;
	}

	/** The score that stands for all terms: words in phrases count each. */
	get best(): number {
		const inPhrases = this.nodes.reduce(
			(sum, node) => sum + (node.isPhrase ? (node.levels[0].phrases[0] ?? []).filter((word) => word !== null).length : 0),
			0,
		);
		return 1 + this.removed(this.steps) + Math.max(0, inPhrases - 1);
	}

	#isRemoved(node: Node, step: number): boolean {
		// Joined words go when the last of their terms to go is gone.
		for (let term = node.first; term <= node.last; term++) if ((this.#removedAt[term] ?? 0) > step) return false;
		return true;
	}

	/** Every path after so many steps of removal, over nodes that are there. */
	paths(step: number, isThere: (node: Node) => boolean, most = 200): Node[][] {
		const found: Node[][] = [];
		const walk = (term: number, path: Node[]): void => {
			if (found.length >= most) return;
			if (term >= this.length) {
				if (path.length > 0) found.push(path);
				return;
			}
			for (const node of this.#starting[term] ?? [])
				if (!this.#isRemoved(node, step) && isThere(node)) walk(node.last + 1, [...path, node]);
			if ((this.#removedAt[term] ?? 0) <= step) walk(term + 1, path);
		};
		walk(0, []);
		return found;
	}

	/** The highest sum of what each node, and the step to it, may cost. */
	mostCost(step: number, cost: (node: Node, before: Node | undefined) => number): number {
		const walk = (term: number, before: Node | undefined): number => {
			if (term >= this.length) return 0;
			let most = 0;
			for (const node of this.#starting[term] ?? [])
				if (!this.#isRemoved(node, step)) most = Math.max(most, cost(node, before) + walk(node.last + 1, node));
			if ((this.#removedAt[term] ?? 0) <= step) most = Math.max(most, walk(term + 1, before));
			return most;
		};
		return walk(0, undefined);
	}
}

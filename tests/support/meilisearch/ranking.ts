// Sorts documents into buckets, rule by rule, as the list of ranking rules says.
import type { JsonObject } from "./json.ts";

export type Rank = { rank: number; of: number };
export type Candidate<P> = { id: number; paths: P[]; removed: number; ranks: Rank[] };

/** One rule: what a document costs, and the rank that its score is made of; rules that only sort have none. */
export type Rule<P> = {
	cost(candidate: Candidate<P>): number;
	/** What of the paths is considered by later rules. */
	narrow?(candidate: Candidate<P>, cost: number): void;
	rank?(candidate: Candidate<P>, cost: number): Rank;
};

/** Candidates in order, best first; stops when there are enough. */
export function bucketSort<P>(candidates: Candidate<P>[], rules: Rule<P>[], enough: number): Candidate<P>[] {
	const sorted: Candidate<P>[] = [];
	const sort = (bucket: Candidate<P>[], depth: number): void => {
		const rule = rules[depth];
		if (rule === undefined) {
			sorted.push(...bucket);
			return;
		}
		const costs = new Map<number, Candidate<P>[]>();
		for (const candidate of bucket) {
			const cost = rule.cost(candidate);
			rule.narrow?.(candidate, cost);
			const rank = rule.rank?.(candidate, cost);
			if (rank !== undefined) candidate.ranks.push(rank);
			const same = costs.get(cost);
			if (same === undefined) costs.set(cost, [candidate]);
			else same.push(candidate);
		}
		for (const cost of [...costs.keys()].sort((a, b) => a - b)) {
			if (sorted.length >= enough) return;
			sort(costs.get(cost) ?? [], depth + 1);
		}
	};
	sort(candidates, 0);
	return sorted;
}

/** One number from all ranks: each rule divides what the rule before it left. */
export function scoreOf(ranks: Rank[]): number {
	let [rank, of] = [1, 1];
	for (const inner of ranks) {
		rank = (rank - 1) * inner.of + inner.rank;
		of *= inner.of;
	}
	return rank / of;
}

/** A value to sort by: numbers come before texts, and both before nothing, in either direction. */
export type SortKey = { number: number | null; text: string | null };

export function compareKeys(a: SortKey, b: SortKey, ascending: boolean): number {
	const kind = (key: SortKey) => (key.number !== null ? 0 : key.text !== null ? 1 : 2);
	if (kind(a) !== kind(b)) return kind(a) - kind(b);
	const [left, right] = a.number !== null && b.number !== null ? [a.number, b.number] : [a.text ?? "", b.text ?? ""];
	const order = left < right ? -1 : left > right ? 1 : 0;
	return ascending ? order : -order;
}

/** A rule that sorts by an attribute. */
export function sortRule<P>(
	candidates: Candidate<P>[],
	keyOf: (document: JsonObject) => SortKey,
	document: (id: number) => JsonObject,
	ascending: boolean,
): Rule<P> {
	const keyed = candidates.map(({ id }) => ({ id, key: keyOf(document(id)) }));
	keyed.sort((a, b) => compareKeys(a.key, b.key, ascending));
	const order = new Map<number, number>();
	let [place, previous] = [0, keyed[0]?.key];
	for (const { id, key } of keyed) {
		if (previous !== undefined && compareKeys(previous, key, ascending) !== 0) place++;
		previous = key;
		order.set(id, place);
	}
	return { cost: ({ id }) => order.get(id) ?? 0 };
}

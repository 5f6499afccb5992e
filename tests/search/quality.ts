// How good a ranking is, by the usual measures (Järvelin and Kekäläinen 2002 for nDCG, with gains 2^grade - 1).
import { demoThreads } from "#db/seed/demo/threads.ts";
import type { Judgement } from "./judgements.ts";

export type Quality = { ndcg: number; recall: number; empty: boolean };

const gain = (grade: number) => 2 ** grade - 1;
const discounted = (grades: number[]) => grades.reduce((sum, grade, index) => sum + gain(grade) / Math.log2(index + 2), 0);

/** Of the first ten titles: how close to the best order (nDCG@10), and how many of what could be among them are (recall@10). */
export function qualityOf({ relevant }: Judgement, titles: string[]): Quality {
	const ten = titles.slice(0, 10);
	const ideal = discounted(
		Object.values(relevant)
			.sort((a, b) => b - a)
			.slice(0, 10),
	);
	const found = ten.filter((title) => relevant[title]).length;
	return {
		ndcg: discounted(ten.map((title) => relevant[title] ?? 0)) / ideal,
		recall: found / Math.min(10, Object.keys(relevant).length),
		empty: titles.length === 0,
	};
}

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
export const demoTitles = demoThreads.map(({ thread }) => thread.title);

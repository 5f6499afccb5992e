// How good a ranking is, by the usual measures (Järvelin and Kekäläinen 2002 for nDCG, with gains 2^grade - 1).
import { eq } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { search } from "#app/core/search.server.ts";
import { narrowingOf } from "#app/search/narrowing.server.ts";
import { scopeOf } from "#app/search/scope.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { parseQuestion } from "#search/question.ts";
import { type Judgement, judgements } from "./judgements.ts";

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

/** Everybody, as they search. */
export const searchers = () =>
	db
		.select({
			id: people.id,
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			timeZone: people.timeZone,
			role: accounts.role,
		})
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id));

/** The judged queries as the engine in use answers them now. */
export async function judge(): Promise<(Judgement & Quality)[]> {
	const byHandle = new Map((await searchers()).map((viewer) => [viewer.handle, viewer]));
	const titles = new Map((await db.select({ id: threads.id, title: threads.title }).from(threads)).map(({ id, title }) => [id, title]));
	const results: (Judgement & Quality)[] = [];
	for (const judgement of judgements) {
		const viewer = byHandle.get(judgement.viewer ?? "tomas");
		if (!viewer) throw new Error("The demo company lacks somebody who searches.");
		const question = parseQuestion(judgement.query);
		const { narrowing } = await narrowingOf(viewer, judgement.query, question);
		const ids = await search.threads(question, narrowing, scopeOf(viewer), 50);
		results.push({
			...judgement,
			...qualityOf(
				judgement,
				ids.map((id) => titles.get(id) ?? ""),
			),
		});
	}
	return results;
}

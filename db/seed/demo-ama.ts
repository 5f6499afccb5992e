// The demo company's AMAs, as the application would have written them.
import { and, eq } from "drizzle-orm";
import type { Db } from "../client.server.ts";
import { amaHosts, amaQuestions, amas, amaVotes } from "../schema/ama.server.ts";
import { aliases } from "../schema/anonymity.server.ts";
import { people } from "../schema/people.server.ts";
import { posts } from "../schema/posts.server.ts";
import { threads } from "../schema/threads.server.ts";
import { type DemoAma, demoAmas } from "./demo/amas.ts";
import { demoPeople } from "./demo/people.ts";
import type { Kitchen } from "./demo.ts";
import { chance, dayOf, hour, idOf, sealed, writer } from "./demo-ids.ts";

/** Writes the AMAs with their questions, answers and votes. */
export async function writeAmas(tx: Db, start: number, { slugOf, cookAll }: Kitchen): Promise<void> {
	const names = new Map(demoPeople.map(({ handle, name }) => [handle, name]));
	for (const { leader } of demoAmas) await tx.update(people).set({ leader: true }).where(eq(people.handle, leader));
	for (const ama of demoAmas) {
		const said = [
			{ learning: ama.learning, text: ama.text },
			...ama.questions.flatMap(({ text, answers = [] }) => [{ text }, ...answers.map((a) => ({ text: a.text }))]),
		];
		const cooked = await cookAll(said, names);
		let next = 0;
		const written = () => {
			const of = cooked[next++];
			if (!of) throw new Error("Less was cooked than is told.");
			return of;
		};
		const id = idOf("thread", ama.title);
		const announced = start - ama.announcedDaysAgo * 24 * hour;
		const opening = written();
		const body = ({ excerpt: _, ...post }: typeof opening) => post;
		const person = idOf("person", ama.leader);
		await tx.insert(threads).values({
			id,
			kind: "ama",
			title: ama.title,
			slug: slugOf(ama.title),
			circleId: idOf("circle", ama.circle),
			authorId: person,
			excerpt: opening.excerpt,
			replyCount: ama.questions.reduce((sum, { answers = [] }) => sum + 1 + answers.length, 0),
			createdAt: new Date(announced),
		});
		for (const by of new Set(ama.questions.map((one) => one.by).filter(sealed))) {
			const mark = `nobody:${idOf(id, by)}`;
			await tx.insert(aliases).values({ threadId: id, name: by.slice(1), mark, token: mark, level: "muted" });
		}
		const post = idOf("post", ama.title);
		await tx
			.insert(posts)
			.values({ id: post, threadId: id, authorId: person, opening: 1, submission: post, createdAt: new Date(announced), ...body(opening) });
		const [opensAt, closesAt] = [new Date(start + ama.opensInHours * hour), new Date(start + ama.closesInHours * hour)];
		await tx.insert(amas).values({ threadId: id, opensAt, closesAt });
		await tx
			.insert(amaHosts)
			.values([
				{ threadId: id, personId: person, role: "leader" },
				...(ama.delegate ? [{ threadId: id, personId: idOf("person", ama.delegate), role: "delegate" as const }] : []),
				...ama.coHosts.map((handle) => ({ threadId: id, personId: idOf("person", handle), role: "co-host" as const })),
			]);
		await writeQuestions(tx, ama, { id, announced, start, written: () => body(written()) });
		if (ama.archived)
			await tx
				.update(amas)
				.set({ archivedAt: new Date(closesAt.getTime() + 9 * 24 * hour) })
				.where(eq(amas.threadId, id));
	}
}

type Body = { sections: Record<string, string>; cooked: Record<string, string>; text: string; cookerVersion: number };
type Place = { id: string; announced: number; start: number; written: () => Body };

async function writeQuestions(tx: Db, ama: DemoAma, { id, announced, start, written }: Place): Promise<void> {
	const questionId = (index: number) => idOf("question", ama.title, String(index));
	let last = announced;
	const after = (hours: number) => {
		last = Math.min(Math.max(last + 1, announced + hours * hour), start - 60_000);
		return new Date(last);
	};
	const rows = ama.questions.map((question, index) => {
		const post = { id: questionId(index), threadId: id, submission: questionId(index), ...writer(question.by), ...written() };
		const answers = (question.answers ?? []).map((answer, n) => {
			const answerId = idOf("answer", questionId(index), String(n));
			return {
				id: answerId,
				threadId: id,
				submission: answerId,
				parentId: post.id,
				...writer(answer.by),
				...written(),
				hours: answer.hours,
			};
		});
		return { question, post, answers };
	});
	// What bears an alias is as old as the post before it.
	for (const { post, question } of rows)
		await tx.insert(posts).values({
			...post,
			createdAt: sealed(question.by) ? new Date(Math.max(++last, dayOf(new Date(last)).getTime())) : after(question.hours),
		});
	const answers = rows.flatMap((row) => row.answers).sort((a, b) => a.hours - b.hours);
	for (const { hours, ...post } of answers) await tx.insert(posts).values({ ...post, createdAt: after(hours) });
	await tx
		.update(threads)
		.set({ lastActivityAt: new Date(last), firstReplyAt: new Date(announced + hour) })
		.where(eq(threads.id, id));
	for (const [index, { question, answers: said }] of rows.entries()) {
		const answerId = ["answered", "unknown", "declined"].includes(question.state) ? (said.at(-1)?.id ?? null) : null;
		const followUp = question.followUpInDays ? new Date(start + question.followUpInDays * 24 * hour).toISOString().slice(0, 10) : null;
		await tx
			.update(amaQuestions)
			.set({
				state: question.state,
				answerId,
				followUp,
				theme: question.theme ?? null,
				onceUnknown: question.onceUnknown ?? false,
				mergedInto: question.into === undefined ? null : questionId(question.into),
			})
			.where(and(eq(amaQuestions.threadId, id), eq(amaQuestions.postId, questionId(index))));
		const voters = [...demoPeople].sort((a, b) => chance(`${a.handle}${index}`) - chance(`${b.handle}${index}`)).slice(0, question.votes);
		await tx.insert(amaVotes).values(voters.map(({ handle }) => ({ postId: questionId(index), personId: idOf("person", handle) })));
	}
}

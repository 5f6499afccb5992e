import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { AskForm } from "#app/ama/ask-form.tsx";
import { ask, askUnnamed } from "#app/ama/commands.server.ts";
import { questionInput } from "#app/ama/input.ts";
import { useLiveAma } from "#app/ama/live-ama.ts";
import { amaById, questionsOf, similarQuestions } from "#app/ama/queries.server.ts";
import { amaPath, canArchive, canAsk, isOwed } from "#app/ama/rules.ts";
import { whoCanLearn } from "#app/anonymity/links.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { presentMark } from "#app/core/live/hub.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { followingOf } from "#app/following/queries.server.ts";
import { followSentence } from "#app/following/rules.ts";
import { readThread } from "#app/notifications/commands.server.ts";
import { waitingFor } from "#app/replies/anonymous.server.ts";
import { audienceOf } from "#app/threads/anonymous.server.ts";
import { lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { Held } from "#app/threads/held.tsx";
import { openingOf } from "#app/threads/queries.server.ts";
import { noteRead } from "#app/threads/reading.server.ts";
import { canModerate } from "#app/threads/rules.ts";
import { sendOnce } from "#app/threads/send-once.server.ts";
import { Head } from "./head.tsx";
import { HostBar } from "./host-bar.tsx";
import { Questions } from "./questions.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.ama.thread.title ?? "AMA"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const found = await amaById(viewer, params.id);
	if (!found) throw notFound();
	const { searchParams } = new URL(request.url);
	const wanted = searchParams.get("order");
	const order = wanted === "asked" || wanted === "waiting" ? wanted : null;
	const mark = presentMark();
	const [opening, questions, waiting, audience, following] = await Promise.all([
		openingOf(viewer, found.thread),
		questionsOf(viewer, found, order),
		waitingFor(viewer, found.thread.id),
		audienceOf(viewer, found.thread.circle.id),
		followingOf(viewer, "thread", found.thread.id),
	]);
	if (!opening) throw notFound();
	const seen = new Date(
		Math.max(...[opening, ...questions, ...questions.flatMap(({ answers }) => answers)].map((post) => post.createdAt.getTime())),
	);
	await noteRead(viewer, found.thread.id, seen);
	await readThread(viewer, found.thread, seen);
	const { seenUpTo: _, bears: __, ...thread } = found.thread;
	return {
		ama: { ...found, thread: { ...thread, seenUpTo: null, bears: null } },
		opening: sendOnce(context, opening),
		questions,
		waiting,
		following,
		audience: audience ?? ("few" as const),
		whoLearns: await whoCanLearn(found.thread.circle.id),
		owed: questions.filter(({ state, deletedAt }) => isOwed(state) && !deletedAt).length,
		mayArchive: found.isHost && canArchive(found, now()) && !questions.some(({ state, deletedAt }) => state === "open" && !deletedAt),
		moderates: canModerate({ viewer, keeper: found.thread.keeper }),
		asked: searchParams.get("asked"),
		submission: randomUUID(),
		mark,
	};
}

/** A vote changes nothing that the page does not know by itself. */
export const shouldRevalidate = ({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
	!formAction?.endsWith("/vote") && defaultShouldRevalidate;

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, questionInput);
	const ama = await amaById(viewer, params.id);
	if (!ama) throw notFound();
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const { text, as, sure, other } = form.data;
	const { alias, id } = ama.thread;
	const similar = other ? [] : await similarQuestions(viewer, id, text);
	if (similar.length > 0) return data({ errors: {}, values: form.values, similar });
	if (as === "alias") {
		const refusal = await orTooComplex(() => askUnnamed(viewer, id, form.data));
		return refusal ? refused(refusal.errors, form.values) : goTo(`${amaPath(id)}?asked=${randomUUID()}#held`);
	}
	if (alias && !sure)
		return refused(
			{ as: `You are ${alias} here. With your name on this question colleagues may see that you are both.`, sure: "?" },
			form.values,
		);
	const asked = await orTooComplex(() => ask(viewer, id, form.data));
	if ("errors" in asked) return refused(asked.errors, form.values);
	const [page = "", anchor = ""] = asked.path.split("#");
	return goTo(`${page}?asked=${anchor.replace("post-", "")}#${anchor}`);
}

export default function Ama() {
	const { ama, opening, questions, waiting, following, audience, moderates, ...rest } = useLoaderData<typeof loader>();
	const { thread, phase, isHost } = ama;
	const state = useActionData<typeof action>();
	const live = useLiveAma({ id: thread.id, mark: rest.mark, phase, questions, host: isHost });
	return (
		<>
			<main id="main">
				<Head ama={ama} opening={opening} />
				{isHost ? <HostBar ama={ama} owed={rest.owed} mayArchive={rest.mayArchive} /> : null}
				{canAsk(phase) ? (
					<AskForm
						submission={rest.submission}
						asked={rest.asked}
						state={state}
						similar={state && "similar" in state ? state.similar : []}
						alias={thread.alias}
						audience={audience}
						whoLearns={rest.whoLearns}
					/>
				) : (
					<p className="notice">
						Questions are no longer taken.{" "}
						{rest.owed === 0 ? "Every one of them has come to its end." : "Those that are open are still owed an end."}
					</p>
				)}
				<Held posts={waiting} />
				<Questions ama={ama} questions={live} />
			</main>
			<aside className="aside" aria-label="Beside this AMA">
				<section className="quietcard">
					<h2>What you hear of it</h2>
					<p>{followSentence("thread", following)}</p>
					<FollowMenu target="thread" id={thread.id} following={following} label="this AMA" />
				</section>
				{thread.alias ? (
					<section className="quietcard">
						<h2>You are {thread.alias} here</h2>
						<p>Nobody else can see that.</p>
						<Link className="mini" to={`/threads/${thread.id}/alias`}>
							What you hear, and your name
						</Link>
					</section>
				) : null}
				{moderates ? (
					<section className="quietcard">
						<h2>Care for this AMA</h2>
						<div className="acts">
							<Link className="mini" to="/moderation">
								Flagged posts
							</Link>
							<Link className="mini" to={`/threads/${thread.id}/aliases`}>
								Aliases
							</Link>
						</div>
					</section>
				) : null}
				<section className="quietcard">
					<h2>How it ends</h2>
					<p>Every question ends for everybody to see: with an answer, “I don’t know yet” and a day, or a reason why it is not answered.</p>
				</section>
			</aside>
		</>
	);
}

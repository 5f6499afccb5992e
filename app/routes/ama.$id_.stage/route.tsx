import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useLiveHost } from "#app/ama/live-ama.ts";
import { amaById, questionsOf } from "#app/ama/queries.server.ts";
import { amaPath } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { presentMark } from "#app/core/live/hub.server.ts";

export const meta: MetaFunction = () => [{ title: "On a stage · Lamplight" }];

const fortnightMs = 14 * 86_400_000;

/** For a host with a phone on a stage: one open question at a time, the one that most asked for first. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const ama = await amaById(viewer, params.id);
	if (!ama?.isHost) throw notFound();
	const mark = presentMark();
	const open = (await questionsOf(viewer, ama, "asked")).filter(({ state, deletedAt }) => state === "open" && !deletedAt);
	const at = new URL(request.url).searchParams.get("at");
	const place = Math.max(
		0,
		open.findIndex(({ id }) => id === at),
	);
	const question = open[place];
	return {
		id: ama.thread.id,
		title: ama.thread.title,
		question: question ? { id: question.id, text: question.text, author: question.author.name, votes: question.votes ?? 0 } : null,
		next: open[(place + 1) % Math.max(1, open.length)]?.id ?? null,
		left: open.length,
		followUp: new Date(now().getTime() + fortnightMs).toISOString().slice(0, 10),
		submission: randomUUID(),
		mark,
	};
}

export default function Stage() {
	const { id, title, question, next, left, followUp, submission, mark } = useLoaderData<typeof loader>();
	useLiveHost(id, mark);
	return (
		<main id="main" className="stage">
			<p className="meta">
				<Link to={amaPath(id)}>{title}</Link>
				<span>{left === 0 ? "nothing waits" : left === 1 ? "1 question waits" : `${left} questions wait`}</span>
			</p>
			{question ? (
				<>
					<h1>{question.text}</h1>
					<p className="meta">
						{question.author}
						{question.votes > 0 ? `, and ${question.votes === 1 ? "1 colleague asks" : `${question.votes} colleagues ask`} it too` : ""}
					</p>
					<div className="stage-acts">
						<Form method="post" action={`/ama/questions/${question.id}`}>
							<input type="hidden" name="submission" value={submission} />
							<input type="hidden" name="back" value="stage" />
							<input type="hidden" name="state" value="answered" />
							<input type="hidden" name="text" value="Answered live." />
							<button className="btn" type="submit">
								Answered
							</button>
						</Form>
						<Form method="post" action={`/ama/questions/${question.id}`}>
							<input type="hidden" name="submission" value={submission} />
							<input type="hidden" name="back" value="stage" />
							<input type="hidden" name="state" value="unknown" />
							<input type="hidden" name="text" value="I don’t know yet." />
							<input type="hidden" name="followUp" value={followUp} />
							<button className="btn quiet" type="submit">
								I don’t know yet
							</button>
						</Form>
						{next && next !== question.id ? (
							<Link className="btn quiet" to={`?at=${next}`}>
								Next
							</Link>
						) : null}
						<Link className="btn quiet" to={`/ama/questions/${question.id}`}>
							Write, decline or merge
						</Link>
					</div>
					<p className="hint">“I don’t know yet” promises more within two weeks. What you say here can be written out later.</p>
				</>
			) : (
				<>
					<h1>Nothing waits</h1>
					<p className="lead">New questions appear here by themselves.</p>
				</>
			)}
		</main>
	);
}

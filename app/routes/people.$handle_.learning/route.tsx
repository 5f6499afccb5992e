import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { learningLogOf } from "#app/ama/queries.server.ts";
import { amaPath, questionPath, stateWords } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import { Cooked } from "#app/threads/cooked.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Day, Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Learning log · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const handle = params.handle ?? "";
	const person = (await peopleByHandles([handle])).get(handle);
	if (!person) throw notFound();
	return { handle, name: person.name, openings: await learningLogOf(viewer, handle) };
}

export default function LearningLog() {
	const { handle, name, openings } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>What {name} is learning</h1>
			<p className="lead">
				What <Link to={`/people/${handle}`}>{name}</Link> said they got wrong or do not know yet, and what became of it.
			</p>
			{openings.length === 0 ? <Empty title="Nothing here yet">It begins with the first AMA that {name} answers.</Empty> : null}
			{openings.map((opening) => (
				<section className="apart" key={opening.id}>
					<h2>
						<Link to={amaPath(opening.id)}>{opening.title}</Link>
					</h2>
					<p className="meta">
						<Moment at={opening.opensAt} />
					</p>
					<div className="ama-learning body">
						<Cooked postId={opening.postId} section="learning" html={opening.html} />
					</div>
					{opening.unknowns.length > 0 ? (
						<ul className="ama-unknowns">
							{opening.unknowns.map((unknown) => (
								<li key={unknown.id}>
									<Link to={questionPath(unknown.threadId, unknown.id)}>{unknown.text}</Link>
									<p>
										{unknown.state === "unknown" && unknown.followUp ? (
											<>
												“I don’t know yet.” More by <Day day={unknown.followUp} />.
											</>
										) : (
											<>
												It was “I don’t know yet”; now it is {stateWords[unknown.state]}
												{unknown.said ? `: ${unknown.said}` : "."}
											</>
										)}
									</p>
								</li>
							))}
						</ul>
					) : null}
				</section>
			))}
		</main>
	);
}

import { Form, Link, useFetcher } from "@remix-run/react";
import { threadPath } from "#app/threads/rules.ts";
import { When } from "#app/ui/when.tsx";

type Question = { id: string; slug: string; title: string; excerpt: string; asker: string; askedAt: Date; taken: boolean };

/** What was brought to the viewer and waits. */
export function Questions({ questions }: { questions: Question[] }) {
	const sending = useFetcher();
	return (
		<section className="apart">
			<h2>Questions for you</h2>
			{questions.length === 0 ? (
				<p className="hint">Nothing waits. What nobody answers for some hours, and you may know, is brought to you here.</p>
			) : (
				<p className="hint">Take one, and nobody else is asked for a day. Pass one on, and somebody else is: nobody sees that you did.</p>
			)}
			{questions.map(({ id, slug, title, excerpt, asker, askedAt, taken }) => (
				<article className="item" key={id} aria-labelledby={`question-${id}`}>
					<h3 id={`question-${id}`}>
						<Link to={threadPath({ id, slug })}>{title}</Link>
					</h3>
					<p>{excerpt}</p>
					<div className="meta">
						<span>{asker}</span>
						<span>
							brought to you <When at={askedAt} />
						</span>
						{taken ? <span>You took it</span> : null}
					</div>
					<div className="actions desk-acts">
						{taken ? (
							<Link className="mini" to={threadPath({ id, slug })}>
								Answer
							</Link>
						) : (
							<sending.Form method="post" action={`/threads/${id}/take`}>
								<button className="mini" type="submit" aria-label={`Take it: ${title}`}>
									Take it
								</button>
							</sending.Form>
						)}
						<Form method="post" action={`/threads/${id}/pass`}>
							<input type="hidden" name="back" value="desk" />
							<button className="mini" type="submit" aria-label={`Pass it on: ${title}`}>
								Pass it on
							</button>{" "}
							<button className="mini" type="submit" name="notMine" value="1" aria-label={`Not mine: ${title}`}>
								Not mine
							</button>
						</Form>
					</div>
				</article>
			))}
		</section>
	);
}

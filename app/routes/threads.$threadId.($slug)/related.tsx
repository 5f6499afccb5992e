import { Link } from "@remix-run/react";
import type { RelatedThread } from "#app/search/related.server.ts";
import { shapes } from "#app/threads/kinds.ts";
import { threadPath } from "#app/threads/rules.ts";

/** Threads about something close to this one. */
export function Related({ threads }: { threads: RelatedThread[] }) {
	if (threads.length === 0) return null;
	return (
		<section className="quietcard">
			<h2>Close to this</h2>
			{threads.map((thread) => (
				<div className="row" key={thread.id}>
					<span>
						<Link to={threadPath(thread)}>{thread.title}</Link>
						<small>
							{thread.kind === "ama" ? "AMA" : shapes[thread.kind].word}
							{thread.state === "answered" ? ", answered" : ""}
						</small>
					</span>
				</div>
			))}
		</section>
	);
}

import { Link, useFetcher } from "@remix-run/react";
import type { AmaView } from "#app/ama/queries.server.ts";

type Props = { ama: AmaView; owed: number; mayArchive: boolean };

/** What hosts see and nobody else: the ways to look at the questions, and what is still owed. */
export function HostBar({ ama: { thread, phase }, owed, mayArchive }: Props) {
	const fetcher = useFetcher();
	return (
		<section className="quietcard ama-host" aria-labelledby="host-title">
			<h2 id="host-title">You host this</h2>
			<p>
				{owed === 0 ? "Every question has come to its end." : `${owed === 1 ? "1 question waits" : `${owed} questions wait`} for an end.`}{" "}
				{phase === "collecting" || phase === "open" ? "Only hosts see how many asked for each." : null}
			</p>
			<div className="acts">
				<Link className="mini" to="?order=waiting" preventScrollReset>
					Waiting longest
				</Link>
				<Link className="mini" to="?order=asked" preventScrollReset>
					Most asked for
				</Link>
				<Link className="mini" to={`/ama/${thread.id}/stage`}>
					On a stage
				</Link>
				<Link className="mini" to={`/ama/${thread.id}/edit`}>
					Edit
				</Link>
				{mayArchive ? (
					<fetcher.Form method="post" action={`/ama/${thread.id}/archive`}>
						<button className="mini" type="submit">
							Archive it
						</button>
					</fetcher.Form>
				) : null}
			</div>
			{phase === "closed" && !mayArchive ? (
				<p className="hint">It can be archived an hour after it closed, once no question is open.</p>
			) : null}
		</section>
	);
}

import { Link, useFetcher } from "@remix-run/react";
import type { ThreadView } from "#app/threads/views.ts";

/** What a keeper or moderator can do with a thread. */
export function Care({ thread, sealed }: { thread: ThreadView; sealed: boolean }) {
	// Neither address has a page of its own: with scripts one stays on this one.
	const fetcher = useFetcher();
	return (
		<section className="quietcard">
			<h2>Care for this thread</h2>
			<div className="acts">
				<fetcher.Form method="post" action={`/threads/${thread.id}/pin`}>
					<button className="mini" type="submit" name="days" value={thread.pinnedUntil ? "0" : "14"}>
						{thread.pinnedUntil ? "Unpin" : "Pin for two weeks"}
					</button>
				</fetcher.Form>
				<fetcher.Form method="post" action={`/threads/${thread.id}/closure`}>
					<button className="mini" type="submit" name="closed" value={thread.closedAt ? "0" : "1"}>
						{thread.closedAt ? "Open to replies again" : "Close to replies"}
					</button>
				</fetcher.Form>
				<Link className="mini" to={`/threads/${thread.id}/move`}>
					Move
				</Link>
				<Link className="mini" to="/moderation">
					Flagged posts
				</Link>
				{sealed ? (
					<Link className="mini" to={`/threads/${thread.id}/aliases`}>
						Aliases
					</Link>
				) : null}
			</div>
		</section>
	);
}

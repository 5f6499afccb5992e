import { useFetcher } from "@remix-run/react";
import type { AliasLevel } from "#db/enums.ts";

type Props = { threadId: string; alias: { name: string; level: AliasLevel; muted: boolean } };

/** What the viewer's alias in this thread means, what they hear of it, and the way to their name. Nobody else gets to see this. */
export function AliasCard({ threadId, alias: { name, level, muted } }: Props) {
	// The address has no page of its own: with scripts one stays on this one.
	const fetcher = useFetcher();
	const hears = level !== "muted";
	const action = `/threads/${threadId}/alias`;
	return (
		<section className="quietcard" aria-labelledby="alias-title">
			<h2 id="alias-title">You are {name} here</h2>
			<p>
				Nobody else can see that. {hears ? "You hear of replies in your notifications, never by mail." : "You hear nothing as this alias."}
			</p>
			{muted ? <p>A moderator decided that {name} can not write here any more. They were not told who you are.</p> : null}
			<fetcher.Form method="post" action={action}>
				<button className="mini" type="submit" name="level" value={hears ? "muted" : "all"}>
					{hears ? "Hear nothing" : "Hear of replies"}
				</button>
			</fetcher.Form>
			<details className="more">
				<summary>Put your name to it</summary>
				<fetcher.Form method="post" action={action}>
					<p className="hint">Everything that {name} wrote in this thread will bear your name, for everybody. There is no way back.</p>
					<label>
						<input type="checkbox" name="named" value="1" required /> Yes, show my name
					</label>
					<button className="mini" type="submit">
						Put my name to it
					</button>
				</fetcher.Form>
			</details>
		</section>
	);
}

import { Link } from "@remix-run/react";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { type Following, followSentence } from "#app/following/rules.ts";
import type { RelatedThread } from "#app/search/related.server.ts";
import type { ThreadView } from "#app/threads/views.ts";
import { AliasCard } from "./alias-card.tsx";
import { Care } from "./care.tsx";
import { Related } from "./related.tsx";

type Props = {
	thread: ThreadView;
	following: Following;
	alias: string | null;
	moderates: boolean;
	/** Somebody writes here without a name. */
	sealed: boolean;
	related: RelatedThread[];
};

/** What stands beside a thread: what the viewer hears of it, their alias there, how to care for it, what is close to it. */
export function Beside({ thread, following, alias, moderates, sealed, related }: Props) {
	return (
		<aside className="aside" aria-label="Beside this thread">
			<section className="quietcard">
				<h2>What you hear of it</h2>
				<p>{followSentence("thread", following)}</p>
				<FollowMenu target="thread" id={thread.id} following={following} label="this thread" />
			</section>
			{thread.kind === "question" ? (
				<section className="quietcard">
					<h2>Easier to talk about?</h2>
					<p>
						<Link to={`/coaching/book?thread=${thread.id}`}>Book 20 minutes about this</Link>
					</p>
				</section>
			) : null}
			{alias ? <AliasCard threadId={thread.id} name={alias} /> : null}
			{moderates ? <Care thread={thread} sealed={sealed} /> : null}
			<Related threads={related} />
		</aside>
	);
}

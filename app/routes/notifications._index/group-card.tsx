import { Link, useFetcher } from "@remix-run/react";
import { AtSign, CircleCheck, HandHelping, HeartHandshake, MessageCircle, MessagesSquare, Sparkles, Sprout } from "lucide-react";
import type { Entry, Group } from "#app/notifications/inbox.server.ts";
import { sentenceOf } from "#app/notifications/words.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { threadPath } from "#app/threads/rules.ts";
import { When } from "#app/ui/when.tsx";

const signs = {
	mention: AtSign,
	reply: MessageCircle,
	accepted: CircleCheck,
	question: HandHelping,
	care: Sprout,
	ama: MessagesSquare,
	thread: Sparkles,
	reaction: HeartHandshake,
} as const;

function EntryRow({ entry, thread }: { entry: Entry; thread: Group["thread"] }) {
	const Icon = signs[entry.kind];
	const quoted = entry.kind === "mention" || entry.kind === "reply" || entry.kind === "care";
	return (
		<li className={entry.unread ? "told unread" : "told"}>
			<Icon className="icon" aria-hidden="true" />
			<Link to={`${threadPath(thread)}?from=${entry.postId}#post-${entry.postId}`}>
				{entry.unread ? <span className="away">Unread: </span> : null}
				<b>{sentenceOf(entry)}</b>
				{quoted ? <span className="excerpt">{entry.excerpt}</span> : null}
			</Link>
			<When at={entry.at} />
		</li>
	);
}

/** What the viewer was told of one thread. */
export function GroupCard({ group }: { group: Group }) {
	const { thread, circle, entries, more, unread } = group;
	// With scripts one stays where one is in the list.
	const fetcher = useFetcher();
	return (
		<section className={unread ? "group unread" : "group"} aria-labelledby={`group-${thread.id}`}>
			<div className="meta">
				<KindSign kind={thread.kind} />
				<span>{circle}</span>
			</div>
			<h2 id={`group-${thread.id}`}>
				<Link to={`${threadPath(thread)}?unread#new`}>{thread.title}</Link>
			</h2>
			<ul>
				{entries.map((entry) => (
					<EntryRow key={entry.id} entry={entry} thread={thread} />
				))}
			</ul>
			{more > 0 ? (
				<p className="meta">
					<Link to={`${threadPath(thread)}#replies`}>{more === 1 ? "and one more" : `and ${more} more`}</Link>
				</p>
			) : null}
			<div className="acts">
				{unread ? (
					<fetcher.Form method="post" action="/notifications?index">
						<input type="hidden" name="threadId" value={thread.id} />
						<button className="mini" type="submit" name="intent" value="thread">
							Mark as read
						</button>
					</fetcher.Form>
				) : null}
				<fetcher.Form method="post" action="/follows">
					<input type="hidden" name="target" value="thread" />
					<input type="hidden" name="id" value={thread.id} />
					<input type="hidden" name="from" value="inbox" />
					<button className="mini" type="submit" name="level" value="muted">
						Mute this thread
					</button>
				</fetcher.Form>
			</div>
		</section>
	);
}

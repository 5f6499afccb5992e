import { Link, useSearchParams } from "@remix-run/react";
import { CircleCheck, HandHelping, Lock, MessageCircle, Pin } from "lucide-react";
import { When } from "#app/ui/when.tsx";
import { AuthorLink } from "./author-link.tsx";
import type { FeedItem } from "./feed.server.ts";
import { KindSign } from "./kind-sign.tsx";
import { threadPath } from "./rules.ts";

const replyWords = (count: number, fresh: number) => {
	const replies = count === 1 ? "1 reply" : `${count} replies`;
	return fresh > 0 && fresh < count ? `${replies}, ${fresh} new` : fresh > 0 ? `${replies}, new` : replies;
};

function Answer({ thread }: { thread: FeedItem }) {
	if (thread.kind !== "question") return null;
	if (thread.state === "answered")
		return (
			<span className="answered">
				<CircleCheck className="icon" aria-hidden="true" /> answered
			</span>
		);
	if (thread.closed) return null;
	return (
		<span>
			<HandHelping className="icon" aria-hidden="true" /> {thread.replyCount === 0 ? "waiting for a first answer" : "still open"}
		</span>
	);
}

/** One thread in a list. */
export function ThreadCard({ thread, showCircle = true }: { thread: FeedItem; showCircle?: boolean }) {
	return (
		<article className={thread.isNew ? "item new" : "item"}>
			<div className="meta">
				<KindSign kind={thread.kind} />
				{thread.pinned ? (
					<span>
						<Pin className="icon" aria-hidden="true" /> pinned
					</span>
				) : null}
				{showCircle ? (
					<Link to={`/circles/${thread.circleSlug}`}>
						{thread.circlePrivate ? <Lock className="icon" aria-label="Private circle" /> : null} {thread.circleName}
					</Link>
				) : null}
				<When at={thread.createdAt} toTheDay={thread.authorHandle === null} />
			</div>
			<h2>
				<Link to={threadPath(thread)} prefetch="intent">
					{thread.isNew ? <span className="away">New: </span> : null}
					{thread.title}
				</Link>
			</h2>
			<p>{thread.excerpt}</p>
			<div className="meta">
				<AuthorLink author={{ handle: thread.authorHandle, name: thread.author }} />
				{thread.replyCount > 0 ? (
					<Link to={thread.newReplies > 0 ? `${threadPath(thread)}?unread#new` : `${threadPath(thread)}#replies`}>
						<MessageCircle className="icon" aria-hidden="true" /> {replyWords(thread.replyCount, thread.newReplies)}
					</Link>
				) : null}
				<Answer thread={thread} />
			</div>
		</article>
	);
}

type Props = { items: FeedItem[]; next: string | null; showCircle?: boolean };

/** A page of threads with a link to the next one, which keeps the other parameters of the address. */
export function FeedList({ items, next, showCircle = true }: Props) {
	const [params] = useSearchParams();
	const older = new URLSearchParams(params);
	if (next) older.set("after", next);
	return (
		<>
			{items.map((thread) => (
				<ThreadCard key={thread.id} thread={thread} showCircle={showCircle} />
			))}
			<nav className="pager" aria-label="More threads">
				{params.has("after") ? (
					<Link className="btn quiet" to="?">
						Back to the newest
					</Link>
				) : null}
				{next ? (
					<Link className="btn quiet" to={`?${older}`}>
						Earlier threads
					</Link>
				) : null}
			</nav>
		</>
	);
}

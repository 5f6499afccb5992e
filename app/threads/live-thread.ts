import { useEffect, useState } from "react";
import { lookAt } from "#app/core/live/stream.ts";
import { useLive } from "#app/core/live/use-live.ts";
import type { PostView, ThreadView } from "./views.ts";

type Present = Pick<ThreadView, "acceptedPostId" | "state" | "closedAt"> & { opening: PostView; replies: PostView[]; later: boolean };
type Shown = { thread: ThreadView; opening: PostView; replies: PostView[]; later: boolean; mark: string | null };

const date = (value: Date | string | null) => (value === null ? null : new Date(value));
const revived = (post: PostView): PostView => ({
	...post,
	createdAt: new Date(post.createdAt),
	editedAt: date(post.editedAt),
	deletedAt: date(post.deletedAt),
});

/** Reads what a thread says now; null when it is no longer there for the viewer. Throws while the server can not be reached. */
async function presentThread(threadId: string, from: string | undefined): Promise<Present | null> {
	const response = await fetch(`/threads/${threadId}/live${from ? `?from=${from}` : ""}`, { headers: { Accept: "application/json" } });
	if (response.status === 404) return null;
	if (!response.ok || response.redirected) throw new Error("not now");
	const present: Present = await response.json();
	return { ...present, closedAt: date(present.closedAt), opening: revived(present.opening), replies: present.replies.map(revived) };
}

/**
 * A thread page kept up to date: what it shows changes in place (edits, reactions, the accepted answer), and what is new is counted and
 * held back until the reader wants it, so that nothing moves under their eyes.
 */
export function useLiveThread({ thread, opening, replies, later, mark }: Shown) {
	const [present, setPresent] = useState<Present | null>(null);
	const [gone, setGone] = useState(false);
	// The page was loaded anew: it knows better.
	// biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched belongs to the page that it was fetched for
	useEffect(() => setPresent(null), [replies, opening]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a newer mark of the same thread is no reason to connect again
	useEffect(() => lookAt(thread.id, mark), [thread.id]);
	useLive("thread", () => {
		presentThread(thread.id, replies[0]?.id).then(
			(found) => (found ? setPresent(found) : setGone(true)),
			// It is asked again at the next event, and when the connection is back.
			() => undefined,
		);
	});
	if (!present) return { thread, opening, replies, fresh: [], more: false, gone };
	const known = new Map(present.replies.map((post) => [post.id, post]));
	const shown = new Set(replies.map(({ id }) => id));
	const { acceptedPostId, state, closedAt } = present;
	return {
		thread: { ...thread, acceptedPostId, state, closedAt },
		opening: present.opening,
		replies: replies.map((post) => ({ ...post, ...known.get(post.id), isNew: post.isNew })),
		fresh: later ? [] : present.replies.filter(({ id, deletedAt }) => !shown.has(id) && !deletedAt).map(({ id }) => id),
		more: present.later && !later,
		gone,
	};
}

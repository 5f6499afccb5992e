import { Link, useFetcher } from "@remix-run/react";
import { CircleCheck, CornerUpLeft, FlaskConical, Sprout } from "lucide-react";
import type { Viewer } from "#app/auth/rules.ts";
import { FlagLink } from "#app/moderation/flag-link.tsx";
import { Given, Keep, ReactionBar } from "#app/reactions/reaction-bar.tsx";
import { thanksPath } from "#app/recognition/rules.ts";
import { Undo } from "#app/replies/undo.tsx";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { Cooked } from "#app/threads/cooked.tsx";
import { canAccept, canDelete, canEdit, canReact } from "#app/threads/rules.ts";
import type { PostView, ThreadView } from "#app/threads/views.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { When } from "#app/ui/when.tsx";
import { quoteSelection } from "./quote.ts";
import { TakeBack } from "./take-back.tsx";
import { UnreadFrom } from "./unread-from.tsx";

type Props = { post: PostView; thread: ThreadView; viewer: Viewer; firstNew: boolean; first: boolean };

/** One reply with what the viewer can do to it. */
export function PostCard({ post, thread, viewer, firstNew, first }: Props) {
	const accepted = thread.acceptedPostId === post.id;
	const standing = { viewer, keeper: thread.keeper };
	return (
		<>
			{firstNew ? (
				<p className="new-line" id="new">
					New since you were last here
				</p>
			) : null}
			<article className={accepted ? "reply accepted" : "reply"} id={`post-${post.id}`} aria-label={`Reply by ${post.author.name}`}>
				<Avatar name={post.author.name} photo={post.author.photo} alias={post.author.handle === null} />
				<div className="card">
					<div className="meta">
						<AuthorLink author={post.author} />
						{post.own && post.author.handle === null ? <span className="state-line">you</span> : null}
						{post.tried ? (
							<span className="state-line">
								<FlaskConical className="icon" aria-hidden="true" /> tried it
							</span>
						) : null}
						{post.author.jobRole ? <span>{post.author.jobRole}</span> : null}
						<Link className="when" to={`#post-${post.id}`}>
							<When at={post.createdAt} toTheDay={post.author.handle === null} />
						</Link>
						{post.isNew ? <span className="fresh">new</span> : null}
						<Edited post={post} />
						<FirstPost first={first} />
						{accepted ? (
							<span className="state-line answered">
								<CircleCheck className="icon" aria-hidden="true" /> Accepted answer
							</span>
						) : null}
					</div>
					{post.deletedAt ? (
						<>
							<p className="gone">This reply was taken back.</p>
							<Undo postId={post.id} />
						</>
					) : (
						<>
							{post.parent ? (
								<Link className="quoted" to={`#post-${post.parent.id}`}>
									<CornerUpLeft className="icon" aria-hidden="true" /> {post.parent.name}: {post.parent.text || "taken back"}
								</Link>
							) : null}
							<div className="body">
								<Cooked postId={post.id} section="text" html={post.html.text} />
							</div>
							<div className="acts">
								{thread.closedAt ? null : (
									<Link
										className="mini"
										to={`?reply=${post.id}#write`}
										preventScrollReset
										title="Select words above first to quote them"
										onClick={() => quoteSelection(post.id)}
									>
										Reply
									</Link>
								)}
								{canReact(post) ? <ReactionBar postId={post.id} mine={post.mine} offered={["thanks", "same-here", "learned"]} /> : null}
								<Keep postId={post.id} on={post.kept} />
								{canAccept(standing, thread) ? <Accept threadId={thread.id} postId={post.id} accepted={accepted} /> : null}
								{canEdit(post) ? (
									<Link className="mini" to={`/posts/${post.id}/edit`}>
										Edit
									</Link>
								) : null}
								{canDelete(standing, post) ? <TakeBack postId={post.id} /> : null}
								<UnreadFrom postId={post.id} />
								{canReact(post) && post.author.handle ? (
									<Link className="mini" to={thanksPath(post.author.handle, post.id)}>
										Thank-you note
									</Link>
								) : null}
								{canReact(post) ? <FlagLink postId={post.id} /> : null}
								<span className="meta">
									<Given given={post.given} />
								</span>
							</div>
						</>
					)}
				</div>
			</article>
		</>
	);
}

/** Says that a post was edited, with the way to its earlier versions where there are some. */
export function Edited({ post }: { post: PostView }) {
	if (!post.editedAt || post.deletedAt) return null;
	return post.hasHistory ? <Link to={`/posts/${post.id}/history`}>edited</Link> : <span>edited</span>;
}

/** To those who care for the circle: somebody dared for the first time, and nobody has answered yet. */
export function FirstPost({ first }: { first: boolean }) {
	return first ? (
		<span className="state-line" title="Only those who care for this circle see this">
			<Sprout className="icon" aria-hidden="true" /> their first: a kind answer helps
		</span>
	) : null;
}

function Accept({ threadId, postId, accepted }: { threadId: string; postId: string; accepted: boolean }) {
	// The address has no page of its own: with scripts one stays on this one.
	const fetcher = useFetcher();
	return (
		<fetcher.Form method="post" action={`/threads/${threadId}/acceptance`}>
			{accepted ? null : <input type="hidden" name="postId" value={postId} />}
			<button className="mini" type="submit" aria-pressed={accepted}>
				<CircleCheck className="icon" aria-hidden="true" /> {accepted ? "Not the answer after all" : "This answers it"}
			</button>
		</fetcher.Form>
	);
}

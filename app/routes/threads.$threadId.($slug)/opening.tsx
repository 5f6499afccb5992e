import { Link } from "@remix-run/react";
import { CircleCheck, Lock, Pin } from "lucide-react";
import type { Viewer } from "#app/auth/rules.ts";
import { FlagLink } from "#app/moderation/flag-link.tsx";
import { Given, Keep, ReactionBar } from "#app/reactions/reaction-bar.tsx";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { Cooked } from "#app/threads/cooked.tsx";
import type { Growth } from "#app/threads/grown.server.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { againWords, shapes } from "#app/threads/kinds.ts";
import { canDelete, canEdit, canReact, canReply } from "#app/threads/rules.ts";
import type { PostView, ThreadView } from "#app/threads/views.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { When } from "#app/ui/when.tsx";
import { GrewOutOf, WorksSince } from "./grown.tsx";
import { Edited, FirstPost } from "./post-card.tsx";
import { quoteSelection } from "./quote.ts";
import { TakeBack } from "./take-back.tsx";
import { UnreadFrom } from "./unread-from.tsx";

type Props = { thread: ThreadView; post: PostView; viewer: Viewer; first: boolean; growth: Growth };

function State({ thread }: { thread: ThreadView }) {
	if (thread.state === "answered")
		return (
			<Link className="state-line answered" to={`?from=${thread.acceptedPostId}#post-${thread.acceptedPostId}`}>
				<CircleCheck className="icon" aria-hidden="true" /> Answered: go to the answer
			</Link>
		);
	if (thread.state === "reopened") return <span className="state-line">Open again</span>;
	return null;
}

/** The opening post of a thread, in the shape of its kind. */
export function Opening({ thread, post, viewer, first, growth }: Props) {
	const sections = thread.kind === "ama" ? [] : shapes[thread.kind].sections;
	const standing = { viewer, keeper: thread.keeper };
	return (
		<article className="thread" id={`post-${post.id}`}>
			<div className="meta">
				<KindSign kind={thread.kind} />
				<Link to={`/circles/${thread.circle.slug}`}>
					{thread.circle.visibility === "private" ? <Lock className="icon" aria-label="Private circle" /> : null} {thread.circle.name}
				</Link>
				<When at={thread.createdAt} toTheDay={post.author.handle === null} />
				{thread.tool ? <Link to={`/tools/${thread.tool.slug}`}>with {thread.tool.name}</Link> : null}
				{thread.forRoles.length > 0 ? (
					<span>
						for{" "}
						{thread.forRoles.map(({ slug, name }, index) => (
							<span key={slug}>
								{index > 0 ? ", " : ""}
								<Link to={`/roles/${slug}`}>{name.toLowerCase()}s</Link>
							</span>
						))}
					</span>
				) : null}
				{thread.pinnedUntil ? (
					<span className="state-line">
						<Pin className="icon" aria-hidden="true" /> pinned
					</span>
				) : null}
				<Edited post={post} />
				<FirstPost first={first} />
				<State thread={thread} />
			</div>
			<h1>{thread.title}</h1>
			<div className="byline">
				<Avatar name={post.author.name} photo={post.author.photo} alias={post.author.handle === null} />
				<span>
					<AuthorLink author={post.author} />
					<small>{post.own && post.author.handle === null ? "That is you; nobody else can see it" : post.author.jobRole}</small>
				</span>
			</div>
			<GrewOutOf lesson={growth.from} />
			<div className="body">
				{sections
					.filter(({ name }) => post.sectionNames.includes(name))
					.map(({ name, label }) => (
						<section key={name}>
							<h2 className="section-label">{label}</h2>
							<Cooked postId={post.id} section={name} html={post.html[name]} />
						</section>
					))}
				{thread.again ? (
					<section>
						<h2 className="section-label">Would I try again?</h2>
						<p>{againWords[thread.again]}</p>
					</section>
				) : null}
				{thread.kind === "lesson" ? <WorksSince lessonId={thread.id} wins={growth.since} /> : null}
			</div>
			{thread.tags.length > 0 ? (
				<p className="tags">
					{thread.tags.map((tag) => (
						<Link key={tag} to={`/tags/${tag}`}>
							#{tag}
						</Link>
					))}
				</p>
			) : null}
			<div className="acts">
				{canReply(thread) ? (
					<Link
						className="mini"
						to="#write"
						preventScrollReset
						title="Select words above first to quote them"
						onClick={() => quoteSelection(post.id)}
					>
						Reply
					</Link>
				) : null}
				{canReact(post) ? <ReactionBar postId={post.id} mine={post.mine} /> : null}
				<Keep postId={post.id} on={post.kept} />
				{canEdit(post) ? (
					<Link className="mini" to={`/threads/${thread.id}/edit`}>
						Edit
					</Link>
				) : null}
				{canDelete(standing, post) ? <TakeBack postId={post.id} /> : null}
				<UnreadFrom postId={post.id} />
				{canReact(post) ? <FlagLink postId={post.id} /> : null}
				<span className="meta">
					<Given given={post.given} />
				</span>
			</div>
		</article>
	);
}

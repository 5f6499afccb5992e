import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Lock } from "lucide-react";
import { requireViewer } from "#app/auth/session.server.ts";
import { circleBySlug, membersOf } from "#app/circles/queries.server.ts";
import { decodeCursor } from "#app/core/cursor.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { followingOf } from "#app/following/queries.server.ts";
import { firstPostsIn } from "#app/helping/queries.server.ts";
import { feed, pinnedIn } from "#app/threads/feed.server.ts";
import { FeedList, ThreadCard } from "#app/threads/feed-list.tsx";
import { noteVisit } from "#app/threads/reading.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.circle.name ?? "Circle"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const circle = await circleBySlug(viewer, params.slug);
	if (!circle) throw notFound();
	await noteVisit(viewer);
	const after = decodeCursor(new URL(request.url).searchParams.get("after"));
	const [members, page, pinned, following, firsts] = await Promise.all([
		membersOf(viewer, circle.id),
		feed(viewer, { circleId: circle.id }, after),
		after ? [] : pinnedIn(viewer, circle.id),
		followingOf(viewer, "circle", circle.id),
		firstPostsIn(viewer, circle.id),
	]);
	const above = new Set(pinned.map(({ id }) => id));
	return {
		circle,
		following,
		firsts,
		keepers: members.filter(({ role }) => role === "keeper"),
		pinned,
		items: page.items.filter(({ id }) => !above.has(id)),
		next: page.next,
	};
}

function Membership({ slug, isMember, isPrivate }: { slug: string; isMember: boolean; isPrivate: boolean }) {
	const form = (
		<Form method="post" action={`/circles/${slug}/membership`}>
			<button className="btn quiet" type="submit" name="join" value={isMember ? "0" : "1"}>
				{isMember ? "Leave" : "Join"}
			</button>
		</Form>
	);
	// Out of a private circle there is no way back alone, so a slip must not be enough.
	if (!isPrivate) return form;
	return (
		<details>
			<summary className="btn quiet">Leave…</summary>
			<p className="meta my-2">You lose sight of it at once. Only a keeper can bring you back.</p>
			{form}
		</details>
	);
}

export default function Circle() {
	const { circle, following, firsts, keepers, pinned, items, next } = useLoaderData<typeof loader>();
	return (
		<>
			<main id="main">
				<div className="hello">
					<h1>
						{circle.visibility === "private" ? <Lock className="icon inline" aria-label="Private circle" /> : null} {circle.name}
					</h1>
					<p className="lead">{circle.purpose}</p>
					<div className="acts">
						<Link className="btn" to={`/threads/new?circle=${circle.id}`}>
							Share something here
						</Link>
						<FollowMenu target="circle" id={circle.id} following={following} label={circle.name} />
						<Membership slug={circle.slug} isMember={circle.isMember} isPrivate={circle.visibility === "private"} />
					</div>
				</div>
				{pinned.map((thread) => (
					<ThreadCard key={thread.id} thread={thread} showCircle={false} />
				))}
				{items.length === 0 && pinned.length === 0 ? (
					<Empty title="Quiet so far">A question is a good beginning: what would you like to manage, and what did you try?</Empty>
				) : (
					<FeedList items={items} next={next} showCircle={false} />
				)}
			</main>
			<aside className="aside" aria-label="About this circle">
				{firsts.length > 0 ? (
					<section className="quietcard">
						<h2>Their first here</h2>
						<p>Nobody has answered yet. A kind word decides whether they come back.</p>
						{firsts.map(({ postId, thread, author }) => (
							<div className="row" key={postId}>
								<span>
									<Link to={`${threadPath(thread)}?from=${postId}#post-${postId}`}>{thread.title}</Link>
									<small>{author}</small>
								</span>
							</div>
						))}
					</section>
				) : null}
				<section className="quietcard">
					<h2>{keepers.length === 1 ? "Keeper" : "Keepers"}</h2>
					{keepers.map((keeper) => (
						<div className="row" key={keeper.id}>
							<Avatar name={keeper.name} photo={keeper.photo} />
							<span>
								<Link to={`/people/${keeper.handle}`}>{keeper.name}</Link>
								<small>{keeper.jobRole}</small>
							</span>
						</div>
					))}
					<p className="meta">
						<Link to={`/circles/${circle.slug}/members`}>Everybody in this circle</Link>
						{circle.isKeeper ? <Link to={`/circles/${circle.slug}/edit`}>Change the circle</Link> : null}
					</p>
				</section>
				{circle.visibility === "private" ? (
					<section className="quietcard">
						<h2>Private</h2>
						<p>Only its members know of this circle. What you write here is read by them alone.</p>
					</section>
				) : null}
			</aside>
		</>
	);
}

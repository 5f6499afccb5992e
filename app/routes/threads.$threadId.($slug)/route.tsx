import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { whoCanLearn } from "#app/anonymity/links.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { presentMark } from "#app/core/live/hub.server.ts";
import { followingOf } from "#app/following/queries.server.ts";
import { firstPostsOf } from "#app/helping/queries.server.ts";
import { isBroughtTo } from "#app/helping/routing.server.ts";
import { readThread } from "#app/notifications/commands.server.ts";
import { holdReply, waitingFor } from "#app/replies/anonymous.server.ts";
import { addReply } from "#app/replies/commands.server.ts";
import { replyInput } from "#app/replies/input.ts";
import { triedOffer } from "#app/replies/rules.ts";
import { relatedThreads } from "#app/search/related.server.ts";
import { audienceOf } from "#app/threads/anonymous.server.ts";
import { leaveWithDraft, lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { draftAt } from "#app/threads/drafts.server.ts";
import { growthOf } from "#app/threads/grown.server.ts";
import { Held } from "#app/threads/held.tsx";
import { useLiveThread } from "#app/threads/live-thread.ts";
import { firstUnread, openingOf, repliesOf, threadById } from "#app/threads/queries.server.ts";
import { noteRead } from "#app/threads/reading.server.ts";
import { canModerate, canReply, threadPath } from "#app/threads/rules.ts";
import { sendOnce } from "#app/threads/send-once.server.ts";
import { Beside } from "./beside.tsx";
import { Brought } from "./brought.tsx";
import { LiveBar } from "./live-bar.tsx";
import { Opening } from "./opening.tsx";
import { PostCard } from "./post-card.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { sentLast } from "./sent-last.ts";
import { Writing } from "./writing.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.thread.title ?? "Thread"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const found = await threadById(viewer, params.threadId);
	if (!found) throw notFound();
	if (found.kind === "ama") throw goTo(`/ama/${found.id}`);
	const { seenUpTo, bears, ...thread } = found;
	if (params.slug !== thread.slug) throw goTo(threadPath(thread) + new URL(request.url).search);

	const unread = searchParams.has("unread") ? await firstUnread(viewer, thread.id, seenUpTo) : null;
	const window = { after: searchParams.get("after"), before: searchParams.get("before"), from: unread ?? searchParams.get("from") };
	const [opening, page, draft, related, following, brought, firsts, waiting, audience, growth] = await Promise.all([
		openingOf(viewer, thread),
		repliesOf(viewer, thread, seenUpTo, window),
		draftAt(viewer, `reply:${thread.id}`),
		relatedThreads(viewer, thread),
		followingOf(viewer, "thread", thread.id),
		thread.kind === "question" ? isBroughtTo(viewer, thread.id) : false,
		firstPostsOf(viewer, thread.id),
		waitingFor(viewer, thread.id),
		audienceOf(viewer, thread.circle.id),
		growthOf(viewer, thread),
	]);
	if (!opening) throw notFound();
	const seen = page.replies.at(-1)?.createdAt ?? thread.createdAt;
	await noteRead(viewer, thread.id, seen);
	await readThread(viewer, thread, seen);
	const parent = page.replies.find(({ id }) => id === searchParams.get("reply"));
	return {
		viewer,
		thread,
		opening: sendOnce(context, opening),
		replies: page.replies.map((post) => sendOnce(context, post)),
		earlier: page.earlier,
		later: page.later,
		draft,
		posted: sentLast(searchParams, waiting),
		growth,
		related,
		following,
		brought,
		firsts,
		waiting,
		audience: audience ?? ("few" as const),
		alias: bears?.name ?? null,
		whoLearns: await whoCanLearn(thread.circle.id),
		parent: parent ? { id: parent.id, name: parent.author.name } : null,
		submission: randomUUID(),
		mark: presentMark(),
	};
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, replyInput);
	const intent = body.get("intent");
	if (intent) {
		const thread = await threadById(viewer, params.threadId);
		if (!thread) throw notFound();
		const aside = await leaveWithDraft(viewer, `reply:${thread.id}`, intent, form.values);
		if (aside) return aside;
	}
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const there = await threadById(viewer, params.threadId);
	if (!there) throw notFound();
	if (there.kind === "ama") throw notFound();
	if (form.data.as === "alias") {
		const held = await orTooComplex(() => holdReply(viewer, there.id, form.data));
		return "errors" in held ? refused(held.errors, form.values) : goTo(`${threadPath(there)}?held#held`);
	}
	if (there.alias && !form.data.sure)
		return refused(
			{ as: `You are ${there.alias} in this thread. With your name on this reply colleagues may see that you are both.`, sure: "?" },
			form.values,
		);
	const added = await orTooComplex(() => addReply(viewer, params.threadId, form.data));
	if ("errors" in added) return refused(added.errors, form.values);
	const [page = "", anchor = ""] = added.path.split("#");
	return goTo(`${page}?from=${anchor.replace("post-", "")}&posted#${anchor}`);
}

export default function Thread() {
	const { viewer, earlier, later, draft, posted, parent, submission, ...beside } = useLoaderData<typeof loader>();
	const { thread, opening, replies, ...live } = useLiveThread({ ...beside, later });
	const state = useActionData<typeof action>();
	const fresh = replies.find(({ isNew }) => isNew)?.id;
	const standing = { viewer, keeper: thread.keeper };
	return (
		<>
			<main id="main">
				{beside.brought ? <Brought threadId={thread.id} asker={thread.author.name} /> : null}
				<Opening thread={thread} post={opening} viewer={viewer} first={beside.firsts.includes(opening.id)} growth={beside.growth} />
				<section id="replies" aria-labelledby="replies-title">
					<div className="replies-head">
						<h2 id="replies-title">Replies</h2>
						{fresh ? (
							<a className="mini" href="#new">
								Jump to the first new one
							</a>
						) : null}
					</div>
					{earlier ? (
						<p className="pager">
							<Link className="btn quiet" to={`?before=${replies[0]?.id ?? ""}#replies`}>
								Earlier replies
							</Link>
						</p>
					) : null}
					{replies.length === 0 ? (
						<p className="lead">
							{thread.kind === "question" ? "Waiting for a first answer. Half an answer helps too." : "Nobody has replied yet."}
						</p>
					) : null}
					{replies.map((post) => (
						<PostCard
							key={post.id}
							post={post}
							thread={thread}
							viewer={viewer}
							firstNew={post.id === fresh}
							first={beside.firsts.includes(post.id)}
						/>
					))}
					{later ? (
						<p className="pager">
							<Link className="btn quiet" to={`?after=${replies.at(-1)?.id ?? ""}#replies`}>
								Later replies
							</Link>
						</p>
					) : null}
				</section>
				<Held posts={beside.waiting} />
				<LiveBar fresh={live.fresh} more={live.more} gone={live.gone} />
				{thread.kind === "question" ? <Writing /> : null}
				{canReply(thread) ? (
					<ReplyForm
						threadId={thread.id}
						saysWriting={thread.kind === "question"}
						viewerId={viewer.id}
						submission={submission}
						draft={draft}
						posted={posted}
						parent={parent}
						state={state}
						alias={thread.alias}
						audience={beside.audience}
						whoLearns={beside.whoLearns}
						tried={triedOffer(thread)}
					/>
				) : (
					<p className="notice">This thread is closed to new replies.</p>
				)}
			</main>
			<Beside
				{...beside}
				thread={thread}
				moderates={canModerate(standing)}
				sealed={[opening, ...replies].some(({ author }) => author.handle === null)}
			/>
		</>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { followingOf } from "#app/following/queries.server.ts";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";
import { toolBySlug } from "#app/threads/topics.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? "Threads"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const topic = await toolBySlug(params.slug ?? "");
	if (!topic) throw notFound();
	return {
		title: `With ${topic.name}`,
		id: topic.id,
		following: await followingOf(viewer, "tool", topic.id),
		page: await loadFeed({ request, context }, { toolId: topic.id }),
	};
}

export default function Tool() {
	const { id, title, following, page } = useLoaderData<typeof loader>();
	return (
		<FeedPage
			title={title}
			lead="What colleagues did with this tool."
			page={page}
			action={<FollowMenu target="tool" id={id} following={following} label={title} />}
			empty={{ title: "Nothing here yet", text: "Nobody has written about this tool so far." }}
		/>
	);
}

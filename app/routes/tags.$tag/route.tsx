import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { followingOf } from "#app/following/queries.server.ts";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";
import { tagNamed } from "#app/threads/topics.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? "Threads"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const topic = tagNamed(params.tag);
	if (!topic) throw notFound();
	return {
		topic,
		title: `#${topic}`,
		following: await followingOf(viewer, "tag", topic),
		page: await loadFeed({ request, context }, { tag: topic }),
	};
}

export default function Tag() {
	const { topic, title, following, page } = useLoaderData<typeof loader>();
	return (
		<FeedPage
			title={title}
			lead="Threads that colleagues marked with this tag."
			page={page}
			action={<FollowMenu target="tag" id={topic} following={following} label={title} />}
			empty={{ title: "Nothing here yet", text: "No thread that you can read bears this tag." }}
		/>
	);
}

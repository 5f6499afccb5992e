import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { followingOf } from "#app/following/queries.server.ts";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";
import { jobRoleBySlug } from "#app/threads/topics.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? "Threads"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const topic = await jobRoleBySlug(params.slug ?? "");
	if (!topic) throw notFound();
	return {
		title: `For ${topic.name.toLowerCase()}s`,
		id: topic.id,
		following: await followingOf(viewer, "role", topic.id),
		page: await loadFeed({ request, context }, { jobRoleId: topic.id }),
	};
}

export default function JobRole() {
	const { id, title, following, page } = useLoaderData<typeof loader>();
	return (
		<FeedPage
			title={title}
			lead="Wins that were written with this role in mind."
			page={page}
			action={<FollowMenu target="role" id={id} following={following} label={title} />}
			empty={{ title: "Nothing here yet", text: "Nobody has written for this role so far." }}
		/>
	);
}

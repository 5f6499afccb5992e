import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";
import { tagNamed } from "#app/threads/topics.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? "Threads"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	const topic = tagNamed(params.tag);
	if (!topic) throw notFound();
	return { title: `#${topic}`, page: await loadFeed({ request, context }, { tag: topic }) };
}

export default function Tag() {
	const { title, page } = useLoaderData<typeof loader>();
	return (
		<FeedPage
			title={title}
			lead="Threads that colleagues marked with this tag."
			page={page}
			empty={{ title: "Nothing here yet", text: "No thread that you can read bears this tag." }}
		/>
	);
}

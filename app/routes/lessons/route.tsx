import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";

export const meta: MetaFunction = () => [{ title: "Lessons · Lamplight" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => loadFeed({ request, context }, { kind: "lesson" });

export default function Lessons() {
	return (
		<FeedPage
			title="Lessons"
			lead="What did not work, told without blame: the most useful posts here."
			page={useLoaderData<typeof loader>()}
			empty={{
				title: "No lessons yet",
				text: "A lesson says what you tried, what happened and what you believe now.",
				action: (
					<Link className="btn" to="/threads/new?kind=lesson">
						Tell what did not work
					</Link>
				),
			}}
		/>
	);
}

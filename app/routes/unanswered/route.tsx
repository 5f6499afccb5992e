import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";

export const meta: MetaFunction = () => [{ title: "Waiting for an answer · Lamplight" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => loadFeed({ request, context }, { unanswered: true });

export default function Unanswered() {
	return (
		<FeedPage
			title="Waiting for an answer"
			lead="You may know one of these. Half an answer helps too."
			page={useLoaderData<typeof loader>()}
			empty={{
				title: "Nobody is waiting",
				text: "Every question has its answer. New ones appear here first.",
				action: (
					<Link className="btn" to="/threads/new?kind=question">
						Ask a question
					</Link>
				),
			}}
		/>
	);
}

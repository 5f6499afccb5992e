import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";

export const meta: MetaFunction = () => [{ title: "Questions · Lamplight" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => loadFeed({ request, context }, { kind: "question" });

export default function Questions() {
	return (
		<FeedPage
			title="Questions"
			lead="What colleagues want to do and did not manage yet."
			page={useLoaderData<typeof loader>()}
			empty={{
				title: "No questions yet",
				text: "Nobody has asked anything so far. Somebody else surely wonders about the same as you.",
				action: (
					<Link className="btn" to="/threads/new?kind=question">
						Ask a question
					</Link>
				),
			}}
		/>
	);
}

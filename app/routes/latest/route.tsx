import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";

export const meta: MetaFunction = () => [{ title: "Latest · Lamplight" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => loadFeed({ request, context }, {});

export default function Latest() {
	return (
		<FeedPage
			title="Latest"
			lead="Everything you can read, the liveliest first."
			page={useLoaderData<typeof loader>()}
			empty={{
				title: "Nothing has been shared yet",
				text: "Wins, questions and lessons from the whole company arrive here. Yours may be the first.",
				action: (
					<Link className="btn" to="/threads/new">
						Share something
					</Link>
				),
			}}
		/>
	);
}

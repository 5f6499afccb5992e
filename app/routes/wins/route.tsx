import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { loadFeed } from "#app/threads/feed-loader.server.ts";
import { FeedPage } from "#app/threads/feed-page.tsx";

export const meta: MetaFunction = () => [{ title: "Wins · Lamplight" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => loadFeed({ request, context }, { kind: "win" });

export default function Wins() {
	return (
		<FeedPage
			title="Wins"
			lead="Something worked, big or small."
			page={useLoaderData<typeof loader>()}
			empty={{
				title: "No wins yet",
				text: "A win says the task, what you did and what you would change. Five minutes saved is enough.",
				action: (
					<Link className="btn" to="/threads/new?kind=win">
						Share a win
					</Link>
				),
			}}
		/>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { careCounts } from "#app/moderation/queries.server.ts";

export const meta: MetaFunction = () => [{ title: "How moderation works · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	return careCounts();
}

const often = (count: number | null, what: string) =>
	count === null ? `Fewer than five posts were ${what} so far.` : `${count} times a post was ${what} so far.`;

export default function How() {
	const { flagged, hidden } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>How moderation works here</h1>
			<p className="lead">Rarely, in words, and so that what went wrong can be mended.</p>
			<section className="apart">
				<h2>When you flag a post</h2>
				<p>
					Those who care for its circle look at it: moderators, and the keepers of the circle. Of a private circle its members only. They
					read the reason and what you added, and are not shown who you are. Whoever wrote the post is not told that somebody flagged it.
				</p>
			</section>
			<section className="apart">
				<h2>When something of yours is hidden</h2>
				<p>
					You find why under Notifications, and can mend it there. Somebody looks at it again, and shows it again. Nobody decides about
					their own posts. What was hidden counts nowhere against you.
				</p>
			</section>
			<section className="apart">
				<h2>When you wrote without your name</h2>
				<p>
					It is the same, and nobody learns who you are. An alias can be kept from writing in its thread, and whoever bears it can be kept
					from writing without a name for 30 days, without anybody knowing who that is.
				</p>
			</section>
			<section className="apart">
				<h2>What is kept</h2>
				<p>
					Every decision stands in a log that can not be changed: who decided, when, and why; never the words of a post.{" "}
					{often(flagged, "flagged")} {often(hidden, "hidden")}
				</p>
			</section>
		</main>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { decodeCursor } from "#app/core/cursor.server.ts";
import { Undo } from "#app/replies/undo.tsx";
import { feed, waitingFor } from "#app/threads/feed.server.ts";
import { FeedList, ThreadCard } from "#app/threads/feed-list.tsx";
import { FeedTabs } from "#app/threads/feed-tabs.tsx";
import { noteVisit } from "#app/threads/reading.server.ts";
import { StartCards } from "#app/threads/start-cards.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "For you · Lamplight" }];

const greeting = (hour: number) => (hour < 5 ? "Good evening" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening");

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await noteVisit(viewer);
	const after = decodeCursor(new URL(request.url).searchParams.get("after"));
	const [waiting, page] = await Promise.all([after ? [] : waitingFor(viewer), feed(viewer, { forYou: true }, after)]);
	const hour = Number(now().toLocaleString("en-GB", { hour: "2-digit", hour12: false, timeZone: viewer.timeZone }));
	const shown = new Set(waiting.map(({ id }) => id));
	return {
		hello: `${greeting(hour)}, ${viewer.name.split(" ")[0]}`,
		waiting,
		first: !after,
		items: page.items.filter(({ id }) => !shown.has(id)),
		next: page.next,
	};
}

export default function ForYou() {
	const { hello, waiting, first, items, next } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<div className="hello">
				<h1>{hello}</h1>
				<p className="lead">
					{waiting.length === 0
						? "Read along as long as you like. Nobody keeps count."
						: `${waiting.length === 1 ? "One colleague is" : `${["", "", "Two", "Three"][waiting.length]} colleagues are`} waiting for an answer you may know. Nobody expects you to.`}
				</p>
			</div>
			<Undo />
			{first ? <StartCards /> : null}
			<FeedTabs />
			{waiting.length > 0 ? (
				<section aria-label="Questions you may be able to help with">
					{waiting.map((thread) => (
						<ThreadCard key={thread.id} thread={thread} />
					))}
				</section>
			) : null}
			{items.length === 0 && waiting.length === 0 ? (
				<Empty
					title="Nothing here yet"
					action={
						<Link className="btn" to="/circles">
							Find a circle
						</Link>
					}
				>
					This page fills with threads from your circles, about the tools you use and for your job role.
				</Empty>
			) : (
				<FeedList items={items} next={next} />
			)}
		</main>
	);
}

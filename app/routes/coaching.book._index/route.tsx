import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { aboutThreads, toolAbout } from "#app/coaching/about.server.ts";
import { AboutLine } from "#app/coaching/about-line.tsx";
import { threadIn, withWords, wordIn } from "#app/coaching/address.ts";
import { nextFree, poolFor } from "#app/coaching/hold.server.ts";
import { offeredTopics, offersFor, topicNamed } from "#app/coaching/offers.server.ts";
import { now } from "#app/core/clock.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Moment } from "#app/ui/moment.tsx";
import { Finder } from "./finder.tsx";
import { OfferItem } from "./offer-item.tsx";

export const meta: MetaFunction = () => [{ title: "Find a time · Coaching · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const [lists, [about = null]] = await Promise.all([offeredTopics(viewer), aboutThreads(viewer, [threadIn(searchParams)])]);
	const asked = { tool: wordIn(searchParams, "tool"), role: wordIn(searchParams, "role"), with: wordIn(searchParams, "with") };
	// A thread says what it is about, until somebody chooses something else.
	const chosen = ["tool", "role", "with"].some((name) => searchParams.has(name));
	const tool = about && !chosen ? await toolAbout(viewer, about.id) : null;
	if (tool && lists.tools.some(({ slug }) => slug === tool)) asked.tool = tool;
	const [{ offers, more }, pool] = await Promise.all([offersFor(viewer, asked), asked.with ? null : poolOf(viewer, asked)]);
	return { lists, about, asked, offers, more, pool };
}

/** "Any champion": where several could help with a topic, whoever has time. */
async function poolOf(viewer: Awaited<ReturnType<typeof requireViewer>>, asked: { tool: string; role: string }) {
	const named = await topicNamed(asked);
	const offers = named ? await poolFor(viewer, named.topic) : [];
	if (!named || new Set(offers.map(({ hostId }) => hostId)).size < 2) return null;
	const [next = null] = await nextFree(viewer, offers, now());
	return { name: named.name, next };
}

export default function FindATime() {
	const { lists, about, asked, offers, more, pool } = useLoaderData<typeof loader>();
	const thread = about?.id ?? "";
	const narrowed = Object.values(asked).some(Boolean);
	return (
		<main id="main">
			<p className="meta">
				<Link to="/coaching">Coaching</Link>
			</p>
			<h1>Find a time</h1>
			<p className="lead">
				Twenty minutes with somebody who has been where you are. You need nothing but what you want to try; a half-finished attempt is best.
			</p>
			<Finder lists={lists} asked={asked} thread={thread} />
			<AboutLine about={about} />
			{pool?.next ? (
				<section className="quietcard pool" aria-labelledby="pool-title">
					<h2 id="pool-title">Any champion for {pool.name}</h2>
					<p>
						Whoever has time. Next: <Moment at={pool.next} />
					</p>
					<Link
						className="btn"
						to={withWords("/coaching/book/any", asked.tool ? { tool: asked.tool, thread } : { role: asked.role, thread })}
					>
						Choose a time
					</Link>
				</section>
			) : null}
			{offers.length === 0 ? (
				<Empty
					title={narrowed ? "Nobody offers this right now" : "No office hours yet"}
					action={
						narrowed ? (
							<Link to={`/coaching/book?tool=${thread ? `&thread=${thread}` : ""}`}>Show all office hours</Link>
						) : (
							<Link to="/champions">See the champions</Link>
						)
					}
				>
					{narrowed
						? "Try another tool or role, or look at all office hours: whoever knows one tool well often knows how to begin with the next."
						: "Champions offer hours here, for one person or a group. Ask one of them, or become one."}
				</Empty>
			) : null}
			{offers.map((offer) => (
				<OfferItem key={offer.id} offer={offer} thread={thread} />
			))}
			{more ? <p className="hint">There are more. Choose a tool, a role or a champion to see them.</p> : null}
		</main>
	);
}

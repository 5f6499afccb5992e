import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { isChampion } from "#app/coaching/hours.server.ts";
import { comingSessions, earlierSessions, openGroups } from "#app/coaching/lists.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Groups } from "./groups.tsx";
import { SessionList } from "./session-list.tsx";

export const meta: MetaFunction = () => [{ title: "Coaching · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [coming, earlier, groups, champion] = await Promise.all([
		comingSessions(viewer),
		earlierSessions(viewer),
		openGroups(viewer),
		isChampion(viewer),
	]);
	return { coming, earlier, groups, champion };
}

export default function Coaching() {
	const { coming, earlier, groups, champion } = useLoaderData<typeof loader>();
	return (
		<>
			<main id="main">
				<h1>Coaching</h1>
				<p className="lead">Twenty minutes with a champion, alone or in a group, about what you want to try next.</p>
				<p className="actions apart">
					<Link className="btn" to="/coaching/book">
						Find a time
					</Link>
					{champion ? (
						<Link className="btn quiet" to="/coaching/hours">
							Your office hours
						</Link>
					) : null}
				</p>
				<section className="apart" aria-labelledby="coming-title">
					<h2 id="coming-title">What comes</h2>
					{coming.length === 0 ? (
						<Empty title="Nothing is booked">
							Bring something half-finished: a prompt that answers beside the point, a table that will not come out right. You need no
							preparation beyond one sentence.
						</Empty>
					) : (
						<SessionList sessions={coming} />
					)}
				</section>
				<Groups sessions={groups} />
				{earlier.length > 0 ? (
					<section className="apart" aria-labelledby="earlier-title">
						<h2 id="earlier-title">Earlier and cancelled</h2>
						<SessionList sessions={earlier} />
					</section>
				) : null}
			</main>
			<aside className="aside" aria-label="Beside your sessions">
				<section className="quietcard">
					<h2>In your calendar</h2>
					<p>Each booking sends you an invitation. You can also subscribe to all of them.</p>
					<p>
						<Link to="/settings/calendar">Your calendar feed</Link>
					</p>
				</section>
				<section className="quietcard">
					<h2>Who sees what</h2>
					<p>What you want to try only you and your host read. No role sees more.</p>
				</section>
			</aside>
		</>
	);
}

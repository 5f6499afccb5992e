import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { FollowMenu } from "#app/following/follow-menu.tsx";
import { type Followed, followedBy } from "#app/following/queries.server.ts";
import { levelWords } from "#app/following/rules.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Following · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const followed = await followedBy(viewer);
	return { topics: followed.filter(({ target }) => target !== "thread"), threads: followed.filter(({ target }) => target === "thread") };
}

function Rows({ title, rows }: { title: string; rows: Followed[] }) {
	if (rows.length === 0) return null;
	return (
		<section className="apart" aria-label={title}>
			<h2>{title}</h2>
			<ul className="list">
				{rows.map(({ target, id, name, path, level, reason }) => (
					<li className="row centred" key={`${target}:${id}`}>
						<span>
							<Link to={path}>{name}</Link>
							<small>{levelWords(target, level).label}</small>
						</span>
						<FollowMenu target={target} id={id} following={{ level, reason }} from="settings" label={name} />
					</li>
				))}
			</ul>
		</section>
	);
}

export default function FollowingSettings() {
	const { topics, threads } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Following</h1>
			<SettingsNav />
			<p className="lead">What you follow and what you muted. Nobody else sees it. People can not be followed.</p>
			{topics.length + threads.length === 0 ? (
				<Empty title="You follow nothing yet">
					Threads that you start or reply to turn up here. On the page of a circle, tag, tool or role you can follow all that it brings.
				</Empty>
			) : null}
			<Rows title="Circles, tags, tools and roles" rows={topics} />
			<Rows title="Threads" rows={threads} />
		</main>
	);
}

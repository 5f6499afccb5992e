import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { leadersFor } from "#app/ama/hosts.server.ts";
import { amaList } from "#app/ama/queries.server.ts";
import { amaPath } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Ask me anything · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [all, leaders] = await Promise.all([amaList(viewer), leadersFor(viewer)]);
	return { all, mayAnnounce: leaders.length > 0 };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["all"][number];

export default function Amas() {
	const { all, mayAnnounce } = useLoaderData<typeof loader>();
	const of = (...phases: Row["phase"][]) => all.filter(({ phase }) => phases.includes(phase));
	const coming = of("collecting").reverse();
	return (
		<main id="main">
			<h1>Ask me anything</h1>
			<p className="lead">Leaders say what they are still learning, and answer what you ask: with your name or without it.</p>
			{mayAnnounce ? (
				<p>
					<Link className="btn" to="/ama/new">
						Announce an AMA
					</Link>
				</p>
			) : null}
			{all.length === 0 ? (
				<Empty title="No AMA yet">When a leader announces one, it stands here, and you can ask before it begins.</Empty>
			) : null}
			<Rows title="Open now" rows={of("open")} />
			<Rows title="Coming" rows={coming} />
			<Rows title="Closed, answers still owed" rows={of("closed")} />
			<Rows title="Earlier" rows={of("archived")} />
		</main>
	);
}

const owedWords = (owed: number) => (owed === 1 ? "1 question waits for its end" : `${owed} questions wait for their end`);

function Rows({ title, rows }: { title: string; rows: Row[] }) {
	if (rows.length === 0) return null;
	return (
		<section className="apart">
			<h2>{title}</h2>
			{rows.map(({ id, title: name, excerpt, circle, leader, opensAt, closesAt, phase, owed }) => (
				<article className="item" key={id}>
					<div className="meta">
						<Avatar name={leader.name} photo={leader.photo} />
						<Link to={`/people/${leader.handle}`}>{leader.name}</Link>
						<Link to={`/circles/${circle.slug}`}>{circle.name}</Link>
					</div>
					<h3 className="ama-title">
						<Link to={amaPath(id)}>{name}</Link>
					</h3>
					<p>{excerpt}</p>
					<div className="meta">
						{phase === "collecting" ? (
							<span>
								Opens <Moment at={opensAt} />
							</span>
						) : (
							<span>
								{phase === "open" ? "Open until " : "Closed "}
								<Moment at={closesAt} />
							</span>
						)}
						{phase === "closed" && owed > 0 ? <span>{owedWords(owed)}</span> : null}
					</div>
				</article>
			))}
		</section>
	);
}

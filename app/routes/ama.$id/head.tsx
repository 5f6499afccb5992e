import { Link } from "@remix-run/react";
import { CalendarPlus } from "lucide-react";
import type { AmaView } from "#app/ama/queries.server.ts";
import { Cooked } from "#app/threads/cooked.tsx";
import { KindSign } from "#app/threads/kind-sign.tsx";
import type { PostView } from "#app/threads/views.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Moment } from "#app/ui/moment.tsx";

const list = (names: string[]) => new Intl.ListFormat("en-GB").format(names);

/** Who answers, until when, and what they said first: what they got wrong or are still learning. */
export function Head({ ama, opening }: { ama: AmaView; opening: PostView }) {
	const { thread, hosts, phase, opensAt, closesAt } = ama;
	const leader = hosts.find(({ role }) => role === "leader");
	const delegate = hosts.find(({ role }) => role === "delegate");
	const coHosts = hosts.filter(({ role }) => role === "co-host");
	return (
		<article className="opening" aria-label="The opening">
			<div className="meta">
				<KindSign kind="ama" />
				<Link to={`/circles/${thread.circle.slug}`}>{thread.circle.name}</Link>
			</div>
			<h1>{thread.title}</h1>
			{leader ? (
				<div className="ama-who">
					<Avatar name={leader.name} photo={leader.photo} />
					<span>
						<Link to={`/people/${leader.handle}`}>{leader.name}</Link> answers
						{coHosts.length > 0 ? `, with ${list(coHosts.map(({ name }) => name))}` : ""}.
						{delegate ? ` Prepared in their name by ${delegate.name}.` : ""}
					</span>
				</div>
			) : null}
			<p className="meta">
				{phase === "collecting" ? (
					<span>
						Opens <Moment at={opensAt} />. You can ask already.
					</span>
				) : phase === "open" ? (
					<span>
						Open until <Moment at={closesAt} />
					</span>
				) : (
					<span>
						Closed <Moment at={closesAt} />
					</span>
				)}
				{phase === "collecting" || phase === "open" ? (
					<a className="mini" href={`/ama/${thread.id}/calendar`} download>
						<CalendarPlus className="icon" aria-hidden="true" /> Put it into your calendar
					</a>
				) : null}
			</p>
			<section className="ama-learning" aria-labelledby="learning-title">
				<h2 id="learning-title">What I got wrong or am still learning</h2>
				<div className="body">
					<Cooked postId={opening.id} section="learning" html={opening.html.learning} />
				</div>
				{leader ? (
					<p className="meta">
						<Link to={`/people/${leader.handle}/learning`}>All of {leader.name}’s learning log</Link>
					</p>
				) : null}
			</section>
			<div className="body">
				<Cooked postId={opening.id} section="text" html={opening.html.text} />
			</div>
			{opening.editedAt ? (
				<p className="meta">{opening.hasHistory ? <Link to={`/posts/${opening.id}/history`}>edited</Link> : <span>edited</span>}</p>
			) : null}
		</article>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { championshipOf } from "#app/champions/queries.server.ts";
import { cardPath, scopeWords } from "#app/champions/rules.ts";
import { circlesWith } from "#app/circles/queries.server.ts";
import { now } from "#app/core/clock.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { profileOf } from "#app/people/queries.server.ts";
import { BadgeLine } from "#app/recognition/badge-line.tsx";
import { shownBadges } from "#app/recognition/queries.server.ts";
import { thanksPath } from "#app/recognition/rules.ts";
import { ThankYous } from "#app/recognition/thank-yous.tsx";
import { shownThanks } from "#app/recognition/thanks.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.person.name ?? "Somebody"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const handle = params.handle ?? "";
	const person = /^[a-z0-9][a-z0-9-]{1,29}$/.test(handle) ? await profileOf(viewer, handle) : null;
	if (!person) throw notFound();
	return {
		circles: await circlesWith(viewer, person.id),
		championship: person.gone ? null : await championshipOf(person.id),
		badges: person.gone ? [] : await shownBadges(viewer, person.id),
		thanks: person.gone ? [] : await shownThanks(viewer, person.id),
		person,
		own: person.id === viewer.id,
		there: now().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: person.timeZone }),
	};
}

export default function Profile() {
	const { circles, championship, badges, thanks, person, own, there } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<div className="profile">
				<Avatar name={person.name} photo={person.photo} large />
				<div>
					<h1>{person.name}</h1>
					<p className="lead">{person.gone ? "No longer here." : [person.jobRole, person.department].filter(Boolean).join(", ")}</p>
					<p className="meta">
						<span>@{person.handle}</span>
						{person.gone ? null : (
							<span>
								{there} there now ({person.timeZone.replaceAll("_", " ")})
							</span>
						)}
					</p>
					{own ? (
						<p className="actions">
							<Link className="mini" to="/settings/profile">
								Edit
							</Link>
						</p>
					) : null}
					{own || person.gone ? null : (
						<p className="actions">
							<Link className="mini" to={thanksPath(person.handle)}>
								Write a thank-you note
							</Link>
						</p>
					)}
				</div>
			</div>
			{championship ? (
				<p>
					{championship.running ? (
						<>
							<Link to={cardPath(person.handle)}>Champion</Link> for {scopeWords(championship.scopes)}
						</>
					) : (
						<>Was champion for {scopeWords(championship.scopes)}</>
					)}
				</p>
			) : null}
			{person.leader && !person.gone ? (
				<p>
					<Link to={`/people/${person.handle}/learning`}>What {person.name} is learning</Link>
				</p>
			) : null}
			{person.askMeAbout ? (
				<section className="quietcard">
					<h2>Ask me about</h2>
					<p>{person.askMeAbout}</p>
				</section>
			) : null}
			{person.learningNow ? (
				<section className="quietcard">
					<h2>Learning now</h2>
					<p>{person.learningNow}</p>
				</section>
			) : null}
			{own && !person.askMeAbout && !person.learningNow ? (
				<p className="notice">
					Two sentences here help colleagues to find you: what you would gladly be asked about, and what you are learning.{" "}
					<Link to="/settings/profile">Write them</Link>
				</p>
			) : null}
			{person.tools.length > 0 ? (
				<section className="apart">
					<h2>Works with</h2>
					<p className="tags">
						{person.tools.map(({ slug, name }) => (
							<Link key={slug} to={`/tools/${slug}`}>
								{name}
							</Link>
						))}
					</p>
				</section>
			) : null}
			{badges.length > 0 ? (
				<section className="apart">
					<h2>Badges</h2>
					<ul className="badges">
						{badges.map(({ badge, tier, evidence }) => (
							<BadgeLine key={badge} badge={badge} tier={tier}>
								{evidence ? (
									<>
										With <Link to={evidence.path}>{evidence.title}</Link>
									</>
								) : null}
							</BadgeLine>
						))}
					</ul>
				</section>
			) : null}
			<ThankYous notes={thanks} />
			{circles.length > 0 ? (
				<section className="apart">
					<h2>Circles</h2>
					<p className="tags">
						{circles.map(({ slug, name }) => (
							<Link key={slug} to={`/circles/${slug}`}>
								{name}
							</Link>
						))}
					</p>
				</section>
			) : null}
		</main>
	);
}

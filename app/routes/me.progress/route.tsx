import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { BadgeLine } from "#app/recognition/badge-line.tsx";
import { badgeBySlug } from "#app/recognition/catalogue.ts";
import { forgetMine, noteSeen } from "#app/recognition/commands.server.ts";
import { forgetInput } from "#app/recognition/input.ts";
import { progressOf } from "#app/recognition/progress.server.ts";
import { modeOf, ownBadges, unseenAwards } from "#app/recognition/queries.server.ts";
import { WeekChart } from "#app/recognition/week-chart.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ActsDone } from "./acts-done.tsx";
import { Forget } from "./forget.tsx";

export const meta: MetaFunction = () => [{ title: "Your progress · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [own, unseen, mode] = [await ownBadges(viewer), await unseenAwards(viewer), await modeOf(viewer)];
	if (unseen.length > 0) await noteSeen(viewer);
	const fresh = new Set(unseen.map(({ badge }) => badge));
	return {
		...(await progressOf(viewer, own)),
		out: mode === "out",
		own: own
			.filter(({ revoked }) => revoked === null)
			.map(({ badge, tier, at }) => ({ badge, tier, unnamed: at === null, fresh: fresh.has(badge) })),
		revoked: own.filter(({ revoked }) => revoked !== null).map(({ badge }) => badge),
	};
}

/** Deletes what is noted. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), forgetInput);
	if (!form.ok) return refused(form.errors, form.values);
	await forgetMine(viewer, form.data);
	return goTo("/me/progress");
}

export default function Progress() {
	const { weeks, acts, near, out, own, revoked } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Your progress</h1>
			<p className="lead">
				Only you see this page: no colleague, no manager, no admin. It compares you with nobody, and a week off costs nothing.
			</p>
			{out ? (
				<p className="notice">
					You take no part in badges, so nothing is noted. <Link to="/settings/badges">Change that</Link>
				</p>
			) : null}
			{acts.length === 0 && own.length === 0 && !out ? (
				<Empty
					title="Nothing here yet"
					action={
						<Link className="btn" to="/threads/new?kind=question">
							Ask a question
						</Link>
					}
				>
					What you try, learn and give gathers here by itself: a question, a lesson, an answer, a session you look back at.
				</Empty>
			) : null}
			{acts.length > 0 ? (
				<section className="apart" aria-labelledby="weeks">
					<h2 id="weeks">Half a year</h2>
					<WeekChart weeks={weeks} />
				</section>
			) : null}
			{own.length > 0 ? (
				<section className="apart" aria-labelledby="own">
					<h2 id="own">Yours</h2>
					<ul className="badges">
						{own.map(({ badge, tier, unnamed, fresh }) => (
							<BadgeLine key={badge} badge={badge} tier={tier}>
								{fresh ? <span className="yours">New. </span> : null}
								You {badgeBySlug(badge)?.earned}.{unnamed ? " Without your name: it is written down nowhere." : ""}
							</BadgeLine>
						))}
					</ul>
					<p className="hint">
						Colleagues see none of them unless you show it: on the page of each badge, or <Link to="/settings/badges">for all at once</Link>
						.
					</p>
				</section>
			) : null}
			<p>
				<Link to="/thanks">Thank-you notes</Link>, to you and from you, have a page of their own.
			</p>
			{revoked.map((slug) => (
				<p className="notice" key={slug}>
					<Link to={`/badges/${slug}`}>{badgeBySlug(slug)?.name}</Link> was revoked, and it says there why.
				</p>
			))}
			{out ? null : (
				<section className="apart" aria-labelledby="near">
					<h2 id="near">What could be next</h2>
					<p className="hint">
						Suggestions, no tasks. Leave them, or see all of the <Link to="/badges">badges</Link>.
					</p>
					<ul className="badges">
						{near.map((slug) => (
							<BadgeLine key={slug} badge={slug} dim>
								{badgeBySlug(slug)?.hint}
							</BadgeLine>
						))}
					</ul>
				</section>
			)}
			<ActsDone acts={acts} />
			{acts.length > 0 ? <Forget state={state} /> : null}
		</main>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { BadgeDrawing } from "#app/recognition/badge-drawing.tsx";
import { badgeBySlug, badgePath } from "#app/recognition/catalogue.ts";
import { issue, issuedOf, withdraw } from "#app/recognition/export.server.ts";
import { exportInput } from "#app/recognition/input.ts";
import { ownBadges } from "#app/recognition/queries.server.ts";
import { When } from "#app/ui/when.tsx";
import { MakeIt } from "./make-it.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Take along ${data?.badge.name ?? "a badge"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const badge = badgeBySlug(params.slug);
	if (!badge) throw notFound();
	const own = (await ownBadges(viewer)).find((one) => one.badge === badge.slug && one.revoked === null) ?? null;
	const issued = await issuedOf(viewer, badge.slug);
	if (!own && issued.length === 0) throw notFound();
	const { slug, family, name } = badge;
	return { badge: { slug, family, name }, own: own && { tier: own.tier, unnamed: own.at === null }, issued };
}

/** Makes the file, or takes one back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const slug = params.slug ?? "";
	return applyForm({ request, context }, exportInput, async ({ withdraw: id, ...wanted }) => {
		if (id) await withdraw(viewer, slug, id);
		else await issue(viewer, { slug, ...wanted });
		return `${badgePath(slug)}/export`;
	});
}

export default function TakeAlong() {
	const { badge, own, issued } = useLoaderData<typeof loader>();
	const made = (withEmail: boolean) => issued.some((one) => one.tier === own?.tier && one.withEmail === withEmail);
	return (
		<main id="main">
			<p className="meta">
				<Link to="/badges">Badges</Link> <Link to={badgePath(badge.slug)}>{badge.name}</Link>
			</p>
			<div className="badge-page">
				<BadgeDrawing badge={badge} tier={own?.tier ?? issued[0]?.tier ?? 1} large />
				<div>
					<h1>Take it along</h1>
					<p className="lead">A signed file of “{badge.name}” that stays yours, also when you work somewhere else.</p>
				</div>
			</div>
			<p>
				It is an Open Badge. It says what the badge is for and that it was given here, on the day on which you make the file. Your name is
				not in it, nor when or with what you earned it. Whoever gets the file can read it; where it goes, you decide.
			</p>
			{own?.unnamed ? (
				<p className="notice">
					You earned it with something that you did without your name, so there is nothing to sign yet.{" "}
					<Link to={badgePath(badge.slug)}>Show it first</Link>, if you want to.
				</p>
			) : null}
			{issued.length > 0 ? (
				<section className="apart">
					<h2>Your files</h2>
					<ul className="list">
						{issued.map(({ id, tier, withEmail, at }) => (
							<li className="row taken-along" key={id}>
								<span>
									{withEmail ? "With your e-mail address, hashed" : "Without anything about you"}
									<small>
										{tier > 1 ? "Second tier. " : ""}Made <When at={at} />
									</small>
								</span>
								<span className="acts">
									<a
										className="btn quiet"
										href={`${badgePath(badge.slug)}/export/${id}.png`}
										aria-label={`Picture, ${withEmail ? "with" : "without"} the address`}
										download
									>
										Picture
									</a>
									<a
										className="btn quiet"
										href={`${badgePath(badge.slug)}/export/${id}.json`}
										aria-label={`JSON, ${withEmail ? "with" : "without"} the address`}
										download
									>
										JSON
									</a>
									<Form method="post">
										<input type="hidden" name="tier" value={tier} />
										<button className="btn quiet" type="submit" name="withdraw" value={id}>
											Take back
										</button>
									</Form>
								</span>
							</li>
						))}
					</ul>
					<p className="hint">
						The picture holds the same file; some websites remove it when a picture is uploaded. What you take back is called good by nobody
						who asks here. You can make another one.
					</p>
				</section>
			) : null}
			{own && !own.unnamed && !(made(true) && made(false)) ? <MakeIt tier={own.tier} plain={!made(false)} withEmail={!made(true)} /> : null}
			<p className="foot">
				Anybody can <Link to="/badges/verify">have a badge checked</Link>, without an account.
			</p>
		</main>
	);
}

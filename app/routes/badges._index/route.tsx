import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BadgeLine } from "#app/recognition/badge-line.tsx";
import { catalogue, families, familyWords } from "#app/recognition/catalogue.ts";
import { modeOf, ownBadges } from "#app/recognition/queries.server.ts";

export const meta: MetaFunction = () => [{ title: "Badges · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const own = await ownBadges(viewer);
	return {
		out: (await modeOf(viewer)) === "out",
		own: own.filter(({ revoked }) => revoked === null).map(({ badge, tier }) => ({ badge, tier })),
	};
}

export default function Badges() {
	const { own, out } = useLoaderData<typeof loader>();
	const mine = new Map(own.map(({ badge, tier }) => [badge, tier]));
	return (
		<main id="main">
			<div className="hello spread">
				<h1>Badges</h1>
				<div className="acts">
					<Link className="btn quiet" to="/me/progress">
						Your progress
					</Link>
				</div>
			</div>
			<p className="lead">
				They are for effort: asking, trying, telling what failed, coming back, helping. Never for likes, and never to compare people. What
				you earn only you see, until you show it.
			</p>
			{out ? (
				<p className="notice">
					You take no part in badges. <Link to="/settings/badges">Change that</Link>
				</p>
			) : null}
			{families.map((family) => (
				<section key={family} className="apart" aria-labelledby={family}>
					<h2 id={family}>{familyWords[family].title}</h2>
					<p className="hint">{familyWords[family].text}</p>
					<ul className="badges">
						{catalogue
							.filter((badge) => badge.family === family)
							.map(({ slug, why, peer }) => (
								<BadgeLine key={slug} badge={slug} tier={mine.get(slug) ?? 1} dim={!mine.has(slug)}>
									{mine.has(slug) ? <span className="yours">Yours. </span> : null}
									{why}
									{peer ? " Colleagues propose it." : ""}
								</BadgeLine>
							))}
					</ul>
				</section>
			))}
			<p className="foot">
				Were you shown a badge? <Link to="/badges/verify">Have it checked</Link>
			</p>
		</main>
	);
}

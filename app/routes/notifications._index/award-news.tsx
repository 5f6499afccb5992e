import { Link } from "@remix-run/react";
import { BadgeLine } from "#app/recognition/badge-line.tsx";
import { badgeBySlug } from "#app/recognition/catalogue.ts";

/** Badges that the viewer has not been told of. Here and on their own page alone. */
export function AwardNews({ earned }: { earned: { badge: string; tier: number }[] }) {
	if (earned.length === 0) return null;
	return (
		<section className="apart" aria-labelledby="earned-title">
			<h2 id="earned-title">Noticed</h2>
			<ul className="badges">
				{earned.map(({ badge, tier }) => (
					<BadgeLine key={`${badge} ${tier}`} badge={badge} tier={tier}>
						You {badgeBySlug(badge)?.earned}.
					</BadgeLine>
				))}
			</ul>
			<p className="hint">
				Only you see this. <Link to="/me/progress">Your progress</Link>
			</p>
		</section>
	);
}

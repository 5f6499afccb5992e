import { Link } from "@remix-run/react";
import { Avatar } from "#app/ui/avatar.tsx";
import type { Champion } from "./queries.server.ts";
import { languageNames } from "./rules.ts";
import { ScopeList } from "./scope-list.tsx";

/** A champion in the directory. Whether they rest is said, not since when. */
export function ChampionCard({ champion }: { champion: Champion }) {
	const { name, handle, photo, scopes, languages, there, timeZone, resting, openNow, bookable } = champion;
	return (
		<article className="champion" aria-labelledby={`champion-${handle}`}>
			<Avatar name={name} photo={photo} />
			<div>
				<h3 id={`champion-${handle}`}>
					<Link to={`/people/${handle}`}>{name}</Link>
				</h3>
				<ScopeList scopes={scopes} />
				<p className="meta">
					{languages.length > 0 ? <span>Speaks {languages.map((tag) => languageNames[tag] ?? tag).join(", ")}</span> : null}
					<span>
						{there} there now ({timeZone.replaceAll("_", " ")})
					</span>
				</p>
				<div className="meta">
					{resting ? <span className="state">Resting</span> : null}
					{openNow ? <span className="state open">Open for sessions now</span> : null}
					{bookable ? (
						<Link className="mini" to={`/coaching/book?with=${handle}`}>
							Book a session
						</Link>
					) : null}
				</div>
			</div>
		</article>
	);
}

import { Link } from "@remix-run/react";
import type { OwnAct } from "#app/recognition/progress.server.ts";
import { eventWords } from "#app/recognition/rules.ts";
import { When } from "#app/ui/when.tsx";

/** What the viewer did, the latest first. */
export function ActsDone({ acts }: { acts: OwnAct[] }) {
	if (acts.length === 0) return null;
	return (
		<section className="apart" aria-labelledby="acts">
			<h2 id="acts">What you did</h2>
			<ul className="acts-done">
				{acts.map(({ event, at, week, thing }, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: what was done without a name has nothing else to be told apart by
					<li key={index}>
						{eventWords[event].words}
						{thing ? (
							<>
								: <Link to={thing.path}>{thing.title}</Link>
							</>
						) : null}
						<small>
							{at ? (
								<When at={at} />
							) : (
								<>
									Without your name, in the week from <When at={new Date(`${week}T00:00:00Z`)} toTheDay />
								</>
							)}
						</small>
					</li>
				))}
			</ul>
		</section>
	);
}

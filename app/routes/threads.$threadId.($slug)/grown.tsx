import { Link } from "@remix-run/react";
import type { GrownThread } from "#app/threads/grown.server.ts";
import { KindIcon } from "#app/threads/kind-sign.tsx";
import { threadPath } from "#app/threads/rules.ts";

/** What a win grew out of, for whoever may read that. */
export function GrewOutOf({ lesson }: { lesson: GrownThread | null }) {
	if (!lesson) return null;
	return (
		<p className="grown">
			<KindIcon kind="lesson" />
			<span>
				Grew out of: <Link to={threadPath(lesson)}>{lesson.title}</Link>
			</span>
		</p>
	);
}

/**
 * What grew out of a lesson, as far as the viewer may read it, and the way to share more of it. Everybody has that way: were it the author's
 * alone, it would tell who that is.
 */
export function WorksSince({ lessonId, wins }: { lessonId: string; wins: GrownThread[] }) {
	return (
		<section className="grown-since" aria-label="What works since">
			{wins.length > 0 ? (
				<>
					<h2 className="section-label">What works since</h2>
					<ul>
						{wins.map((win) => (
							<li key={win.id}>
								<KindIcon kind="win" />
								<Link to={threadPath(win)}>{win.title}</Link>
							</li>
						))}
					</ul>
				</>
			) : null}
			<Link to={`/threads/new?kind=win&from=${lessonId}`}>Found a way that works? Share it</Link>
		</section>
	);
}

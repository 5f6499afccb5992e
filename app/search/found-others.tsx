import { Link } from "@remix-run/react";
import { Lock } from "lucide-react";
import { Avatar } from "#app/ui/avatar.tsx";
import type { Results } from "./queries.server.ts";

/** People and circles that were found. */
export function FoundOthers({ people, circles }: Pick<Results, "people" | "circles">) {
	if (people.length + circles.length === 0) return null;
	return (
		<section className="found-others" aria-label="People and circles">
			{people.map(({ handle, name, photo, jobRole, department }) => (
				<Link key={handle} to={`/people/${handle}`}>
					<Avatar name={name} photo={photo} />
					<span>
						{name}
						<small>{[jobRole, department].filter(Boolean).join(", ")}</small>
					</span>
				</Link>
			))}
			{circles.map((circle) => (
				<Link key={circle.slug} to={`/circles/${circle.slug}`}>
					<span>
						{circle.private ? <Lock className="icon" aria-label="Private circle" /> : null} {circle.name}
						<small>Circle</small>
					</span>
				</Link>
			))}
		</section>
	);
}

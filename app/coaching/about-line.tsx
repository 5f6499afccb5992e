import { Link } from "@remix-run/react";
import type { About } from "./about.server.ts";

/** Says which thread a session is going to be about. */
export function AboutLine({ about }: { about: About | null }) {
	if (!about) return null;
	return (
		<p className="notice">
			About <Link to={about.path}>{about.title}</Link>
		</p>
	);
}

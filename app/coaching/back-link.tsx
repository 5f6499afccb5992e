import { Link } from "@remix-run/react";
import { sessionPath } from "./rules.ts";

/** From a page that belongs to a session back to it. */
export function BackLink({ id, title }: { id: string; title: string }) {
	return (
		<p>
			<Link to={sessionPath(id)}>{title}</Link>
		</p>
	);
}

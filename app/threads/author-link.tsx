import { Link } from "@remix-run/react";
import type { Author } from "./views.ts";

/** The name of who wrote something, with the way to their page; an alias leads nowhere. */
export function AuthorLink({ author: { handle, name } }: { author: Pick<Author, "handle" | "name"> }) {
	if (handle) return <Link to={`/people/${handle}`}>{name}</Link>;
	return (
		<span className="alias-name">
			{name} <small>without a name</small>
		</span>
	);
}

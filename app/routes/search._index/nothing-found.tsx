import { Link } from "@remix-run/react";
import type { Results } from "#app/search/queries.server.ts";
import { Empty } from "#app/ui/empty.tsx";

/** What to do next when nothing was found. */
export function NothingFound({ q, chips, corrected }: Pick<Results, "q" | "chips" | "corrected">) {
	return (
		<Empty
			title="Nothing found so far"
			action={
				<Link className="btn" to={`/threads/new?${new URLSearchParams({ kind: "question", title: q })}`}>
					Ask it as a question
				</Link>
			}
		>
			{corrected ? (
				<>
					Did you mean <Link to={`?${new URLSearchParams({ q: corrected })}`}>{corrected}</Link>?{" "}
				</>
			) : null}
			{chips.length > 0 ? "Take a filter out, or try fewer words." : "Try fewer words."} Or ask: somebody may know, and the next one who
			searches finds it here.
		</Empty>
	);
}

import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import type { Results } from "./queries.server.ts";

const headings: Record<string, string> = {
	kind: "What it is",
	is: "Answered?",
	circle: "Circle",
	role: "For the role",
	tool: "Tool",
	department: "Written in",
	after: "When",
};
const order = Object.keys(headings);

/** Ways to narrow what was found. Each is a link, so that it works without scripts and can be shared. What all of it has narrows nothing. */
export function FacetGroups({ facets: all, total }: Pick<Results, "facets" | "total">) {
	const facets = all.filter(({ count }) => count !== total);
	const groups = order
		.map((name) => ({ name, values: facets.filter((facet) => facet.name === name) }))
		.filter(({ values }) => values.length > 0);
	if (groups.length === 0) return null;
	return (
		<details className="quietcard facets" open>
			<summary>Narrow it down</summary>
			{groups.map(({ name, values }) => (
				<section key={name}>
					<h3>{headings[name]}</h3>
					<ul>
						{values.map(({ value, label, count, to }) => (
							<li key={value}>
								<Link to={to} preventScrollReset={false}>
									{label} <span>{count}</span>
								</Link>
							</li>
						))}
					</ul>
				</section>
			))}
		</details>
	);
}

/** The filters that hold, each with a way to take it out. */
export function Chips({ chips }: Pick<Results, "chips">) {
	if (chips.length === 0) return null;
	return (
		<ul className="chips" aria-label="Narrowed to">
			{chips.map(({ name, label, without }) => (
				<li key={name}>
					<Link className="mini" to={`/search?${new URLSearchParams({ q: without })}`}>
						{label}
						<X className="icon" aria-hidden="true" />
						<span className="away"> (take this filter out)</span>
					</Link>
				</li>
			))}
		</ul>
	);
}

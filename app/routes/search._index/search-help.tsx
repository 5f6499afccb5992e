import { Link } from "@remix-run/react";

const examples = [
	{ q: "meeting minutes", says: "Any words, also misspelt ones: the closest come first." },
	{ q: '"page four"', says: "Quotation marks: exactly these words." },
	{ q: "translation -contract", says: "A minus: without this word." },
	{ q: "kind:win tool:claude", says: "Filters: kind, by, role, department, circle, tool, tag, is:answered, after:2026-06." },
];

/** How one may search, by examples that can be tried. */
export function SearchHelp() {
	return (
		<dl className="search-help">
			{examples.map(({ q, says }) => (
				<div key={q}>
					<dt>
						<Link to={`?${new URLSearchParams({ q })}`}>
							<code>{q}</code>
						</Link>
					</dt>
					<dd>{says}</dd>
				</div>
			))}
		</dl>
	);
}

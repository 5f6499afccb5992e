import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { Chips, FacetGroups } from "#app/search/facet-groups.tsx";
import { FoundOthers } from "#app/search/found-others.tsx";
import { HitCard } from "#app/search/hit-card.tsx";
import { mostFound, resultPage, searchLimit } from "#app/search/limits.ts";
import { find } from "#app/search/queries.server.ts";
import { NothingFound } from "./nothing-found.tsx";
import { SearchHelp } from "./search-help.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.q ? `“${data.q}”` : "Search"} · Lamplight` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const typed = searchParams.get("q") ?? "";
	const last = mostFound / resultPage - 1;
	const page = Math.min(last, Math.max(0, Number.parseInt(searchParams.get("page") ?? "0", 10) || 0));
	if (typed) {
		const { allowed, retryAfterSeconds } = await takeOne(searchLimit, viewer.id);
		if (!allowed) throw tooMany(retryAfterSeconds);
	}
	return { ...(await find(viewer, typed, page)), page };
}

function count(total: number): string {
	if (total >= mostFound) return `More than ${mostFound} threads. Another word narrows it down.`;
	return total === 1 ? "One thread." : `${total} threads.`;
}

export default function Search() {
	const results = useLoaderData<typeof loader>();
	const { q, words, page, hits, total, corrected, misunderstood, more } = results;
	return (
		<>
			<main id="main">
				<h1>{words ? `Found for “${words}”` : q ? "Found" : "Search"}</h1>
				<Form className="search-form" role="search" aria-label="Everything">
					<input
						className="input"
						type="search"
						name="q"
						defaultValue={q}
						key={q}
						placeholder="A win, an answer, a colleague"
						aria-label="Search"
						autoComplete="off"
					/>
					<button className="btn quiet" type="submit">
						Find
					</button>
				</Form>
				<Chips chips={results.chips} />
				{results.facets.length > 0 ? (
					<a className="mini to-facets" href="#narrow">
						Narrow it down
					</a>
				) : null}
				{misunderstood.length > 0 ? (
					<p className="notice">Nothing here is called {misunderstood.map((filter) => `“${filter}”`).join(", ")}, so it was left aside.</p>
				) : null}
				{corrected && hits.length > 0 ? (
					<p className="lead">
						Also looked for <Link to={`?${new URLSearchParams({ q: corrected })}`}>{corrected}</Link>.
					</p>
				) : null}
				{q && total !== null && hits.length > 0 ? (
					<p className="away" role="status">
						{count(total)}
					</p>
				) : null}
				<FoundOthers people={results.people} circles={results.circles} />
				{q && hits.length === 0 && page === 0 ? <NothingFound q={q} chips={results.chips} corrected={corrected} /> : null}
				{q ? null : <SearchHelp />}
				{hits.map((hit) => (
					<HitCard hit={hit} key={hit.id} />
				))}
				<nav className="pager" aria-label="More results">
					{page > 0 ? (
						<Link className="btn quiet" to={`?${new URLSearchParams({ q, page: String(page - 1) })}`}>
							Back
						</Link>
					) : null}
					{more && page < mostFound / resultPage - 1 ? (
						<Link className="btn quiet" to={`?${new URLSearchParams({ q, page: String(page + 1) })}`}>
							More
						</Link>
					) : null}
				</nav>
				{hits.length > 0 && !more && page === 0 ? (
					<p className="foot">
						Not what you meant?{" "}
						<Link to={`/threads/new?${new URLSearchParams({ kind: "question", title: q })}`}>Ask it as a question.</Link>
					</p>
				) : null}
			</main>
			<aside className="aside" id="narrow" aria-label="Narrow down what was found">
				<FacetGroups facets={results.facets} total={total} />
			</aside>
		</>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { directory } from "#app/people/queries.server.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { searchThreads } from "#app/threads/related.server.ts";
import { postPath } from "#app/threads/rules.ts";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.q ? `“${data.q}”` : "Search"} · Lamplight` }];

const size = 20;

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const q = (searchParams.get("q") ?? "")
		.toWellFormed()
		.replace(/[\u0000-\u001f]/g, " ")
		.trim()
		.slice(0, 200);
	const page = Math.min(50, Math.max(0, Number.parseInt(searchParams.get("page") ?? "0", 10) || 0));
	if (!q) return { q, page, hits: [], people: [], more: false };
	const [hits, people] = await Promise.all([searchThreads(viewer, q, page, size), page === 0 ? directory(viewer, { q }, null) : null]);
	return { q, page, hits: hits.slice(0, size), people: people?.items.slice(0, 3) ?? [], more: hits.length > size };
}

/** Text with the matches, which arrive between control characters, as marks. */
function Marked({ text }: { text: string }) {
	return text.split("\u0002").map((part, index) => {
		const [marked = "", rest = ""] = part.split("\u0003");
		// biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
		return index === 0 ? part : [<mark key={index}>{marked}</mark>, rest];
	});
}

export default function Search() {
	const { q, page, hits, people, more } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>{q ? `Found for “${q}”` : "Search"}</h1>
			<Form className="filters apart" role="search" aria-label="Everything">
				<input
					className="input"
					type="search"
					name="q"
					defaultValue={q}
					key={q}
					placeholder="A win, an answer, a colleague"
					aria-label="Search"
				/>
				<button className="btn quiet" type="submit">
					Find
				</button>
			</Form>
			{people.length > 0 ? (
				<p className="meta">
					People:{" "}
					{people.map(({ handle, name }) => (
						<Link key={handle} to={`/people/${handle}`}>
							{name}
						</Link>
					))}
				</p>
			) : null}
			{q && hits.length === 0 ? (
				<Empty
					title="Nothing found so far"
					action={
						<Link className="btn" to={`/threads/new?kind=question&title=${encodeURIComponent(q)}`}>
							Ask it as a question
						</Link>
					}
				>
					Try fewer words, or ask: somebody may know, and the next one who searches finds it here.
				</Empty>
			) : null}
			{hits.map((hit) => (
				<article className="item" key={hit.id}>
					<div className="meta">
						<KindSign kind={hit.kind} />
						<span>{hit.circle}</span>
						<When at={hit.createdAt} />
						{hit.state === "answered" ? <span className="answered">answered</span> : null}
					</div>
					<h2>
						<Link to={postPath(hit, hit.postId)}>{hit.title}</Link>
					</h2>
					<p>
						<Marked text={hit.excerpt} />
					</p>
				</article>
			))}
			<nav className="pager" aria-label="More results">
				{page > 0 ? (
					<Link className="btn quiet" to={`?${new URLSearchParams({ q, page: String(page - 1) })}`}>
						Back
					</Link>
				) : null}
				{more ? (
					<Link className="btn quiet" to={`?${new URLSearchParams({ q, page: String(page + 1) })}`}>
						More
					</Link>
				) : null}
			</nav>
		</main>
	);
}

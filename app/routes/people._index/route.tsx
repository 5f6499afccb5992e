import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { isId } from "#app/core/ids.ts";
import { directory, listsForForms } from "#app/people/queries.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "People · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const word = (name: string) => searchParams.get(name)?.toWellFormed().replaceAll("\0", "").slice(0, 80) || undefined;
	const filter = Object.fromEntries(["q", "department", "role", "tool"].flatMap((name) => (word(name) ? [[name, word(name)]] : [])));
	const after = searchParams.get("after");
	const [page, lists] = await Promise.all([directory(viewer, filter, isId(after) ? after : null), listsForForms()]);
	return { ...page, lists };
}

export default function People() {
	const { items, next, lists } = useLoaderData<typeof loader>();
	const [params] = useSearchParams();
	const more = new URLSearchParams(params);
	if (next) more.set("after", next);
	const filters = [
		{ name: "department", label: "Department", list: lists.departments },
		{ name: "role", label: "Job role", list: lists.jobRoles },
		{ name: "tool", label: "Tool", list: lists.tools },
	];
	return (
		<main id="main">
			<div className="hello">
				<h1>People</h1>
				<p className="lead">Find a colleague by what they would gladly be asked about.</p>
			</div>
			<Form className="filters" role="search" aria-label="People">
				<input
					className="input"
					type="search"
					name="q"
					placeholder="A name or a topic"
					aria-label="A name or a topic"
					defaultValue={params.get("q") ?? ""}
				/>
				{filters.map(({ name, label, list }) => (
					<select key={name} className="input" name={name} aria-label={label} defaultValue={params.get(name) ?? ""}>
						<option value="">{label}</option>
						{list.map(({ slug, name: text }) => (
							<option key={slug} value={slug}>
								{text}
							</option>
						))}
					</select>
				))}
				<button className="btn quiet" type="submit">
					Find
				</button>
			</Form>
			{items.length === 0 ? <Empty title="Nobody found">Try fewer filters, or another word.</Empty> : null}
			<ul className="list">
				{items.map((person) => (
					<li className="row" key={person.id}>
						<Avatar name={person.name} photo={person.photo} />
						<span>
							<Link to={`/people/${person.handle}`}>{person.name}</Link>
							<small>{[person.jobRole, person.department].filter(Boolean).join(", ")}</small>
							{person.askMeAbout ? <small className="ask">Ask me about: {person.askMeAbout}</small> : null}
						</span>
					</li>
				))}
			</ul>
			{next ? (
				<p className="pager">
					<Link className="btn quiet" to={`?${more}`}>
						More people
					</Link>
				</p>
			) : null}
		</main>
	);
}

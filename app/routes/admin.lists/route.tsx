import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { entryInput } from "#app/people/input.ts";
import { addEntry, allLists, renameEntry, retireEntry } from "#app/people/lists.server.ts";

export const meta: MetaFunction = () => [{ title: "Lists · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireAdmin({ request, context });
	return { lists: await allLists() };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), entryInput);
	if (!form.ok) return refused({ form: Object.values(form.errors)[0] ?? "" }, {});
	const { list, intent, id, name } = form.data;
	if (intent === "add" || intent === "rename") {
		if (!name) return refused({ form: "A name is missing." }, {});
		const wrong =
			intent === "add" ? await addEntry(viewer, list, name) : id ? await renameEntry(viewer, list, id, name) : "Choose an entry.";
		if (wrong) return refused({ form: wrong }, {});
	} else if (id) await retireEntry(viewer, list, id, intent === "retire");
	return goTo("/admin/lists");
}

const headings = { departments: "Departments", "job-roles": "Job roles", tools: "Tools" };

export default function Lists() {
	const { lists } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Lists</h1>
			<AdminNav />
			<div role="alert">{state ? <p className="notice bad">{state.errors.form}</p> : null}</div>
			{(Object.keys(headings) as (keyof typeof headings)[]).map((list) => (
				<section className="apart" key={list} aria-labelledby={list}>
					<h2 id={list}>{headings[list]}</h2>
					<ul className="list">
						{lists[list].map(({ id, name, retiredAt }) => (
							<li key={id}>
								<Form method="post" className="actions">
									<input type="hidden" name="list" value={list} />
									<input type="hidden" name="id" value={id} />
									<input className="input entry" name="name" defaultValue={name} aria-label={`Name of ${name}`} />
									<button className="mini" type="submit" name="intent" value="rename">
										Rename
									</button>
									<button className="mini" type="submit" name="intent" value={retiredAt ? "offer" : "retire"}>
										{retiredAt ? "Offer again" : "Retire"}
									</button>
								</Form>
							</li>
						))}
					</ul>
					<Form method="post" className="actions" key={lists[list].length}>
						<input type="hidden" name="list" value={list} />
						<input
							className="input entry"
							name="name"
							placeholder="Another one"
							aria-label={`New entry in ${headings[list].toLowerCase()}`}
						/>
						<button className="btn quiet" type="submit" name="intent" value="add">
							Add
						</button>
					</Form>
				</section>
			))}
		</main>
	);
}

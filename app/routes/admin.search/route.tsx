import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { indexStates, searchState } from "#app/core/search.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { addSynonyms, askForRebuild, removeSynonyms, synonyms } from "#app/search/care.server.ts";
import { searchCareInput } from "#app/search/input.ts";
import { missedWords } from "#app/search/misses.server.ts";
import { FormError, TextField } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Search · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const [groups, indexes, missed] = await Promise.all([synonyms(viewer), indexStates(), missedWords(viewer)]);
	return { groups, indexes, missed, answers: searchState() };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), searchCareInput);
	if (!form.ok) return refused(form.errors, form.values);
	const { intent, id, words } = form.data;
	if (intent === "add") {
		const wrong = await addSynonyms(viewer, words);
		if (wrong) return refused({ words: wrong }, form.values);
	} else if (intent === "rebuild") await askForRebuild(viewer);
	else if (id) await removeSynonyms(viewer, id);
	return goTo("/admin/search");
}

type Index = Awaited<ReturnType<typeof indexStates>>[number];
const names = { postgres: "Postgres", meilisearch: "Meilisearch" };

function IndexState({ index: { built, failedAt, open } }: { index: Index }) {
	if (failedAt)
		return (
			<>
				can not be brought up to date since <When at={failedAt} />; it is tried again until it works. {open} changes wait.
			</>
		);
	if (!built) return "is being built.";
	return open === 0 ? "is up to date." : `is being brought up to date: ${open} to go.`;
}

export default function SearchCare() {
	const { groups, indexes, missed, answers } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Search</h1>
			<AdminNav />
			<section className="apart" aria-labelledby="indexes">
				<h2 id="indexes">How it stands</h2>
				<p className="lead">Searches are answered by {answers}.</p>
				<ul className="list">
					{indexes.map((index) => (
						<li key={index.name} className="row">
							<span>
								The index in {names[index.name]} <IndexState index={index} />
							</span>
						</li>
					))}
				</ul>
				<Form method="post" className="actions apart">
					<button className="btn quiet" type="submit" name="intent" value="rebuild">
						Build anew
					</button>
					<span className="hint">Only if something can not be found that is there. People can search meanwhile.</span>
				</Form>
			</section>
			<section className="apart" aria-labelledby="synonyms">
				<h2 id="synonyms">Words that mean the same</h2>
				<p className="lead">Whoever searches one of them finds the others, too.</p>
				<ul className="list">
					{groups.map(({ id, words }) => (
						<li key={id} className="row centred">
							<span>{words.join(", ")}</span>
							<Form method="post">
								<input type="hidden" name="id" value={id} />
								<button className="mini" type="submit" name="intent" value="remove" aria-label={`Take away ${words.join(", ")}`}>
									Take away
								</button>
							</Form>
						</li>
					))}
				</ul>
				<Form method="post" className="form apart" key={groups.length}>
					<FormError state={state} />
					<TextField
						name="words"
						label="Another group"
						hint="Words or short phrases, with commas between them: LLM, language model"
						state={state}
						initial=""
						maxLength={600}
						autoComplete="off"
						required
					/>
					<div className="actions">
						<button className="btn" type="submit" name="intent" value="add">
							Add
						</button>
					</div>
				</Form>
			</section>
			<section className="apart" aria-labelledby="missed">
				<h2 id="missed">Searched and not found</h2>
				<p className="lead">What at least three people looked for in vain in the last 90 days. Nobody can tell who they were.</p>
				{missed.length === 0 ? (
					<p className="hint apart">Nothing so far. A thread or a synonym for what shows up here helps the next one.</p>
				) : null}
				<ul className="list">
					{missed.map((words) => (
						<li key={words} className="row">
							<Link to={`/search?${new URLSearchParams({ q: words })}`}>{words}</Link>
						</li>
					))}
				</ul>
			</section>
		</main>
	);
}

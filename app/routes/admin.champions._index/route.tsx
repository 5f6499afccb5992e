import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { championsForAdmin } from "#app/champions/admin.server.ts";
import { DayOf } from "#app/champions/day-of.tsx";
import { nextInput } from "#app/champions/input.ts";
import { scopeWords } from "#app/champions/rules.ts";
import { makeNext } from "#app/champions/terms.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { refused, stay } from "#app/core/http.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FormError } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Champions · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	return championsForAdmin(viewer);
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), nextInput);
	if (!form.ok) return refused({ form: Object.values(form.errors)[0] ?? "" }, {});
	const wrong = await makeNext(viewer, form.data.termId);
	return wrong ? refused(wrong.errors, {}, 409) : stay({ context }, "/admin/champions");
}

const endingWords = { renew: "would like to go on", rest: "lets it end", "hand-over": "hands it over" };

export default function AdminChampions() {
	const { proposed, running, ending } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Champions</h1>
			<AdminNav />
			<FormError state={state ?? undefined} />
			{proposed.length + running.length + ending.length === 0 ? (
				<Empty title="Nobody is champion yet" action={<Link to="/champions/nominate">Propose somebody</Link>}>
					When somebody is proposed, it waits here for your answer.
				</Empty>
			) : null}
			{proposed.length > 0 ? (
				<section>
					<h2>Proposed</h2>
					<ul className="list">
						{proposed.map(({ id, person, nominatedBy, own, why, personAgreed, adminAgreed }) => (
							<li className="row" key={id}>
								<Avatar name={person.name} photo={person.photo} />
								<span>
									<Link to={`/people/${person.handle}`}>{person.name}</Link>
									<small>
										{own ? "by themself" : `by ${nominatedBy.name}`}; {personAgreed ? "they said yes" : "they did not answer yet"}
									</small>
									<small className="ask">{why}</small>
								</span>
								<Link className="mini push" to={`/admin/champions/${id}`} aria-label={`Answer about ${person.name}`}>
									{adminAgreed ? "Change" : "Answer"}
								</Link>
							</li>
						))}
					</ul>
				</section>
			) : null}
			{ending.length > 0 ? (
				<section className="apart">
					<h2>Terms that end</h2>
					<ul className="list">
						{ending.map(({ id, person, wish, handOverTo, endsOn }) => (
							<li className="row" key={id}>
								<Avatar name={person.name} photo={person.photo} />
								<span>
									<Link to={`/people/${person.handle}`}>{person.name}</Link>
									<small>
										until <DayOf day={endsOn} />, {wish ? endingWords[wish] : "did not say yet what comes after it"}
										{handOverTo ? ` to ${handOverTo.name}` : ""}
									</small>
								</span>
								{wish === "renew" || wish === "hand-over" ? (
									<Form method="post" className="push">
										<input type="hidden" name="termId" value={id} />
										<button className="mini" type="submit" aria-label={`${wish === "renew" ? "Renew" : "Hand over"}: ${person.name}`}>
											{wish === "renew" ? "Renew for a year" : "Ask them"}
										</button>
									</Form>
								) : null}
							</li>
						))}
					</ul>
				</section>
			) : null}
			{running.length > 0 ? (
				<section className="apart">
					<h2>Champions of today</h2>
					<ul className="list">
						{running.map(({ id, person, scopes, endsOn, over }) => (
							<li className="row" key={id}>
								<Avatar name={person.name} photo={person.photo} />
								<span>
									<Link to={`/people/${person.handle}`}>{person.name}</Link>
									<small>
										{scopeWords(scopes)}, until <DayOf day={endsOn} />
									</small>
									{over ? <small className="ask">Over capacity, could use a hand</small> : null}
								</span>
							</li>
						))}
					</ul>
				</section>
			) : null}
		</main>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { agreementInput, answerInput } from "#app/champions/input.ts";
import { today } from "#app/champions/load.server.ts";
import { termById } from "#app/champions/queries.server.ts";
import { yearAfter } from "#app/champions/rules.ts";
import { ScopeFields } from "#app/champions/scope-fields.tsx";
import { scopeLists } from "#app/champions/scopes.server.ts";
import { agreeAsAdmin, declineAsAdmin } from "#app/champions/terms.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "A nomination · Administration · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const term = await termById(viewer, params.termId);
	if (!term) throw notFound();
	const startsOn = term.startsOn ?? today();
	return { term, lists: await scopeLists(term.scopes), startsOn, endsOn: term.endsOn ?? yearAfter(startsOn) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	if (!(await termById(viewer, params.termId))) throw notFound();
	const body = await request.formData();
	const answer = parseForm(body, answerInput);
	if (!answer.ok) return refused({ form: answer.errors.answer ?? "" }, {});
	const form = parseForm(body, agreementInput);
	if (answer.data.answer === "agree" && !form.ok) return refused(form.errors, form.values);
	const wrong =
		form.ok && answer.data.answer === "agree"
			? await agreeAsAdmin(viewer, params.termId, form.data)
			: await declineAsAdmin(viewer, params.termId);
	return wrong ? refused(wrong.errors, form.values) : goTo("/admin/champions");
}

export default function AnswerNomination() {
	const { term, lists, startsOn, endsOn } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const { person, nominatedBy } = term;
	return (
		<main id="main">
			<h1>{person.name} as a champion</h1>
			<AdminNav />
			<p>
				{nominatedBy.handle === person.handle ? `${person.name} wrote` : `${nominatedBy.name} wrote`}: “{term.why}”
			</p>
			{term.phase === "proposed" ? (
				<Form method="post" className="form apart">
					<FormError state={state} />
					<ScopeFields lists={lists} state={state} initial={term.scopes} hint="What they look after. At least one of all." />
					<div className="term-days">
						<TextField type="date" name="startsOn" label="From" hint="The first day of it." state={state} initial={startsOn} required />
						<TextField
							type="date"
							name="endsOn"
							label="To"
							hint="That day is no longer part of it."
							state={state}
							initial={endsOn}
							required
						/>
					</div>
					<div className="actions">
						<button className="btn" type="submit" name="answer" value="agree">
							Agree
						</button>
						<button className="btn quiet" type="submit" name="answer" value="decline" formNoValidate>
							Decline
						</button>
					</div>
					<p className="hint">Declining needs no reason: both are told only that it did not come about.</p>
				</Form>
			) : (
				<p className="notice">This was answered. {term.phase === "declined" ? "It did not come about." : "It is agreed."}</p>
			)}
			<p>
				<Link to="/admin/champions">All champions</Link>
			</p>
		</main>
	);
}

import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useRef } from "react";
import { endQuestion } from "#app/ama/commands.server.ts";
import { endInput } from "#app/ama/input.ts";
import { hostedQuestion } from "#app/ama/queries.server.ts";
import { amaLimits, amaPath, endsFrom } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { Cooked } from "#app/threads/cooked.tsx";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError, SelectField, TextField, typed } from "#app/ui/field.tsx";
import type { AmaQuestionState } from "#db/enums.ts";

export const meta: MetaFunction = () => [{ title: "Answer · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const found = await hostedQuestion(viewer, params.postId);
	if (!found) throw notFound();
	return { ...found, submission: randomUUID() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, endInput);
	const found = await hostedQuestion(viewer, params.postId);
	if (!found) throw notFound();
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const ended = await orTooComplex(() => endQuestion(viewer, params.postId, form.data));
	if ("errors" in ended) return refused(ended.errors, form.values);
	return goTo(body.get("back") === "stage" ? `${amaPath(found.id)}/stage` : ended.path);
}

const choices: Partial<Record<AmaQuestionState, string>> = {
	answered: "An answer",
	unknown: "“I don’t know yet”, and by when you say more",
	declined: "It is not answered here, and why",
	merged: "Another question asks the same",
	open: "It stands by itself again",
};

export default function EndQuestion() {
	const { id, title, question, others, themes, submission } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const form = useRef<HTMLFormElement>(null);
	const ends = endsFrom(question.state);
	const chosen = typed(state, "state", ends[0] ?? "");
	return (
		<main id="main">
			<p>
				<Link to={amaPath(id)}>{title}</Link>
			</p>
			<h1>Bring it to an end</h1>
			<blockquote className="ama-asked">
				<Cooked postId={question.id} section="text" html={question.html} />
			</blockquote>
			<Form method="post" className="form apart ama-end" ref={form} key={submission}>
				<FormError state={state} />
				<input type="hidden" name="submission" value={typed(state, "submission", submission)} />
				<fieldset className="field">
					<legend>How does it end?</legend>
					<div className="choices">
						{ends.map((end) => (
							<label className="choice" key={end}>
								<input type="radio" name="state" value={end} defaultChecked={end === chosen} /> {choices[end]}
							</label>
						))}
					</div>
					{state?.errors.state ? <p className="error">{state.errors.state}</p> : null}
				</fieldset>
				<div className="ama-said">
					<Editor name="text" label="What you say" hint="Everybody reads it below the question." state={state} rows={5} />
				</div>
				<div className="ama-by">
					<TextField
						type="date"
						name="followUp"
						label="You say more by"
						hint="Everybody sees it, and you are reminded on that day."
						state={state}
					/>
				</div>
				<div className="ama-into">
					<SelectField
						name="into"
						label="The question that asks the same"
						state={state}
						options={others.map(({ id: value, text }) => ({ value, label: text.slice(0, 90) }))}
						empty="Choose a question"
					/>
				</div>
				<TextField
					name="theme"
					label="Theme"
					hint="Optional. Afterwards the questions are read by theme."
					state={state}
					initial={question.theme ?? ""}
					maxLength={amaLimits.theme}
					list="ama-themes"
				/>
				<datalist id="ama-themes">
					{themes.map((theme) => (
						<option key={theme} value={theme} />
					))}
				</datalist>
				<LookAgainNotice form={form} state={state} />
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
					<Link className="btn quiet" to={amaPath(id)}>
						Leave it
					</Link>
				</div>
			</Form>
		</main>
	);
}

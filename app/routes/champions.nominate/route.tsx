import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { nominationInput } from "#app/champions/input.ts";
import { championLimits } from "#app/champions/rules.ts";
import { ScopeFields } from "#app/champions/scope-fields.tsx";
import { scopeLists } from "#app/champions/scopes.server.ts";
import { nominate } from "#app/champions/terms.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { Choices, FormError, TextArea, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Propose a champion · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	return { lists: await scopeLists(null) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), nominationInput);
	if (!form.ok) return refused(form.errors, form.values);
	const made = await nominate(viewer, form.data);
	return "path" in made ? goTo(made.path) : refused(made.errors, form.values);
}

export default function Nominate() {
	const { lists } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	const handle = params.get("who") ?? "";
	return (
		<main id="main">
			<h1>Propose a champion</h1>
			<p className="lead">
				A champion looks after a department, a job role or a tool: they answer, and show what they are learning. It begins when they and an
				admin both say yes.
			</p>
			<Form method="post" className="form apart nominate">
				<FormError state={state} />
				<Choices
					kind="radio"
					name="who"
					label="Who is it?"
					state={state}
					initial={[handle ? "peer" : "self"]}
					options={[
						{ value: "self", label: "Myself" },
						{ value: "peer", label: "A colleague" },
					]}
				/>
				<div className="nominate-peer">
					<TextField
						name="handle"
						label="Their handle"
						hint="As it stands on their page, such as @maya. They are told that you proposed them, and may say no without a reason."
						state={state}
						initial={handle}
						maxLength={40}
						autoComplete="off"
					/>
				</div>
				<TextArea
					name="why"
					label="Why?"
					hint="A sentence or two. They and the admins read it."
					state={state}
					rows={3}
					maxLength={championLimits.why}
					required
				/>
				<ScopeFields lists={lists} state={state} hint="What they could look after. An admin sets it in the end." />
				<div className="actions">
					<button className="btn" type="submit">
						Propose
					</button>
				</div>
			</Form>
		</main>
	);
}

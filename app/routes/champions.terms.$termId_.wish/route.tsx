import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { wishInput } from "#app/champions/input.ts";
import { termById } from "#app/champions/queries.server.ts";
import { termPath } from "#app/champions/rules.ts";
import { wishFor } from "#app/champions/terms.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { Choices, FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "What comes after · Champions · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const term = await termById(viewer, params.termId);
	if (!term?.wishes) throw notFound();
	return { term };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), wishInput);
	if (!(await termById(viewer, params.termId))?.wishes) throw notFound();
	if (!form.ok) return refused(form.errors, form.values);
	const wished = await wishFor(viewer, params.termId, form.data);
	return "path" in wished ? goTo(wished.path) : refused(wished.errors, form.values);
}

export default function Wish() {
	const { term } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>What comes after your term?</h1>
			<p className="lead">Every answer is a good one. You can change it until an admin acts on it.</p>
			<Form method="post" className="form apart wish">
				<FormError state={state} />
				<Choices
					kind="radio"
					name="wish"
					label="I would like to"
					state={state}
					initial={term.wish ? [term.wish] : []}
					options={[
						{ value: "renew", label: "Go on for another year" },
						{ value: "rest", label: "Let it end, and rest" },
						{ value: "hand-over", label: "Hand it over" },
					]}
				/>
				<div className="wish-to">
					<TextField
						name="handle"
						label="To whom"
						hint="The handle of a colleague. They are asked, too, and can say no without a reason."
						state={state}
						initial={term.handOverTo ?? ""}
						maxLength={40}
						autoComplete="off"
					/>
				</div>
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
					<Link className="btn quiet" to={termPath(term.id)}>
						Not now
					</Link>
				</div>
			</Form>
		</main>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { AmaForm } from "#app/ama/ama-form.tsx";
import { amaEdit } from "#app/ama/input.ts";
import { amaPath } from "#app/ama/rules.ts";
import { editAma, editableAma } from "#app/ama/schedule.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { lookAgain, orTooComplex } from "#app/threads/compose.server.ts";

export const meta: MetaFunction = () => [{ title: "Edit the AMA · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { ...(await editableAma(viewer, params.id)), zone: viewer.timeZone };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, amaEdit);
	if (!form.ok) {
		await editableAma(viewer, params.id);
		return refused(form.errors, form.values);
	}
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const saved = await orTooComplex(() => editAma(viewer, params.id, form.data));
	return "path" in saved ? goTo(saved.path) : refused(saved.errors, form.values);
}

export default function EditAma() {
	const { id, values, timesStay, zone } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Edit the AMA</h1>
			<p className="lead">After five minutes colleagues can see that its words were edited, and what they said before.</p>
			<div className="apart">
				<AmaForm state={state} initial={values} save="Save" timesStay={timesStay} zone={zone}>
					<Link className="btn quiet" to={amaPath(id)}>
						Leave it as it was
					</Link>
				</AmaForm>
			</div>
		</main>
	);
}

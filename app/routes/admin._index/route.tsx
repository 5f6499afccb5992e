import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { setUp } from "#app/auth/queries.server.ts";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { saveInstallation } from "#app/people/admin.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { installationInput } from "#app/people/input.ts";
import { FormError, TextArea, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireAdmin({ request, context });
	const { name, allowedDomains } = await setUp();
	return { name, allowedDomains };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), installationInput);
	if (!form.ok) return refused(form.errors, form.values);
	await saveInstallation(viewer, { name: form.data.name, allowedDomains: form.data.domains });
	return goTo("/admin?saved");
}

export default function Administration() {
	const { name, allowedDomains } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Administration</h1>
			<AdminNav />
			{params.has("saved") && !state ? <p className="notice">Saved.</p> : null}
			<Form method="post" className="form">
				<FormError state={state} />
				<TextField name="name" label="Company" state={state} initial={name} required />
				<TextArea
					name="domains"
					label="E-mail domains that may join"
					hint="Whoever has an address there can make an account without an invitation. Leave it empty to let in invited people only."
					rows={2}
					state={state}
					initial={allowedDomains.join(" ")}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
				</div>
			</Form>
			<p className="foot">
				You see no private circle that you are not in, and nobody's activity: this page sets things up, it does not watch.
			</p>
		</main>
	);
}

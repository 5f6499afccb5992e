import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { officersInput } from "#app/moderation/glass-input.ts";
import { nameOfficers, officersNow } from "#app/moderation/officers.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Officers · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireAdmin({ request, context });
	return { officers: await officersNow() };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), officersInput);
	if (!form.ok) return refused(form.errors, form.values);
	const refusal = await nameOfficers(viewer, form.data);
	return refusal ? refused(refusal.errors, form.values) : goTo("/admin/officers");
}

export default function Officers() {
	const { officers } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const handle = (slot: "outer" | "inner") => officers.find((one) => one.slot === slot)?.handle ?? "";
	return (
		<main id="main">
			<h1>Officers</h1>
			<AdminNav />
			<p className="lead">
				Two people who together, and only together, can open who wrote a post without a name. Without them nobody ever can, and everybody is
				told so. See <Link to="/anonymity">what people read about it</Link>.
			</p>
			<ul className="list">
				{officers.map(({ slot, name, hasKey }) => (
					<li className="row" key={slot}>
						<span>
							{name}
							<small>{hasKey ? "has a key" : "has no key yet: until then no link is kept. They make it at /officer."}</small>
						</span>
					</li>
				))}
			</ul>
			<Form method="post" className="form apart">
				<FormError state={state} />
				<TextField
					name="outer"
					label="First officer"
					hint="Their handle. Not somebody who moderates, if you can."
					state={state}
					initial={handle("outer")}
					required
				/>
				<TextField
					name="inner"
					label="Second officer"
					hint="From another department, if you can."
					state={state}
					initial={handle("inner")}
					required
				/>
				<p className="hint">What was written before keeps what was said then: naming officers opens nothing that is there already.</p>
				<div className="actions">
					<button className="btn" type="submit">
						Name them
					</button>
				</div>
			</Form>
		</main>
	);
}

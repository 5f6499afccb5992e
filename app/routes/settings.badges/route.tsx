import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { setMode } from "#app/recognition/commands.server.ts";
import { modeInput } from "#app/recognition/input.ts";
import { modeOf } from "#app/recognition/queries.server.ts";
import { Choices } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Badges · Settings · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { mode: await modeOf(viewer) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), modeInput);
	if (!form.ok) return refused(form.errors, form.values);
	await setMode(viewer, form.data.mode);
	return goTo("/settings/badges");
}

const modes = [
	{ value: "each", label: "I choose for each badge; until then only I see it" },
	{ value: "all", label: "My profile shows all of them, also those to come" },
	{ value: "none", label: "My profile shows none of them" },
	{ value: "out", label: "I take no part: nothing is noted, nothing awarded, nothing shown" },
];

export default function BadgeSettings() {
	const { mode } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Badges</h1>
			<SettingsNav />
			<p className="lead">
				Nobody is told what you earn, and nobody sees how much. They say nothing about how good somebody is at their work, and are no ground
				for judging anybody.
			</p>
			<Form method="post" className="form apart">
				<Choices
					kind="radio"
					name="mode"
					label="Who sees your badges"
					hint="What you earned without your name is never shown by this, only on the page of the badge itself."
					state={state}
					initial={[mode]}
					options={modes}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
				</div>
			</Form>
			<p className="foot">
				What is noted of what you did stands on <Link to="/me/progress">your own page</Link>, where you can delete it.
			</p>
		</main>
	);
}

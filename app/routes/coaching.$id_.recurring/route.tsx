import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { sessionFor } from "#app/coaching/part.server.ts";
import { dropRecurring, noteRecurring, recurringFor } from "#app/coaching/recurring.server.ts";
import { RecurringForm } from "#app/coaching/recurring-form.tsx";
import { sessionPath } from "#app/coaching/rules.ts";
import { dropInput, recurringInput } from "#app/coaching/session-input.ts";
import { canSayRecurring } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";

export const meta: MetaFunction = () => [{ title: "What keeps coming up · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id, hours } = await sessionFor(viewer, params.id, canSayRecurring);
	const [topics, { tools }] = await Promise.all([recurringFor(viewer), listsForForms()]);
	return { id, title: hours.title, topics, tools };
}

/** Notes what keeps coming up, or takes it back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, canSayRecurring);
	const body = await request.formData();
	const back = `${sessionPath(id)}#recurring`;
	if (body.get("intent") === "drop") {
		const form = parseForm(body, dropInput);
		if (!form.ok) return refused({ form: "This is not there any more." }, {});
		await dropRecurring(viewer, form.data.id);
		return goTo(back);
	}
	const form = parseForm(body, recurringInput);
	if (!form.ok) return refused(form.errors, form.values);
	const why = await noteRecurring(viewer, id, form.data);
	return why ? refused(why.errors, form.values) : goTo(back);
}

export default function WhatKeepsComingUp() {
	const { id, title, topics, tools } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>Seen from the host’s chair</h1>
			<RecurringForm id={id} topics={topics} tools={tools} state={state} />
		</main>
	);
}

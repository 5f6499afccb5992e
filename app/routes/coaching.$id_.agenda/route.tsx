import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { agendaAudience, agendaOf, askAgenda, dropAgenda } from "#app/coaching/agenda.server.ts";
import { Agenda } from "#app/coaching/agenda-part.tsx";
import { BackLink } from "#app/coaching/back-link.tsx";
import { sessionFor } from "#app/coaching/part.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { agendaInput, dropInput } from "#app/coaching/session-input.ts";
import { canAsk } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { lookAgain } from "#app/threads/compose.server.ts";

export const meta: MetaFunction = () => [{ title: "The agenda · Lamplight" }];

const ofGroup = ({ kind }: { kind: string }) => kind === "group";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionFor(viewer, params.id, ofGroup);
	const [questions, audience] = await Promise.all([agendaOf(viewer, session.id), agendaAudience()]);
	return {
		id: session.id,
		title: session.hours.title,
		questions,
		open: canAsk(session),
		unnamed: audience !== "few",
		cares: session.side === "host" || isModerator(viewer),
		submission: randomUUID(),
	};
}

/** Brings a question for a group session, or takes one away. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, ofGroup);
	const body = await request.formData();
	const back = `${sessionPath(id)}#agenda`;
	if (body.get("intent") === "drop") {
		const form = parseForm(body, dropInput);
		if (!form.ok) return refused({ form: "This question is not there any more." }, {});
		await dropAgenda(viewer, id, form.data.id);
		return goTo(back);
	}
	const form = parseForm(body, agendaInput);
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const why = await askAgenda(viewer, id, form.data);
	return why ? refused(why.errors, form.values) : goTo(back);
}

export default function TheAgenda() {
	const { title, ...agenda } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={agenda.id} title={title} />
			<h1>The agenda</h1>
			<Agenda state={state} {...agenda} />
		</main>
	);
}

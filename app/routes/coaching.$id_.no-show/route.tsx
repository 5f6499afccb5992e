import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { NoShowCard } from "#app/coaching/no-show-card.tsx";
import { answerNoShow, noShowsOf, sayNoShow, takeBackNoShow } from "#app/coaching/no-shows.server.ts";
import { sessionFor } from "#app/coaching/part.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { appealInput, noShowInput } from "#app/coaching/session-input.ts";
import { canSayNoShow, pairsOf } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "Who did not come · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionFor(viewer, params.id, canSayNoShow);
	const { id, hours, host } = session;
	const side = session.side === "host" ? ("host" as const) : ("guest" as const);
	return { id, title: hours.title, side, host: host.name, pairs: pairsOf(session), said: await noShowsOf(viewer, id) };
}

/** Says that somebody did not come, answers that, or takes it back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, canSayNoShow);
	const body = await request.formData();
	const back = `${sessionPath(id)}#no-show`;
	if (body.get("intent") === "answer") {
		const form = parseForm(body, appealInput);
		if (!form.ok) return refused(form.errors, form.values);
		await answerNoShow(viewer, id, form.data.bookingId, form.data.appeal);
		return goTo(back);
	}
	const form = parseForm(body, noShowInput);
	if (!form.ok) return refused({ form: "Choose whom you mean." }, {});
	if (body.get("intent") === "back") {
		await takeBackNoShow(viewer, id, form.data.bookingId);
		return goTo(back);
	}
	const why = await sayNoShow(viewer, id, form.data.bookingId);
	return why ? refused(why.errors, form.values, 409) : goTo(back);
}

export default function WhoDidNotCome() {
	const { title, ...card } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={card.id} title={title} />
			<h1>Between the two of you</h1>
			<NoShowCard state={state} {...card} />
		</main>
	);
}

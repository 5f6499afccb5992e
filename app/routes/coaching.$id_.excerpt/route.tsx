import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { ExcerptCard } from "#app/coaching/excerpt-card.tsx";
import { agreeToExcerpt, excerptOf, offerExcerpt, takeBackExcerpt } from "#app/coaching/excerpts.server.ts";
import { sessionFor } from "#app/coaching/part.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { agreeInput, excerptInput } from "#app/coaching/session-input.ts";
import { canOfferExcerpt } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "What others may read · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id, hours } = await sessionFor(viewer, params.id, canOfferExcerpt);
	return { id, title: hours.title, excerpt: await excerptOf(viewer, id) };
}

/** Offers words to be shown to colleagues, agrees to them or takes them back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, canOfferExcerpt);
	const body = await request.formData();
	const back = `${sessionPath(id)}#excerpt`;
	if (body.get("intent") === "back") {
		await takeBackExcerpt(viewer, id);
		return goTo(back);
	}
	if (body.get("intent") === "agree") {
		const form = parseForm(body, agreeInput);
		const why = form.ok ? await agreeToExcerpt(viewer, id, form.data.seen) : { errors: { form: "Please load the page again." } };
		return why ? refused(why.errors, {}, 409) : goTo(back);
	}
	const form = parseForm(body, excerptInput);
	if (!form.ok) return refused(form.errors, form.values);
	const why = await offerExcerpt(viewer, id, form.data.text);
	return why ? refused(why.errors, form.values, 409) : goTo(back);
}

export default function WhatOthersMayRead() {
	const { id, title, excerpt } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>A session, for others to learn from</h1>
			<ExcerptCard id={id} excerpt={excerpt} state={state} />
		</main>
	);
}

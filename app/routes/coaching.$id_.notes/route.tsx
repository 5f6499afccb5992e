import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { keepMyNotes, keepOurNotes, myNotesOf, ourNotesOf } from "#app/coaching/notes.server.ts";
import { MyNotes, OurNotes } from "#app/coaching/notes-forms.tsx";
import { sessionFor } from "#app/coaching/part.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { myNotesInput, ourNotesInput } from "#app/coaching/session-input.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "Notes · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id, kind, hours } = await sessionFor(viewer, params.id, ({ side, booking }) => side !== null || booking !== null);
	const [mine, ours] = await Promise.all([myNotesOf(viewer, id), ourNotesOf(viewer, id)]);
	return { id, kind, title: hours.title, mine, ours };
}

/** Keeps the viewer's own notes, or those that host and guests share. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, ({ side, booking }) => side !== null || booking !== null);
	const body = await request.formData();
	if (body.get("intent") !== "ours") {
		const form = parseForm(body, myNotesInput);
		if (!form.ok) return data({ of: "mine" as const, errors: form.errors, values: form.values, theirs: null }, { status: 422 });
		await keepMyNotes(viewer, id, form.data.text);
		return goTo(`${sessionPath(id)}?kept=mine#my-notes`);
	}
	const form = parseForm(body, ourNotesInput);
	if (!form.ok) return data({ of: "ours" as const, errors: form.errors, values: form.values, theirs: null }, { status: 422 });
	const theirs = await keepOurNotes(viewer, id, form.data);
	if (!theirs) return goTo(`${sessionPath(id)}?kept=ours#our-notes`);
	const errors = { ours: "Nothing was kept yet: what you typed is here, and what somebody else wrote stands above it." };
	return data({ of: "ours" as const, errors, values: form.values, theirs }, { status: 409 });
}

export default function Notes() {
	const { id, kind, title, mine, ours } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>Notes</h1>
			{state?.of === "ours" ? null : <MyNotes id={id} text={mine} state={state} kept={false} />}
			{ours && state?.of !== "mine" ? (
				<OurNotes id={id} kind={kind} notes={ours} theirs={state?.theirs ?? null} state={state} kept={false} />
			) : null}
		</main>
	);
}

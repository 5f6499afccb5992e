import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { sessionFor } from "#app/coaching/part.server.ts";
import { ReflectionForm } from "#app/coaching/reflection-form.tsx";
import { reflectionOf, saveReflection } from "#app/coaching/reflections.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { reflectionInput } from "#app/coaching/session-input.ts";
import { canReflect } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "Looking back · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id, hours } = await sessionFor(viewer, params.id, canReflect);
	return { id, title: hours.title, reflection: await reflectionOf(viewer, id) };
}

/** Keeps a guest's look back at a session. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, canReflect);
	const form = parseForm(await request.formData(), reflectionInput);
	if (!form.ok) return refused(form.errors, form.values);
	const why = await saveReflection(viewer, id, form.data);
	return why ? refused(why.errors, form.values) : goTo(`${sessionPath(id)}?kept=reflection#look-back`);
}

export default function LookingBack() {
	const { id, title, reflection } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>After your session</h1>
			<ReflectionForm id={id} reflection={reflection} state={state} kept={false} />
		</main>
	);
}

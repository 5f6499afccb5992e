import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { CircleForm } from "#app/circles/circle-form.tsx";
import { createCircle } from "#app/circles/commands.server.ts";
import { circleInput } from "#app/circles/input.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "Open a circle · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), circleInput);
	if (!form.ok) return refused(form.errors, form.values);
	return goTo(`/circles/${await createCircle(viewer, form.data)}`);
}

export default function NewCircle() {
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Open a circle</h1>
			<p className="lead">You become its keeper: you welcome people and care for its threads, and you can hand it on.</p>
			<div className="apart">
				<CircleForm state={state} save="Open it" />
			</div>
		</main>
	);
}

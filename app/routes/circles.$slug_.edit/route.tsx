import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { CircleForm } from "#app/circles/circle-form.tsx";
import { editCircle } from "#app/circles/commands.server.ts";
import { circleInput } from "#app/circles/input.ts";
import { circleBySlug } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "Change a circle · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const circle = await circleBySlug(viewer, params.slug);
	if (!circle?.isKeeper) throw notFound();
	return { circle };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), circleInput);
	if (!form.ok) return refused(form.errors, form.values);
	const done = await editCircle(viewer, params.slug, form.data);
	return "slug" in done ? goTo(`/circles/${done.slug}`) : refused({ [done.field]: done.message }, form.values);
}

export default function EditCircle() {
	const { circle } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Change “{circle.name}”</h1>
			{circle.visibility === "open" ? (
				<p className="lead">
					If you make it private, whoever is not a member loses sight of it and its threads at once, and its address changes.
				</p>
			) : null}
			<div className="apart">
				<CircleForm state={state} initial={circle} fixed={circle.visibility === "private"} save="Save" />
			</div>
		</main>
	);
}

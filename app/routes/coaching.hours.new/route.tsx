import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { isChampion, saveHours } from "#app/coaching/hours.server.ts";
import { HoursForm } from "#app/coaching/hours-form.tsx";
import { hoursInput } from "#app/coaching/input.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { timeZones } from "#app/people/time-zones.ts";

export const meta: MetaFunction = () => [{ title: "New office hours · Coaching · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await isChampion(viewer))) throw notFound();
	const { tools, jobRoles } = await listsForForms();
	return { lists: { tools, jobRoles }, zones: timeZones(), zone: viewer.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await isChampion(viewer))) throw notFound();
	const form = parseForm(await request.formData(), hoursInput);
	if (!form.ok) return refused(form.errors, form.values);
	const saved = await saveHours(viewer, null, form.data);
	return "id" in saved ? goTo(`/coaching/hours/${saved.id}?saved`) : refused(saved.errors, form.values);
}

const initial = {
	kind: "one",
	minutes: "20",
	seats: "8",
	bufferBefore: "0",
	bufferAfter: "10",
	noticeHours: "4",
	horizonDays: "28",
	weeklyLimit: "4",
	pooled: "on",
};

export default function NewHours() {
	const { lists, zones, zone } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<p className="meta">
				<Link to="/coaching/hours">Your office hours</Link>
			</p>
			<h1>New office hours</h1>
			<p className="lead">A title and one time a week are enough. Everything can be changed later.</p>
			<HoursForm state={state} initial={initial} chosen={{ tools: [], jobRoles: [] }} lists={lists} zones={zones} zone={zone} />
		</main>
	);
}

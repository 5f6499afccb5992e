import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { hoursForm, isChampion, saveHours } from "#app/coaching/hours.server.ts";
import { HoursForm } from "#app/coaching/hours-form.tsx";
import { hoursInput } from "#app/coaching/input.ts";
import { firstTimes } from "#app/coaching/preview.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { timeZones } from "#app/people/time-zones.ts";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Your office hours · Coaching · Lamplight" }];

async function ownOf(viewer: Viewer, id: string | undefined) {
	const hours = (await isChampion(viewer)) ? await hoursForm(viewer, id) : null;
	if (!hours) throw notFound();
	return hours;
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const hours = await ownOf(viewer, params.id);
	const [{ tools, jobRoles }, times] = await Promise.all([
		listsForForms(),
		firstTimes(viewer, hours.id, hours.values.kind === "group" ? "group" : "one"),
	]);
	return { hours, times, lists: { tools, jobRoles }, zones: timeZones(), saved: new URL(request.url).searchParams.has("saved") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await ownOf(viewer, params.id);
	const form = parseForm(await request.formData(), hoursInput);
	if (!form.ok) return refused(form.errors, form.values);
	const saved = await saveHours(viewer, id, form.data);
	return "id" in saved ? goTo(`/coaching/hours/${id}?saved`) : refused(saved.errors, form.values);
}

export default function OwnHours() {
	const { hours, times, lists, zones, saved } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const { id, values, timeZone, tools, jobRoles } = hours;
	return (
		<>
			<main id="main">
				<p className="meta">
					<Link to="/coaching/hours">Your office hours</Link>
				</p>
				<h1>{values.title}</h1>
				{saved && !state ? (
					<p className="notice apart" role="status">
						Saved.{" "}
						{times.length > 0
							? "The first times stand beside it: are they what you meant?"
							: "Nothing can be booked yet: look at the times."}
					</p>
				) : null}
				<HoursForm
					key={id}
					state={state}
					initial={values}
					chosen={{ tools, jobRoles }}
					lists={lists}
					zones={zones}
					zone={timeZone}
					kindStays
				>
					<Link className="btn quiet" to={`/coaching/hours/${id}/end`}>
						End these hours
					</Link>
				</HoursForm>
			</main>
			<aside className="aside" aria-label="Beside these hours">
				<section className="quietcard">
					<h2>{values.kind === "group" ? "The next sessions" : "What can be booked next"}</h2>
					{times.length === 0 ? <p>Nothing, as it stands. Is there a time in the week, and are you not away?</p> : null}
					<ul className="offer-times">
						{times.map((at) => (
							<li key={at.getTime()}>
								<Moment at={at} />
							</li>
						))}
					</ul>
				</section>
			</aside>
		</>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { addDaysOff, isChampion, ownDaysOff, ownHours, removeDaysOff } from "#app/coaching/hours.server.ts";
import { timeOffInput } from "#app/coaching/input.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { DaysOff } from "./days-off.tsx";

export const meta: MetaFunction = () => [{ title: "Your office hours · Coaching · Lamplight" }];

/** Only champions have hours to offer. */
async function needChampion(viewer: Viewer): Promise<void> {
	if (!(await isChampion(viewer))) throw notFound();
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await needChampion(viewer);
	const [hours, daysOff] = await Promise.all([ownHours(viewer), ownDaysOff(viewer)]);
	return { hours, daysOff };
}

/** Adds days off, or takes some away again. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await needChampion(viewer);
	const form = parseForm(await request.formData(), timeOffInput);
	if (!form.ok) return refused(form.errors, form.values);
	const { act, fromDay, toDay, id } = form.data;
	if (act === "remove") {
		await removeDaysOff(viewer, id);
		return goTo("/coaching/hours#days-off");
	}
	const why = await addDaysOff(viewer, fromDay, toDay);
	return why ? refused(why.errors, form.values) : goTo("/coaching/hours#days-off");
}

export default function YourHours() {
	const { hours, daysOff } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<>
			<main id="main">
				<p className="meta">
					<Link to="/coaching">Coaching</Link>
				</p>
				<h1>Your office hours</h1>
				<p className="lead">When colleagues can book you, and what about. What is booked stays, whatever you change here.</p>
				<p className="apart">
					<Link className="btn" to="/coaching/hours/new">
						New office hours
					</Link>
				</p>
				{hours.length === 0 ? (
					<Empty title="You offer no hours yet">
						Two half hours a week are plenty. For example: Tuesdays, 14:00–15:00, “Bring a prompt that does not do what you want”.
					</Empty>
				) : (
					<ul className="sessions">
						{hours.map(({ id, title, kind, minutes, seats, timeZone }) => (
							<li key={id}>
								<div>
									<h3>
										<Link to={`/coaching/hours/${id}`}>{title}</Link>
									</h3>
									<small>
										{kind === "one" ? "One person at a time" : `A group of ${seats}`}, {minutes} minutes, by the clock of{" "}
										{timeZone.replaceAll("_", " ")}
									</small>
								</div>
								<Link className="mini" to={`/coaching/hours/${id}`} aria-label={`Change: ${title}`}>
									Change
								</Link>
							</li>
						))}
					</ul>
				)}
				<DaysOff days={daysOff} state={state} />
			</main>
			<aside className="aside" aria-label="Beside your hours">
				<section className="quietcard">
					<h2>A pause</h2>
					<p>
						For a while without days: <Link to="/champions/desk">rest, at your desk</Link>. Your hours are not offered meanwhile.
					</p>
				</section>
			</aside>
		</>
	);
}

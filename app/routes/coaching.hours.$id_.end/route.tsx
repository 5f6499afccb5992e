import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { hoursForm, isChampion, retireHours } from "#app/coaching/hours.server.ts";
import { goTo, notFound } from "#app/core/http.server.ts";

export const meta: MetaFunction = () => [{ title: "End these hours · Coaching · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const hours = (await isChampion(viewer)) ? await hoursForm(viewer, params.id) : null;
	if (!hours) throw notFound();
	return { id: hours.id, title: hours.values.title ?? "" };
}

/** Ends an offer of the viewer's. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await isChampion(viewer))) throw notFound();
	await retireHours(viewer, params.id);
	return goTo("/coaching/hours");
}

export default function EndHours() {
	const { id, title } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<p className="meta">
				<Link to={`/coaching/hours/${id}`}>{title}</Link>
			</p>
			<h1>End these hours?</h1>
			<p className="lead">
				Nothing more can be booked. What is booked takes place, and can be moved or cancelled as ever. This can not be taken back, but you
				can offer new hours at any time.
			</p>
			<Form method="post" className="actions apart">
				<button className="btn danger" type="submit">
					End these hours
				</button>
				<Link className="btn quiet" to={`/coaching/hours/${id}`}>
					Keep them
				</Link>
			</Form>
		</main>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { cancelInput } from "#app/coaching/input.ts";
import { sessionFor } from "#app/coaching/part.server.ts";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { cancel } from "#app/coaching/seats.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { FormError, TextArea } from "#app/ui/field.tsx";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Cancel it · Coaching · Lamplight" }];

const hasPart = ({ side, booking }: SessionView) => side === "host" || booking !== null;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id, kind, side, phase, startsAt, hours, host, booking } = await sessionFor(viewer, params.id, hasPart);
	const gone = booking?.state === "cancelled" || phase !== "coming";
	const waits = booking?.state === "waiting" || booking?.state === "offered";
	const what = kind === "one" || side === "host" ? ("session" as const) : waits ? ("place" as const) : ("seat" as const);
	return { id, title: hours.title, startsAt, host: host.name, isHost: side === "host", kind, gone, what };
}

/** Cancels a session, or gives up a place in a group. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, hasPart);
	const form = parseForm(await request.formData(), cancelInput.partial());
	if (!form.ok) return refused(form.errors, form.values);
	const done = await cancel(viewer, id, form.data.reason ?? "");
	return "path" in done ? goTo(done.path) : refused(done.errors, form.values, 409);
}

const words = {
	session: { title: "Cancel this session", press: "Cancel the session" },
	seat: { title: "Give up your seat", press: "Give up my seat" },
	place: { title: "Leave the waitlist", press: "Leave the waitlist" },
};

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
function toldWords({ what, kind, isHost, host }: Page): string {
	if (what === "place") return "Nobody is told. If you come back later you wait at the end.";
	if (what === "seat")
		return `Your seat is offered to whoever has waited longest, and leaves your calendar. ${host} sees that you gave it up; nobody is asked why.`;
	if (kind === "group") return "Everybody who has a seat, or waits for one, is told with your words, and it leaves all calendars.";
	return `${isHost ? "Your guest" : host} is told, with your words if you write some, and it leaves both calendars. That is all: nothing is counted.`;
}

export default function Cancellation() {
	const page = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const { id, title, startsAt, gone, what } = page;
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>{words[what].title}</h1>
			<p className="lead">
				<Moment at={startsAt} />
			</p>
			{gone ? (
				<p className="notice apart">{state?.errors.form ?? "There is nothing left to cancel: it was cancelled, has begun, or is over."}</p>
			) : (
				<Form method="post" className="form apart">
					<FormError state={state} />
					<p>{toldWords(page)}</p>
					{what === "session" ? (
						<TextArea name="reason" label="A word to them" hint="Optional. “Something came up” is enough." state={state} maxLength={500} />
					) : null}
					<div className="actions">
						<button className="btn danger" type="submit">
							{words[what].press}
						</button>
						<Link className="btn quiet" to={sessionPath(id)}>
							Keep it
						</Link>
					</div>
				</Form>
			)}
		</main>
	);
}

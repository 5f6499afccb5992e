import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { seatInput } from "#app/coaching/input.ts";
import { sessionFor } from "#app/coaching/part.server.ts";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { SeatForm } from "#app/coaching/seat-form.tsx";
import { takeSeat } from "#app/coaching/seats.server.ts";
import { canTakeSeat } from "#app/coaching/session-rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Take a seat · Coaching · Lamplight" }];

const ofOthers = ({ kind, side }: SessionView) => kind === "group" && side !== "host";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionFor(viewer, params.id, ofOthers);
	const { id, hours, startsAt, seats, seatsTaken } = session;
	return { id, title: hours.title, startsAt, full: seatsTaken >= seats, open: canTakeSeat(session) };
}

/** Takes a seat in a group session, or a place on its waitlist. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, ofOthers);
	const form = parseForm(await request.formData(), seatInput);
	if (!form.ok) return refused(form.errors, form.values);
	const taken = await takeSeat(viewer, id, form.data);
	return "path" in taken ? goTo(`${taken.path}#seat`) : refused(taken.errors, form.values, 409);
}

export default function TakeASeat() {
	const { id, title, startsAt, full, open } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>{full ? "Wait for a seat" : "Take a seat"}</h1>
			<p className="lead">
				<Moment at={startsAt} />
			</p>
			<div className="apart">
				{open || state ? (
					<SeatForm id={id} full={full} state={state} />
				) : (
					<p className="notice">It can no longer be joined, or you have a place in it already.</p>
				)}
			</div>
		</main>
	);
}

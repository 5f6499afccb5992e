import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { offerInput } from "#app/coaching/input.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { answerOffer, offerOf } from "#app/coaching/seats.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { FormError } from "#app/ui/field.tsx";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "A seat for you · Coaching · Lamplight" }];

/** Shows an offered seat and changes nothing, whatever its address says: programs that read mail follow links. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const offer = await offerOf(viewer, params.bookingId);
	const session = offer ? await sessionById(viewer, offer.sessionId) : null;
	if (!offer || !session) throw notFound();
	return {
		state: session.phase === "coming" ? offer.state : "cancelled",
		until: offer.until,
		rather: new URL(request.url).searchParams.get("answer") === "no",
		session: { id: session.id, title: session.hours.title, startsAt: session.startsAt, host: session.host.name },
	};
}

/** Takes the seat, or refuses it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await offerOf(viewer, params.bookingId))) throw notFound();
	const form = parseForm(await request.formData(), offerInput);
	if (!form.ok) return refused({ form: "Choose one of the two." }, {});
	const done = await answerOffer(viewer, params.bookingId, form.data.act === "take");
	return "path" in done ? goTo(done.path) : refused(done.errors, {}, 409);
}

const otherwise: Record<string, string> = {
	booked: "The seat is yours. Nothing else is to be done.",
	waiting: "You are on the waitlist. When a seat becomes free you hear of it.",
	cancelled: "This seat is no longer kept for you. If another one becomes free, you can be next: join the waitlist again.",
};

export default function ASeatForYou() {
	const { state, until, rather, session } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const take = (
		<button className={rather ? "btn quiet" : "btn"} type="submit" name="act" value="take" key="take">
			Take the seat
		</button>
	);
	const refuse = (
		<button className={rather ? "btn" : "btn quiet"} type="submit" name="act" value="refuse" key="refuse">
			Let it go
		</button>
	);
	return (
		<main id="main">
			<p>
				<Link to={sessionPath(session.id)}>{session.title}</Link>
			</p>
			<h1>{state === "offered" ? "A seat is free for you" : "About this seat"}</h1>
			<p className="lead">
				<Moment at={session.startsAt} />, with {session.host}
			</p>
			{state === "offered" ? (
				<Form method="post" className="form apart">
					<FormError state={answer} />
					{until ? (
						<p>
							It is kept for you until <Moment at={until} />. If you let it go it is offered to the next, and nobody is told that you did.
						</p>
					) : null}
					<div className="actions">{rather ? [refuse, take] : [take, refuse]}</div>
				</Form>
			) : (
				<p className="notice apart">{answer?.errors.form ?? otherwise[state] ?? otherwise.cancelled}</p>
			)}
			{state === "offered" ? null : (
				<p>
					<Link className="btn quiet" to={sessionPath(session.id)}>
						To the session
					</Link>
				</p>
			)}
		</main>
	);
}

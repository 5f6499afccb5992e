import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { hoursOf } from "#app/coaching/availability.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { moveSession, slotsToMove } from "#app/coaching/commands.server.ts";
import { moveInput } from "#app/coaching/input.ts";
import { sessionFor } from "#app/coaching/part.server.ts";
import { coachingLimits, sessionPath } from "#app/coaching/rules.ts";
import { canMove, type Place, takesPart } from "#app/coaching/session-rules.ts";
import { SlotWeek } from "#app/coaching/slot-week.tsx";
import { weekOf } from "#app/coaching/weeks.server.ts";
import { now } from "#app/core/clock.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { Moment } from "#app/ui/moment.tsx";

export const meta: MetaFunction = () => [{ title: "Move it · Coaching · Lamplight" }];

const dayMs = 86_400_000;
/** Whoever may move it while there is time. */
const moves = (place: Place) => takesPart(place) && (place.kind === "one" || place.side === "host");

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionFor(viewer, params.id, moves);
	const { id, kind, side, startsAt, hours, host } = session;
	const inTime = startsAt.getTime() - now().getTime() >= coachingLimits.moveMinutes * 60_000;
	const movable = canMove(session) && inTime;
	const horizonDays = (await hoursOf(hours.id))?.horizonDays ?? 1;
	const range = { from: now(), to: new Date(now().getTime() + horizonDays * dayMs) };
	const slots = movable ? await slotsToMove(viewer, id, range) : [];
	const zones = { zone: viewer.timeZone, hostZone: host.timeZone };
	const from = new URL(request.url).searchParams.get("from");
	return {
		id,
		title: hours.title,
		kind,
		startsAt,
		zone: viewer.timeZone,
		host: side === "host" ? null : { name: host.name, timeZone: host.timeZone },
		phase: session.phase,
		week: movable
			? weekOf(
					slots.map((slot) => slot.startsAt),
					{ from, horizonDays, ...zones },
				)
			: null,
	};
}

/** Moves a session to another slot of its hours. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { id } = await sessionFor(viewer, params.id, moves);
	const form = parseForm(await request.formData(), moveInput);
	if (!form.ok) return data({ errors: { form: "Choose a time." }, values: form.values }, { status: 422 });
	const moved = await moveSession(viewer, id, form.data.startsAt);
	if ("path" in moved) return goTo(`${moved.path}?kept=moved`);
	return data({ errors: { form: moved.errors.startsAt ?? moved.errors.form ?? "" }, values: form.values }, { status: 409 });
}

/** What was taken meanwhile is not shown as free any longer. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate;

export default function MoveIt() {
	const { id, title, kind, startsAt, zone, host, phase, week } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>Move it</h1>
			{week ? (
				<>
					<p className="lead">
						Now it is on <Moment at={startsAt} />. Choose another time;{" "}
						{kind === "one" ? "the other of you is told" : "everybody who has a seat is told"}, and calendars follow by themselves.
					</p>
					<SlotWeek week={week} zone={zone} host={host} state={state} />
				</>
			) : (
				<>
					<p className="lead">
						{phase === "coming"
							? "It begins too soon to be moved. You can still cancel it, and say why."
							: "It can no longer be moved: it has begun, is over, or was cancelled."}
					</p>
					<div className="actions apart">
						{phase === "coming" ? (
							<Link className="btn quiet" to={`${sessionPath(id)}/cancellation`}>
								Cancel it
							</Link>
						) : null}
						<Link className="btn quiet" to={sessionPath(id)}>
							Back to the session
						</Link>
					</div>
				</>
			)}
		</main>
	);
}

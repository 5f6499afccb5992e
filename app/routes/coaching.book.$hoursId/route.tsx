import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { aboutThreads } from "#app/coaching/about.server.ts";
import { AboutLine } from "#app/coaching/about-line.tsx";
import { threadIn, withWords } from "#app/coaching/address.ts";
import { offerById } from "#app/coaching/availability.server.ts";
import { excerptsOf } from "#app/coaching/excerpts.server.ts";
import { holdSlot } from "#app/coaching/hold.server.ts";
import { slotInput } from "#app/coaching/input.ts";
import { comingOf, startsOf } from "#app/coaching/offers.server.ts";
import { SlotWeek } from "#app/coaching/slot-week.tsx";
import { shownSlots, weekOf } from "#app/coaching/weeks.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { GroupSessions } from "./group-sessions.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.offer.title ?? "Office hours"} · Lamplight` }];

async function offerFor(viewer: Viewer, id: string | undefined) {
	const offer = isId(id) ? await offerById(id) : null;
	if (!offer) throw notFound();
	// Nobody books with themself: their own hours are theirs to change.
	if (offer.hostId === viewer.id) throw goTo(`/coaching/hours/${offer.id}`);
	return offer;
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const offer = await offerFor(viewer, params.hoursId);
	const { searchParams } = new URL(request.url);
	const { id, title, about, kind, minutes, host, horizonDays } = offer;
	const [[thread = null], said, sessions] = await Promise.all([
		aboutThreads(viewer, [threadIn(searchParams)]),
		excerptsOf(id),
		comingOf([offer], undefined, 12),
	]);
	const zones = { zone: viewer.timeZone, hostZone: host.timeZone };
	const from = searchParams.get("from");
	return {
		offer: { id, title, about, kind, minutes, host },
		zone: viewer.timeZone,
		thread,
		said,
		week: kind === "one" ? weekOf(await startsOf(viewer, [offer]), { from, horizonDays, ...zones }) : null,
		sessions: sessions.get(id) ?? [],
	};
}

/** Keeps a slot for the viewer, and leads to its form. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const offer = await offerFor(viewer, params.hoursId);
	const form = parseForm(await request.formData(), slotInput);
	if (!form.ok) return data({ errors: { form: "Choose a time." }, values: form.values, next: [] }, { status: 422 });
	const held = await holdSlot(viewer, offer.id, form.data.startsAt);
	if ("id" in held) return goTo(withWords(`/coaching/holds/${held.id}`, { thread: form.data.threadId ?? "" }));
	const next = shownSlots(held.next, { zone: viewer.timeZone, hostZone: offer.host.timeZone });
	return data(
		{ errors: { form: "Somebody was quicker: this time is taken. Nothing was booked." }, values: form.values, next },
		{ status: 409 },
	);
}

/** What was taken meanwhile is not shown as free any longer. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate;

export default function ChooseATime() {
	const { offer, zone, thread, said, week, sessions } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const { host } = offer;
	return (
		<>
			<main id="main">
				<p className="meta">
					<Link to={withWords("/coaching/book", { thread: thread?.id ?? "" })}>Find a time</Link>
				</p>
				<h1>{offer.title}</h1>
				<p className="meta session-host">
					<Avatar name={host.name} photo={host.photo} />
					<Link to={`/people/${host.handle}`}>{host.name}</Link>
					<span>{offer.minutes} minutes</span>
				</p>
				{offer.about ? <p className="lead said">{offer.about}</p> : null}
				<AboutLine about={thread} />
				{week ? (
					<SlotWeek week={week} zone={zone} host={host} state={state} next={state?.next}>
						{thread ? <input type="hidden" name="threadId" value={thread.id} /> : null}
					</SlotWeek>
				) : (
					<GroupSessions sessions={sessions} />
				)}
			</main>
			<aside className="aside" aria-label="Beside these hours">
				<section className="quietcard">
					<h2>How it goes</h2>
					<p>
						{week
							? "Choose a time, say in a sentence what you want to try, and it is booked. You can move it until an hour before, and cancel it until it begins."
							: "Take a seat in one of the sessions. When it is full you can wait: a seat that becomes free is offered to whoever has waited longest."}
					</p>
				</section>
				{said.length > 0 ? (
					<section className="quietcard">
						<h2>What came out of sessions</h2>
						{said.slice(0, 5).map((text) => (
							<blockquote className="said" key={text}>
								{text}
							</blockquote>
						))}
					</section>
				) : null}
			</aside>
		</>
	);
}

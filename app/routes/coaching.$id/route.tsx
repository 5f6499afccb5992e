import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { aboutThreads } from "#app/coaching/about.server.ts";
import { agendaAudience, agendaOf } from "#app/coaching/agenda.server.ts";
import { Agenda } from "#app/coaching/agenda-part.tsx";
import { ExcerptCard } from "#app/coaching/excerpt-card.tsx";
import { excerptOf } from "#app/coaching/excerpts.server.ts";
import { NoShowCard } from "#app/coaching/no-show-card.tsx";
import { noShowsOf } from "#app/coaching/no-shows.server.ts";
import { myNotesOf, ourNotesOf } from "#app/coaching/notes.server.ts";
import { MyNotes, OurNotes } from "#app/coaching/notes-forms.tsx";
import { sessionById } from "#app/coaching/queries.server.ts";
import { recurringFor } from "#app/coaching/recurring.server.ts";
import { RecurringForm } from "#app/coaching/recurring-form.tsx";
import { ReflectionForm } from "#app/coaching/reflection-form.tsx";
import { reflectionOf } from "#app/coaching/reflections.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { canAsk, canOfferExcerpt, canReflect, canSayNoShow, canSayRecurring, pairsOf } from "#app/coaching/session-rules.ts";
import { notFound } from "#app/core/http.server.ts";
import { readSessionNotices } from "#app/notifications/notices.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { thanksPath } from "#app/recognition/rules.ts";
import { Guests, MyWishes } from "./guests.tsx";
import { Head } from "./head.tsx";
import { Seat } from "./seat.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.session.hours.title ?? "A session"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionById(viewer, params.id);
	if (!session) throw notFound();
	const { id } = session;
	await readSessionNotices(viewer, id);
	const group = session.kind === "group";
	const says = canSayRecurring(session);
	const [mine, ours, excerpt, reflection, said, questions, audience, topics, lists, about] = await Promise.all([
		myNotesOf(viewer, id),
		ourNotesOf(viewer, id),
		canOfferExcerpt(session) ? excerptOf(viewer, id) : null,
		canReflect(session) ? reflectionOf(viewer, id) : null,
		canSayNoShow(session) ? noShowsOf(viewer, id) : [],
		group ? agendaOf(viewer, id) : [],
		group ? agendaAudience() : "few",
		says ? recurringFor(viewer) : [],
		says ? listsForForms() : null,
		aboutThreads(viewer, [...session.guests.map(({ threadId }) => threadId), session.booking?.threadId]),
	]);
	return {
		session,
		timeZone: viewer.timeZone,
		notes: { mine, ours },
		excerpt,
		reflection,
		said,
		agenda: { questions, unnamed: audience !== "few", cares: session.side === "host" || isModerator(viewer) },
		topics,
		tools: lists?.tools ?? [],
		about,
		kept: new URL(request.url).searchParams.get("kept"),
		submission: randomUUID(),
	};
}

const keptWords: Record<string, string> = {
	booked: "It is booked. An invitation for your calendar is on its way to you.",
	moved: "It is moved. Whoever is in it is told, and calendars follow.",
};

export default function Session() {
	const { session, timeZone, notes, about, kept, submission, ...rest } = useLoaderData<typeof loader>();
	const { id, kind, side, host, booking } = session;
	const group = kind === "group";
	// Of a group the host is thanked; of two each by the other.
	const thanked = session.phase !== "over" ? [] : canReflect(session) ? [host] : side === "host" && !group ? session.guests : [];
	return (
		<>
			<main id="main">
				{kept && kept in keptWords ? (
					<p className="notice" role="status">
						{keptWords[kept]}
					</p>
				) : null}
				<Head session={session} timeZone={timeZone} />
				{group ? <Seat session={session} /> : null}
				{canReflect(session) ? (
					<ReflectionForm id={id} reflection={rest.reflection} state={undefined} kept={kept === "reflection"} />
				) : null}
				{side === "guest" ? <MyWishes session={session} about={about} /> : null}
				{side ? <Guests session={session} about={about} /> : null}
				{group ? <Agenda id={id} open={canAsk(session)} submission={submission} state={undefined} {...rest.agenda} /> : null}
				{side || booking ? <MyNotes id={id} text={notes.mine} state={undefined} kept={kept === "mine"} /> : null}
				{notes.ours && (session.phase !== "cancelled" || notes.ours.text) ? (
					<OurNotes id={id} kind={kind} notes={notes.ours} theirs={null} state={undefined} kept={kept === "ours"} />
				) : null}
				{group && side === "host" && notes.ours?.text ? (
					<p className="share-links">
						<Link className="mini" to={`${sessionPath(id)}/share?kind=lesson`}>
							Make a thread of our notes
						</Link>
					</p>
				) : null}
				{canOfferExcerpt(session) ? <ExcerptCard id={id} excerpt={rest.excerpt} state={undefined} /> : null}
				{canSayRecurring(session) ? <RecurringForm id={id} topics={rest.topics} tools={rest.tools} state={undefined} /> : null}
				{side && canSayNoShow(session) ? (
					<NoShowCard id={id} side={side} host={host.name} pairs={pairsOf(session)} said={rest.said} state={undefined} />
				) : null}
			</main>
			<aside className="aside" aria-label="Beside this session">
				<section className="quietcard">
					<h2>Who sees this page</h2>
					<p>
						{group
							? "Everybody who works here sees when it is, how many seats are left and what people want to talk about. Who comes, only those who come and the host."
							: "Only the two of you. No role sees more."}
					</p>
				</section>
				{thanked.length > 0 ? (
					<section className="quietcard">
						<h2>Did it help?</h2>
						{thanked.map(({ name, handle }) => (
							<p key={handle}>
								<Link to={thanksPath(handle, id)}>Tell {name} what you can do now</Link>
							</p>
						))}
					</section>
				) : null}
			</aside>
		</>
	);
}

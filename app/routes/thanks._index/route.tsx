import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { noteTakenAwaySeen, reportsOf, takenAwayFrom } from "#app/moderation/thank-yous.server.ts";
import { badgeBySlug } from "#app/recognition/catalogue.ts";
import { noteThanksSeen } from "#app/recognition/commands.server.ts";
import { notesOf } from "#app/recognition/thanks.server.ts";
import { ThanksNote } from "#app/recognition/thanks-note.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Thank-you notes · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [received, given] = [await notesOf(viewer, "to"), await notesOf(viewer, "from")];
	if (received.some(({ fresh }) => fresh)) await noteThanksSeen(viewer);
	const [reports, takenAway] = [await reportsOf(viewer), await takenAwayFrom(viewer)];
	if (takenAway.some(({ fresh }) => fresh)) await noteTakenAwaySeen(viewer);
	return { received: received.map((note) => ({ ...note, report: reportOf(reports, note.id) })), given, takenAway };
}

const reportOf = (reports: Awaited<ReturnType<typeof reportsOf>>, id: string) =>
	reports.has(id) ? (reports.get(id) ?? ("waiting" as const)) : null;

export default function Thanks() {
	const { received, given, takenAway } = useLoaderData<typeof loader>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Thank-you notes</h1>
			<p className="lead">What you helped with, and what you wrote to others. Each is read by two people, unless both want it shown.</p>
			<output>
				{params.has("sent") ? <p className="notice">It is sent.</p> : null}
				{params.has("reported") ? <p className="notice">A moderator looks at it. What they say to it stands here then.</p> : null}
			</output>
			{takenAway.map(({ id, to, text, explanation }) => (
				<section className="quietcard apart" key={id}>
					<h2>A note to {to} was taken away</h2>
					<p>
						A moderator says why: “{explanation}” You wrote: “{text}” Nobody else is told.
					</p>
				</section>
			))}
			{received.length + given.length === 0 ? (
				<Empty
					title="Nothing yet"
					action={
						<Link className="btn" to="/people">
							Find a colleague
						</Link>
					}
				>
					When somebody’s answer or time helped you, write to them what you could do with it: beside their reply, or on their profile.
				</Empty>
			) : null}
			{received.length > 0 ? (
				<section className="apart">
					<h2>To you</h2>
					{received.map((note) => (
						<Received key={note.id} note={note} />
					))}
				</section>
			) : null}
			{given.length > 0 ? (
				<section className="apart">
					<h2>From you</h2>
					{given.map((note) => (
						<Given key={note.id} note={note} />
					))}
				</section>
			) : null}
		</main>
	);
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
const reportWords = {
	waiting: "A moderator looks at it.",
	fine: "A moderator looked at it and let it stand. You can remove it all the same.",
	removed: "",
} as const;

function Received({ note }: { note: Shown["received"][number] }) {
	return (
		<ThanksNote
			id={`note-${note.id}`}
			text={note.text}
			by={note.from}
			about={note.about}
			at={note.at}
			sign={note.fresh ? <span className="fresh">new</span> : null}
		>
			{note.report ? <p className="hint">{reportWords[note.report]}</p> : null}
			<Form method="post" action={`/thanks/${note.id}`} className="actions">
				{note.mayShow ? (
					<button className="mini" type="submit" name="act" value={note.shown ? "hide" : "show"} aria-pressed={note.shown}>
						{note.shown ? "Shown on your profile" : "Show it on your profile"}
					</button>
				) : (
					<span className="hint">It is for you alone.</span>
				)}
				<button className="mini" type="submit" name="act" value="remove">
					Remove it
				</button>
				{note.report ? null : (
					<Link className="mini" to={`/thanks/${note.id}/report`}>
						Something is wrong with it
					</Link>
				)}
			</Form>
		</ThanksNote>
	);
}

function Given({ note }: { note: Shown["given"][number] }) {
	return (
		<ThanksNote id={`note-${note.id}`} text={note.text} by={note.to} label={`To ${note.to.name}`} about={note.about} at={note.at}>
			{note.proposed ? <Became proposed={note.proposed} /> : null}
			<Form method="post" action={`/thanks/${note.id}`} className="actions">
				<button className="mini" type="submit" name="act" value="take-back">
					Take it back
				</button>
			</Form>
		</ThanksNote>
	);
}

/** What became of a proposal. */
function Became({ proposed: { badge, state, reason } }: { proposed: NonNullable<Shown["given"][number]["proposed"]> }) {
	const name = badgeBySlug(badge)?.name ?? "a badge";
	const words = {
		waiting: "Somebody who is neither of you is asked to read it.",
		given: "It was read, and passed on.",
		returned: `Whoever read it sent it back, and says why: “${reason ?? ""}” Your note has reached them in any case.`,
		unread: "Nobody found the time to read it. Your note has reached them in any case.",
	}[state];
	return (
		<p className="hint">
			You proposed “{name}”. {words}
		</p>
	);
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { noteThanksSeen } from "#app/recognition/commands.server.ts";
import { notesOf, type OwnNote } from "#app/recognition/thanks.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Thank-you notes · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [received, given] = [await notesOf(viewer, "to"), await notesOf(viewer, "from")];
	if (received.some(({ fresh }) => fresh)) await noteThanksSeen(viewer);
	return { received, given };
}

export default function Thanks() {
	const { received, given } = useLoaderData<typeof loader>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Thank-you notes</h1>
			<p className="lead">What you helped with, and what you wrote to others. Each is read by two people, unless both want it shown.</p>
			<output>{params.has("sent") ? <p className="notice">It is sent.</p> : null}</output>
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
						<Note key={note.id} note={note} who={note.from} />
					))}
				</section>
			) : null}
			{given.length > 0 ? (
				<section className="apart">
					<h2>From you</h2>
					{given.map((note) => (
						<Note key={note.id} note={note} who={note.to} mine />
					))}
				</section>
			) : null}
		</main>
	);
}

function Note({ note, who, mine = false }: { note: OwnNote; who: { name: string; handle: string }; mine?: boolean }) {
	return (
		<blockquote className="thanks" id={`note-${note.id}`}>
			<p>{note.text}</p>
			<footer className="meta">
				<Link to={`/people/${who.handle}`}>{mine ? `To ${who.name}` : who.name}</Link>
				{note.about ? <Link to={note.about.path}>{note.about.title}</Link> : null}
				<When at={note.at} />
				{note.fresh && !mine ? <span className="fresh">new</span> : null}
			</footer>
			<Form method="post" action={`/thanks/${note.id}`} className="actions">
				{mine ? (
					<button className="mini" type="submit" name="act" value="take-back">
						Take it back
					</button>
				) : note.mayShow ? (
					<button className="mini" type="submit" name="act" value={note.shown ? "hide" : "show"} aria-pressed={note.shown}>
						{note.shown ? "Shown on your profile" : "Show it on your profile"}
					</button>
				) : (
					<span className="hint">It is for you alone.</span>
				)}
			</Form>
		</blockquote>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireModerator } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { noteDecisionInput } from "#app/moderation/input.ts";
import { careLimits } from "#app/moderation/rules.ts";
import { decideAboutNote, reportedNotes } from "#app/moderation/thank-yous.server.ts";
import { ThanksNote } from "#app/recognition/thanks-note.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Notes that were shown to you · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireModerator({ request, context });
	return { notes: await reportedNotes(viewer) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireModerator({ request, context });
	const form = parseForm(await request.formData(), noteDecisionInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await decideAboutNote(viewer, form.data);
	return wrong ? refused(wrong.errors, form.values) : goTo("/moderation/notes");
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["notes"][number];

export default function ReportedNotes() {
	const { notes } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<p>
				<Link to="/moderation">What waits for care</Link>
			</p>
			<h1>Thank-you notes</h1>
			<p className="lead">Notes between two people that the one who got them showed to you, the longest waiting first.</p>
			{notes.length === 0 ? <Empty title="Nothing waits">When somebody is hurt by a note, they can show it to you here.</Empty> : null}
			{notes.map((note) => (
				<NoteCard key={note.id} note={note} state={state?.values.id === note.id ? state : undefined} />
			))}
		</main>
	);
}

function NoteCard({ note: { id, text, words, at, there, from, to }, state }: { note: Row; state: FormState }) {
	return (
		<article className="quietcard apart">
			<ThanksNote text={text} by={from} label={`${from.name} to ${to.name}`} at={at} />
			{words ? (
				<p>
					<Link to={`/people/${to.handle}`}>{to.name}</Link> says: “{words}”
				</p>
			) : null}
			{there ? null : <p className="hint">It is no longer there: one of the two took it away.</p>}
			<Form method="post" className="form">
				<FormError state={state} />
				<input type="hidden" name="id" value={id} />
				<TextArea
					name="words"
					label="Why"
					hint={`${from.name} reads it if you take the note away.`}
					state={state}
					rows={2}
					maxLength={careLimits.words}
				/>
				<div className="actions">
					<button className="btn" type="submit" name="act" value="remove">
						Take it away
					</button>
					<button className="btn quiet" type="submit" name="act" value="fine">
						Let it stand
					</button>
				</div>
			</Form>
		</article>
	);
}

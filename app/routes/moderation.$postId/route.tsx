import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { decide } from "#app/moderation/commands.server.ts";
import { decisionInput } from "#app/moderation/input.ts";
import { careCase } from "#app/moderation/queries.server.ts";
import { careLimits, decisionsFrom, reasonWords, stateWords } from "#app/moderation/rules.ts";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { Cooked } from "#app/threads/cooked.tsx";
import { postPath } from "#app/threads/rules.ts";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "A post to look at · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const found = await careCase(viewer, params.postId);
	if (!found) throw notFound();
	return { ...found, mayAsk: isModerator(viewer) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), decisionInput);
	if (!(await careCase(viewer, params.postId))) throw notFound();
	if (!form.ok) return refused(form.errors, form.values);
	const refusal = await decide(viewer, params.postId, form.data);
	return refusal ? refused(refusal.errors, form.values) : goTo(`/moderation/${params.postId}`);
}

export default function Case() {
	const found = useLoaderData<typeof loader>();
	const { postId, opening, author, thread, circle, html, state, explanation, reasons, words, notes, own } = found;
	const sent = useActionData<typeof action>();
	const noted = sent?.values.act === "note";
	const of = (note: boolean): FormState => (sent && noted === note ? sent : undefined);
	const may = decisionsFrom(state);
	return (
		<main id="main">
			<p>
				<Link to="/moderation">What waits for care</Link>
			</p>
			<h1>{thread.title}</h1>
			<div className="meta">
				<AuthorLink author={author} />
				<span>{circle}</span>
				<span>{opening ? "the opening post" : "a reply"}</span>
				<span className="state-line">{state ? stateWords[state] : "nobody flagged it"}</span>
				{state === "hidden" || state === "mended" ? null : <Link to={postPath(thread, postId)}>In its thread</Link>}
			</div>
			<div className="quietcard apart body">
				{Object.entries(html).map(([section, one]) => (
					<Cooked key={section} postId={postId} section={section} html={one} />
				))}
			</div>
			{reasons.length > 0 ? (
				<section className="apart">
					<h2>Why it was flagged</h2>
					<ul>
						{reasons.map(({ reason, count }) => (
							<li key={reason}>
								{reasonWords[reason]}
								{count > 1 ? `, say ${count} people` : ""}
							</li>
						))}
					</ul>
					{words.map((one) => (
						<p className="quoted" key={one.reason + one.words}>
							{one.words}
						</p>
					))}
				</section>
			) : null}
			{explanation ? (
				<section className="apart">
					<h2>What its author was told</h2>
					<p className="quoted">{explanation}</p>
				</section>
			) : null}
			<section className="apart">
				<h2>Decide</h2>
				{own ? (
					<p>This is yours: somebody else has to look at it.</p>
				) : (
					<Form method="post" className="form">
						<FormError state={of(false)} />
						{may.includes("hide") ? (
							<TextArea
								name="words"
								label="What its author is told when you hide it"
								hint="Say what is wrong and how they can mend it. They write; you look at it again."
								state={of(false)}
								maxLength={careLimits.explanation}
							/>
						) : null}
						<div className="actions">
							{may.includes("fine") ? (
								<button className="btn" type="submit" name="act" value="fine">
									Nothing wrong with it
								</button>
							) : null}
							{may.includes("hide") ? (
								<button className="btn quiet" type="submit" name="act" value="hide">
									Hide it, and say why
								</button>
							) : null}
							{may.includes("show") ? (
								<button className="btn" type="submit" name="act" value="show">
									Show it again
								</button>
							) : null}
						</div>
					</Form>
				)}
			</section>
			{author.handle === null && found.mayAsk ? (
				<p className="apart">
					<Link to={`/moderation/${postId}/glass`}>For real harm: who wrote this?</Link>
				</p>
			) : null}
			<section className="apart">
				<h2>Between moderators</h2>
				{notes.length === 0 ? <p className="hint">No notes. Only those who care for this circle read them.</p> : null}
				{notes.map((note) => (
					<p key={note.id}>
						<b>{note.by}</b>, <When at={note.at} />: {note.text}
					</p>
				))}
				<Form method="post" className="form" key={notes.length}>
					<TextArea name="words" label="A note" state={of(true)} maxLength={careLimits.note} rows={2} />
					<div className="actions">
						<button className="btn quiet" type="submit" name="act" value="note">
							Note it
						</button>
					</div>
				</Form>
			</section>
		</main>
	);
}

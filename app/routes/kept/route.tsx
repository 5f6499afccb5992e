import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { waitingFor } from "#app/replies/anonymous.server.ts";
import { textOf } from "#app/threads/draft-words.ts";
import { draftPlace, draftsOf, dropDraft, parseDraft, saveDraft } from "#app/threads/drafts.server.ts";
import { keptBy } from "#app/threads/kept.server.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { aliasThreads } from "#app/threads/own.server.ts";
import { postPath, threadPath } from "#app/threads/rules.ts";
import { Empty } from "#app/ui/empty.tsx";
import { DraftRow } from "./draft-row.tsx";

export const meta: MetaFunction = () => [{ title: "Kept and drafts · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [drafts, kept, held, sealed] = await Promise.all([
		draftsOf(viewer),
		keptBy(viewer),
		waitingFor(viewer, null),
		aliasThreads(viewer),
	]);
	return {
		sealed,
		held: held.map(({ id, title }) => ({ id, title })),
		// Without a place to write on, the words themselves are shown.
		drafts: drafts.map(({ fields, ...draft }) => ({ ...draft, text: textOf(fields).slice(0, draft.path ? 120 : undefined) })),
		kept: kept.map(({ text, ...row }) => ({ ...row, beginning: text.slice(0, 200) })),
	};
}

const input = z.object({ place: z.string().regex(draftPlace), fields: z.string().max(250_000).optional() });

/** Throws a draft away, or brings back the one that was thrown away last. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok) return refused({ form: "This draft is not there any more." }, {});
	const { place, fields } = form.data;
	if (fields === undefined)
		return data({ errors: {}, values: {}, dropped: { place, fields: JSON.stringify((await dropDraft(viewer, place)) ?? {}) } });
	const back = parseDraft(fields);
	if (back && Object.keys(back).length > 0) await saveDraft(viewer, place, back);
	return goTo("/kept");
}

export default function Kept() {
	const { drafts, kept, held, sealed } = useLoaderData<typeof loader>();
	const done = useActionData<typeof action>();
	const dropped = done && "dropped" in done && done.dropped.fields !== "{}" ? done.dropped : null;
	return (
		<main id="main">
			<h1>Kept and drafts</h1>
			<p className="lead">Only you see this page.</p>
			{held.length > 0 ? (
				<section className="held" id="held" aria-labelledby="held-title">
					<h2 id="held-title">Waiting to appear</h2>
					{held.map(({ id, title }) => (
						<article key={id} className="notice">
							<p>
								<b>{title}</b>: only you see this yet. It appears within half an hour, so that the moment does not tell that it was you.
							</p>
							<Form method="post" action={`/waiting/${id}`}>
								<button className="mini" type="submit">
									Take back
								</button>
							</Form>
						</article>
					))}
				</section>
			) : null}
			<output>
				{dropped ? (
					<Form method="post" className="notice actions">
						The draft is thrown away.
						<input type="hidden" name="place" value={dropped.place} />
						<button className="mini" type="submit" name="fields" value={dropped.fields}>
							Bring it back
						</button>
					</Form>
				) : null}
			</output>
			{drafts.length > 0 ? (
				<section className="apart" aria-labelledby="drafts">
					<h2 id="drafts">Drafts</h2>
					<ul className="list">
						{drafts.map((draft) => (
							<DraftRow key={draft.place} {...draft} />
						))}
					</ul>
				</section>
			) : null}
			{sealed.length > 0 ? (
				<section className="apart" aria-labelledby="sealed">
					<h2 id="sealed">Without your name</h2>
					<p className="hint">Only you can see that these are yours. They bear another alias in every thread.</p>
					<ul className="list">
						{sealed.map(({ thread, alias }) => (
							<li className="row" key={thread.id}>
								<span>
									<Link to={threadPath(thread)}>{thread.title}</Link>
									<small>You are {alias} there</small>
								</span>
							</li>
						))}
					</ul>
				</section>
			) : null}
			<section className="apart" aria-labelledby="kept">
				<h2 id="kept">Kept</h2>
				{kept.length === 0 ? (
					<Empty title="Nothing kept yet">“Keep” under a post puts it here, for the day you need that prompt again.</Empty>
				) : null}
				{kept.map(({ postId, author, beginning, thread }) => (
					<article className="item" key={postId}>
						<div className="meta">
							<KindSign kind={thread.kind} /> <span>{author}</span>
						</div>
						<h2>
							<Link to={postPath(thread, postId)}>{thread.title}</Link>
						</h2>
						<p>{beginning}</p>
					</article>
				))}
			</section>
		</main>
	);
}

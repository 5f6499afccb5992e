import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { waitingFor } from "#app/replies/anonymous.server.ts";
import { aliasInput } from "#app/replies/input.ts";
import { hearAsAlias, revealAlias } from "#app/replies/reveal.server.ts";
import { threadById } from "#app/threads/queries.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { FormError } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Your alias · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const thread = await threadById(viewer, params.threadId);
	if (!thread?.bears) throw notFound();
	const { name, level, muted } = thread.bears;
	const waits = (await waitingFor(viewer, thread.id)).length > 0;
	return { title: thread.title, path: threadPath(thread), name, muted, hears: level !== "muted", waits };
}

/** What the bearer of an alias decides about it: what they hear, or that their name may stand there instead. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), aliasInput);
	if (!form.ok) return refused(form.errors, form.values);
	const { level } = form.data;
	return goTo(level ? await hearAsAlias(viewer, params.threadId, level) : await revealAlias(viewer, params.threadId));
}

/** What the viewer's alias in a thread means, what they hear of it, and the way to their name. Nobody else gets to see this. */
export default function YourAlias() {
	const { title, path, name, muted, hears, waits } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<p>
				<Link to={path}>{title}</Link>
			</p>
			<h1>You are {name} here</h1>
			<p className="lead">Nobody else can see that.</p>
			{muted ? (
				<p className="notice">A moderator decided that {name} can not write here any more. They were not told who you are.</p>
			) : null}
			<section className="apart" aria-labelledby="hear-title">
				<h2 id="hear-title">What you hear</h2>
				<p>{hears ? "You hear of replies in your notifications, never by mail." : "You hear nothing as this alias."}</p>
				<Form method="post">
					<button className="btn quiet" type="submit" name="level" value={hears ? "muted" : "all"}>
						{hears ? "Hear nothing" : "Hear of replies"}
					</button>
				</Form>
			</section>
			<section className="apart" aria-labelledby="name-title">
				<h2 id="name-title">Put your name to it</h2>
				{waits ? (
					<p>Something of yours still waits to appear here. Once it has, you can put your name to all of it.</p>
				) : (
					<Form method="post" className="form">
						<FormError state={state} />
						<p>Everything that {name} wrote in this thread will bear your name, for everybody. There is no way back.</p>
						<label className="choice">
							<input type="checkbox" name="named" value="1" required /> Yes, show my name
						</label>
						{state?.errors.named ? <p className="error">{state.errors.named}</p> : null}
						<div className="actions">
							<button className="btn" type="submit">
								Put my name to it
							</button>
						</div>
					</Form>
				)}
			</section>
		</main>
	);
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { mend } from "#app/moderation/commands.server.ts";
import { mendInput } from "#app/moderation/input.ts";
import { hiddenOf } from "#app/moderation/queries.server.ts";
import { orTooComplex } from "#app/threads/compose.server.ts";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Hidden · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const found = (await hiddenOf(viewer)).find(({ postId }) => postId === params.postId);
	if (!found) throw notFound();
	return found;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), mendInput);
	if (!(await hiddenOf(viewer)).some(({ postId }) => postId === params.postId)) throw notFound();
	if (!form.ok) return refused(form.errors, form.values);
	const refusal = await orTooComplex(async () => (await mend(viewer, params.postId, form.data)) ?? { done: true as const });
	return "errors" in refusal ? refused(refusal.errors, form.values) : goTo(`/hidden/${params.postId}`);
}

const labels: Record<string, string> = {
	text: "What you wrote",
	task: "The task",
	did: "What I did",
	change: "What I would change",
	want: "What I want to do",
	tried: "What I tried",
	happened: "What happened",
	believe: "What I believe now",
	learning: "What I got wrong or am still learning",
};

export default function Hidden() {
	const { title, explanation, sections, state, alias } = useLoaderData<typeof loader>();
	const sent = useActionData<typeof action>();
	return (
		<main id="main">
			<p>
				<Link to="/notifications">Notifications</Link>
			</p>
			<h1>Your post is hidden</h1>
			<p className="lead">
				In “{title}”. Colleagues do not see it now; you can mend it, and it is looked at again.
				{alias ? ` You wrote it as ${alias}, and nobody learnt who that is.` : ""}
			</p>
			<section className="quietcard apart">
				<h2>A moderator writes</h2>
				<p>{explanation}</p>
			</section>
			{state === "mended" ? (
				<p className="notice apart">Thank you. What you mended waits to be looked at; you can still change it.</p>
			) : null}
			<Form method="post" className="form apart">
				<FormError state={sent} />
				{Object.entries(sections).map(([name, words]) => (
					<Editor key={name} name={name} label={labels[name] ?? name} state={sent} initial={words} rows={5} />
				))}
				<div className="actions">
					<button className="btn" type="submit">
						Send it to be looked at
					</button>
				</div>
			</Form>
		</main>
	);
}
